import { BASICS } from './basics';
import { PROBES } from './probes';
import { STATIC_PODS } from './static-pods';

/**
 * What the scripts on a host have in common. A script sets `NAME`, sources this, and then knows its host by the
 * variables of host.env. POSIX shell, since it runs on whatever the bank installs.
 */
export const LIB_SCRIPT = [BASICS, PROBES, STATIC_PODS].join('');
