export { isList } from './list';
export { formatProblem, show, type Problem } from './problem';
export { collect, Problems, TripodError } from './problems';
