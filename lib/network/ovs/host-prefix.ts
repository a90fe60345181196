import { isWhole, type Problems } from '../../errors';
import { parseCidr } from '../../landscape';
import type { OvsSettings } from './fabric';

/** What the installer takes (openshift/installer pkg/types/defaults/installconfig.go@0bbdbc3cf, `defaultHostPrefix`). */
const INSTALLER_DEFAULT = 23;
/** The smallest block of a node (openshift/cluster-network-operator pkg/network/cluster_config.go@af41a3620). */
const SMALLEST = 30;

/** Prefix length of the block that each node takes. */
export function hostPrefixOf({ hostPrefix = INSTALLER_DEFAULT }: Pick<OvsSettings, 'hostPrefix'>): number {
  return hostPrefix;
}

/** Blocks of /`hostPrefix` in a pod block of /`podPrefix`: one node each. */
export function nodeBlocks(podPrefix: number, hostPrefix: number): number {
  return Math.floor(2 ** (hostPrefix - podPrefix));
}

/** Checks that every host finds a block in the cluster's pod block. */
export function checkHostPrefix(settings: OvsSettings, problems: Problems): void {
  const { cluster, hosts } = settings.environment;
  const prefix = hostPrefixOf(settings);
  const pods = parseCidr(cluster.pods)?.prefix ?? 0;
  const whole = problems.check(isWhole(prefix, pods, SMALLEST), {
    at: 'hostPrefix',
    got: prefix,
    want: `a whole number between ${pods}, the pod block ${cluster.pods}, and ${SMALLEST}`,
    fix: 'name the prefix with which the cluster was installed',
  });
  if (!whole) return;
  const blocks = nodeBlocks(pods, prefix);
  problems.check(blocks >= hosts.length, {
    at: 'hostPrefix',
    got: `${prefix}, which makes ${blocks} blocks of ${cluster.pods}`,
    want: `a block for each of ${hosts.length} hosts`,
    fix: 'name the prefix with which the cluster was installed, or correct `pods` of the cluster',
  });
}
