import type { Layout } from './cluster/layout';

export interface Expectation {
  readonly shared: boolean;
  readonly deviceFilter?: string;
}

/**
 * What must be there before Ceph takes the hosts. Source: rook/rook Documentation/Getting-Started/Prerequisites/prerequisites.md,
 * Documentation/CRDs/Cluster/ceph-cluster-crd.md (kernel) and deploy/examples/cluster.yaml (dataDirHostPath) @v1.20.6.
 */
export function expectations({ sites }: Layout, { shared, deviceFilter }: Expectation): readonly string[] {
  const modules = shared ? 'modules `rbd` and `ceph`' : 'module `rbd`';
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
  ];
}
