import { ceph } from '../tools';

/** Says what is wrong, and where. */
export const DETAIL = `\`${ceph('health detail')}\``;
