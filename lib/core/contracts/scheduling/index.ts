export { fittingHosts, placed } from './placed';
export { withLabels } from './pod';
export { evictionOf } from './tolerations';
