export { answer } from './answer';
export { checkForm, FAILURE_FORMS, failureOf, kindOf, siteOfRack } from './failure-text';
export {
  type FailureInFile,
  inFile,
  type ObjectiveInFile,
  type ProofFile,
  proofFile,
  proofText,
  SCHEMA,
  type TimerInFile,
  type VerdictInFile,
} from './file';
export {
  type ClassCost,
  classCosts,
  dataPhrases,
  type FailureClass,
  type Headline,
  headlines,
  servicePhrases,
  summary,
} from './headline';
export { sumText } from './sum';
export { QUESTION, type Question, questionOf } from './question';
export { time } from './time';
