export { isList, isListOf } from './list';
export { formatProblem, show, type Problem } from './problem';
export { collect, Problems, TripodError } from './problems';
export { isFields, isText, isWhole } from './shape';
