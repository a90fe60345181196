/** Pods that may do more than pod security `restricted` allows, with the reason that stands on them. */
export { PRIVILEGED } from '../../../policy/config';
