import { checkSize, checkSwitch } from '../../../core/check/props';
import type { Problems } from '../../../errors';
import { QUOTAS } from '../capacity/quotas';
import { KeyManagement } from '../keys/key-management';
import { CephNetwork } from '../ceph-network';
import type { RookCephProps } from '../props';

const SWITCHES = ['encryption', 'encryptedDisks', 'defaultClass', 'sharedFilesystem', 'objectStore'] as const;
const OFF: readonly string[] = ['encryptedDisks'];
/** What must be there for a quota to hold something back. */
const HOLDS = { blockQuota: undefined, sharedQuota: 'sharedFilesystem', bucketQuota: 'objectStore' } as const;

/** Checks the props that have nothing to do with the landscape. */
export function checkProps(props: RookCephProps, problems: Problems): void {
  for (const at of SWITCHES) checkSwitch(at, props[at], `leave \`${at}\` out for ${!OFF.includes(at)}`, problems);
  problems.check(props.deviceFilter === undefined || isFilter(props.deviceFilter), {
    at: 'deviceFilter',
    got: props.deviceFilter,
    want: 'a regular expression of kernel names, without look-around and back references, which Go does not know',
    fix: "for example '^nvme', or leave it out for every empty disk",
  });
  checkNetwork(props, problems);
  checkSizes(props, problems);
}

function checkNetwork({ network, keys }: RookCephProps, problems: Problems): void {
  problems.check(network === undefined || network instanceof CephNetwork, {
    at: 'network',
    got: network,
    want: 'a CephNetwork',
    fix: 'for example `CephNetwork.hosts()`, or leave it out for the network of pods',
  });
  problems.check(keys === undefined || keys instanceof KeyManagement, {
    at: 'keys',
    got: keys,
    want: 'a KeyManagement',
    fix: 'for example `KeyManagement.vault({ … })`, or leave it out where no volume is encrypted',
  });
}

function checkSizes(props: RookCephProps, problems: Problems): void {
  for (const at of QUOTAS) {
    if (props[at] === undefined) continue;
    checkSize(at, props[at], 1, `leave \`${at}\` out for no quota`, problems);
    const part = HOLDS[at];
    problems.check(part === undefined || props[part] !== false, {
      at,
      got: `a quota beside \`${part}: false\``,
      want: 'a quota for what is there',
      fix: `leave \`${at}\` out`,
    });
  }
}

/** Letters of kernel names, and what regular expressions are made of. After `$` nothing can match. */
const PLAIN = /^(?!.*\$[^|)]*\()[\w^$.|?*+()[\]{},:\\-]{1,253}$/;

/** Rook reads it with Go's regexp; what JavaScript takes beyond that is refused here. */
function isFilter(text: unknown): boolean {
  if (typeof text !== 'string' || !PLAIN.test(text) || /\(\?[=!<]|\\[1-9k]/.test(text)) return false;
  try {
    new RegExp(text.replace(/^\(\?[ims]+\)/, ''));
    return true;
  } catch {
    return false;
  }
}
