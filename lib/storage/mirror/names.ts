import { NAMESPACE } from '../rook/namespace';
import { FILESYSTEM, SHARED } from '../rook/pools/shared';
import { FENCE } from './blocks/classes';
import { RBD_MIRROR } from './blocks/daemons';
import { FS_MIRROR } from './shared/filesystem';
import { SELECTOR } from './volumes/replication';

/** Names by which the plan for the loss of a city finds what a mirror has made. */
export const MIRROR_NAMES = {
  namespace: NAMESPACE,
  filesystem: FILESYSTEM,
  filesystemClass: SHARED.storageClassName,
  fenceClass: FENCE,
  /** Daemons that mirror block devices. */
  daemons: RBD_MIRROR,
  /** The daemon that sends directories. */
  sender: FS_MIRROR,
  /** Finds every object that says on which side a volume is written to. */
  selector: SELECTOR,
} as const;
