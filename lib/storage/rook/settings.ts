import { CephNetwork } from './ceph-network';
import type { RookCephProps } from './props';

type Switches = 'encryption' | 'encryptedDisks' | 'defaultClass' | 'sharedFilesystem' | 'objectStore';

/** What a bank has chosen, with the defaults of what it left out. */
export type Settings = RookCephProps & Required<Pick<RookCephProps, 'network' | Switches>>;

export function settingsOf(props: RookCephProps): Settings {
  const { network = CephNetwork.pods(), encryption = true, encryptedDisks = false, defaultClass = true } = props;
  const { sharedFilesystem = true, objectStore = true } = props;
  return { ...props, network, encryption, encryptedDisks, defaultClass, sharedFilesystem, objectStore };
}
