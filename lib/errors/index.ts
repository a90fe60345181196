export { formatProblem, show, type Problem } from './problem';
export { collect, Problems, TripodError } from './problems';
