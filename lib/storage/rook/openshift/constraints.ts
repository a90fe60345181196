import type { SecurityContextConstraintsProps } from '../../../kinds';

type Constraints = Omit<SecurityContextConstraintsProps, 'metadata'>;

/** Service accounts of the operator and of the daemons. */
const DAEMONS = ['system', 'default', 'mgr', 'osd', 'rgw', 'nvmeof'].map((name) => `rook-ceph-${name}`);

/** Service accounts of the drivers that Rook's release starts. */
const DRIVERS = ['cephfs', 'nfs', 'nvmeof', 'rbd']
  .flatMap((driver) => [`ceph-csi-${driver}-ctrlplugin-sa`, `ceph-csi-${driver}-nodeplugin-sa`])
  .concat('nvmeof-csi-provisioner');

/**
 * What OpenShift lets the daemons of Ceph do: they write below /var/lib/rook and open raw disks. Ports of the hosts only
 * where the daemons stand on their network (`onHosts`). Source: rook deploy/examples/operator-openshift.yaml@v1.20.6.
 */
export function daemonConstraints(namespace: string, onHosts: boolean): Constraints {
  return {
    priority: 0,
    allowPrivilegedContainer: true,
    allowHostDirVolumePlugin: true,
    allowHostPID: false,
    allowHostNetwork: onHosts,
    allowHostPorts: onHosts,
    allowHostIPC: true,
    allowedCapabilities: ['MKNOD', 'SYS_ADMIN'],
    requiredDropCapabilities: ['All'],
    defaultAddCapabilities: [],
    readOnlyRootFilesystem: false,
    runAsUser: { type: 'RunAsAny' },
    seLinuxContext: { type: 'MustRunAs' },
    fsGroup: { type: 'MustRunAs' },
    supplementalGroups: { type: 'RunAsAny' },
    volumes: ['configMap', 'downwardAPI', 'emptyDir', 'hostPath', 'persistentVolumeClaim', 'projected', 'secret'],
    users: usersOf(namespace, DAEMONS),
  };
}

/** What it lets the drivers do: they mount volumes on the hosts, whose network they use. Same source. */
export function driverConstraints(namespace: string): Constraints {
  return {
    priority: 0,
    allowPrivilegedContainer: true,
    allowHostDirVolumePlugin: true,
    allowHostPID: true,
    allowHostNetwork: true,
    allowHostPorts: true,
    allowHostIPC: true,
    allowedCapabilities: ['SYS_ADMIN'],
    requiredDropCapabilities: [],
    defaultAddCapabilities: [],
    readOnlyRootFilesystem: false,
    runAsUser: { type: 'RunAsAny' },
    seLinuxContext: { type: 'RunAsAny' },
    fsGroup: { type: 'RunAsAny' },
    supplementalGroups: { type: 'RunAsAny' },
    volumes: ['configMap', 'emptyDir', 'hostPath', 'projected'],
    users: usersOf(namespace, DRIVERS),
  };
}

/** Service accounts as users: their names carry the namespace, which must be that of the release. */
function usersOf(namespace: string, accounts: readonly string[]): readonly string[] {
  return accounts.map((account) => `system:serviceaccount:${namespace}:${account}`);
}
