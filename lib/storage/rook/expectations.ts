import type { Size } from 'cdk8s';
import { tebibytes } from './capacity/quotas';
import type { Layout } from './cluster/layout';
import { type KeyManagement, TENANT_ACCOUNT } from './keys/key-management';
import type { CephNetwork } from './ceph-network';
import type { Settings } from './settings';

/**
 * Ports of daemons: monitors, all that serve data (`ms_bind_port_max`, ceph src/common/options/global.yaml.in@001c8347),
 * metrics of the managers and of the exporter (rook pkg/operator/ceph/cluster/{mgr/mgr,nodedaemon/exporter}.go@v1.20.6).
 */
const PORTS = '3300, 6789, 6800 to 7568, 9283 and 9926';

/**
 * What must be there before Ceph takes the hosts. Source: rook/rook Documentation/Getting-Started/Prerequisites/prerequisites.md,
 * Documentation/CRDs/Cluster/ceph-cluster-crd.md (kernel) and deploy/examples/cluster.yaml (dataDirHostPath) @v1.20.6.
 */
export function expectations({ sites }: Layout, settings: Settings, capacity: Size): readonly string[] {
  const { sharedFilesystem, deviceFilter, encryptedDisks } = settings;
  const modules = sharedFilesystem ? 'modules `rbd` and `ceph`' : 'module `rbd`';
  const disks = deviceFilter === undefined ? 'Disks' : `Disks whose names match \`${deviceFilter}\``;
  return [
    `Linux 5.11 or newer with the kernel ${modules} on every host: each can carry pods that mount volumes`,
    `${disks} of the hosts with the role storage in ${sites.map(({ name }) => name).join(', ')}: raw, without partitions, file systems or signatures (\`lsblk -f\` shows none), and udev runs`,
    'An empty /var/lib/rook on every host that carries a daemon of Ceph: what an earlier cluster left there keeps a new one from starting',
    ...(deviceFilter === undefined
      ? [
          'Nothing else wants an empty disk of these hosts: Ceph takes each, also one that is added later, unless `deviceFilter` is set',
        ]
      : []),
    ...(encryptedDisks
      ? ['The package lvm2 on the storage hosts: without it, encrypted disks do not start after a reboot']
      : []),
    ...networks(settings.network),
    ...keepers(settings.keys),
    `No more than ${tebibytes(capacity.toMebibytes())} in all pools together, without copies: quotas (\`blockQuota\`, \`sharedQuota\`, \`bucketQuota\`) hold it, and without them the alert CephOSDNearFull warns`,
  ];
}

function networks({ provider, selectors }: CephNetwork): readonly string[] {
  if (provider === 'host') {
    return [
      `The ports ${PORTS} of the storage hosts, and of those of the arbiter, free, and open to every node that mounts volumes: Ceph listens on the hosts themselves`,
    ];
  }
  if (provider !== 'multus') return [];
  const names = [...new Set(Object.values(selectors))].join(' and ');
  return [
    `Multus, and its network attachments ${names} (of namespace rook-ceph where none is named), reached by every node; \`rook multus validation run\` tries them`,
  ];
}

function keepers(keys: KeyManagement | undefined): readonly string[] {
  if (keys?.id !== 'vault') return [];
  const { vaultAddress, vaultRole, vaultBackendPath } = keys.settings;
  return [
    `In Vault at ${vaultAddress}: an engine KV version 2 at ${vaultBackendPath}, and a role ${vaultRole} for the service accounts ${TENANT_ACCOUNT}`,
    `A service account ${TENANT_ACCOUNT} in every namespace with encrypted volumes`,
  ];
}
