export { type ClassCost, classCosts, type FailureClass } from './cost';
export { type Headline, headlines, summary } from './summary';
export { dataPhrases, listed, servicePhrases } from './text';
