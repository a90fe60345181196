export { answer } from './answer';
export { FAILURE_FORMS, failureOf, kindOf } from './failure-text';
export {
  type FailureInFile,
  type ObjectiveInFile,
  type ProofFile,
  proofFile,
  proofText,
  SCHEMA,
  type VerdictInFile,
} from './file';
export { QUESTION, type Question, questionOf } from './question';
export { summary } from './summary';
export { time } from './time';
