import type { ImageName } from './images';
import { VERSIONS } from './versions';

/** One file of a release. */
export interface ReleaseSource {
  /** Pinned: the tag stands in it. */
  readonly url: string;
  /**
   * Sha256 of the file, in hex.
   *
   * @default - not known from upstream; pinned in the lock at the first vendoring
   */
  readonly sha256?: string;
  /** What is in it: custom resource definitions, other objects, or both. */
  readonly content: 'definitions' | 'objects' | 'both';
}

/** A pinned upstream release of an operator, controller or network plugin. */
export interface Release {
  /** What a person calls it. */
  readonly name: string;
  /** The version, as in its tag and without a leading `v`. */
  readonly version: string;
  /** Semver range of the Kubernetes minors upstream supports. */
  readonly kubernetes: string;
  /** Where upstream's files install it. */
  readonly namespace: string;
  /** Its files, in the order in which they are applied. */
  readonly sources: readonly ReleaseSource[];
  /** All images, also those that the operator's binary starts for the custom resources it reads. */
  readonly images: readonly ImageName[];
  /** Where the list of images was read, as `repository path@ref`. */
  readonly source: string;
  /** Deployments to wait for, by name in `namespace`. */
  readonly deployments: readonly string[];
  /**
   * StatefulSets to wait for, by name in `namespace`.
   *
   * @default - none
   */
  readonly statefulSets?: readonly string[];
  /**
   * DaemonSets to wait for, by name in `namespace`.
   *
   * @default - none
   */
  readonly daemonSets?: readonly string[];
}

/** A file of a GitHub repository at a tag. */
const raw = (repository: string, tag: string, path: string): string =>
  `https://raw.githubusercontent.com/${repository}/${tag}/${path}`;

/** Files of a GitHub repository at a tag, path to sha256. */
const pinned = (
  repository: string,
  tag: string,
  content: ReleaseSource['content'],
  files: Readonly<Record<string, string>>,
): readonly ReleaseSource[] =>
  Object.entries(files).map(([path, sha256]) => ({ url: raw(repository, tag, path), sha256, content }));

/** The pinned releases. Every sha256 was computed from the file at its tag. */
export const RELEASES = {
  tigera: {
    name: 'Tigera operator',
    version: VERSIONS.tigeraOperator.version,
    kubernetes: VERSIONS.tigeraOperator.kubernetes,
    namespace: 'tigera-operator',
    sources: [
      {
        // 9 operator.tigera.io, 22 crd.projectcalico.org and policy.networking.k8s.io ClusterNetworkPolicy. The
        // projectcalico.org/v3 kinds are not definitions here: the API server component serves them.
        url: raw('projectcalico/calico', `v${VERSIONS.calico.version}`, 'manifests/operator-crds.yaml'),
        sha256: '192f8b2d934ef24b62e86b7e1a6e1762d1c8af26a916f78057bc13fa5ed60f71',
        content: 'definitions',
      },
      {
        // With the namespace. The operator runs with -manage-crds=true: it keeps its definitions itself.
        url: raw('projectcalico/calico', `v${VERSIONS.calico.version}`, 'manifests/tigera-operator.yaml'),
        sha256: 'f18e073794207d372606bc3ea6f8fd73972f86d6828f4ba666dfe0d4aa8ab07f',
        content: 'objects',
      },
    ],
    // For an Installation and an APIServer on Linux, without FIPS mode and certificateManagement. Other objects would
    // start more: Goldmane, Whisker, and the webhooks of the v3 definitions.
    images: [
      'tigera-operator',
      'calico-node',
      'calico-cni',
      'calico-pod2daemon-flexvol',
      'calico-typha',
      'calico-kube-controllers',
      'calico-csi',
      'calico-node-driver-registrar',
      'calico-apiserver',
    ],
    source: 'tigera/operator pkg/components/calico.go, pkg/render/*.go@v1.42.3',
    deployments: ['tigera-operator'],
  },

  antrea: {
    name: 'Antrea',
    version: VERSIONS.antrea.version,
    kubernetes: VERSIONS.antrea.kubernetes,
    namespace: 'kube-system',
    sources: [
      {
        // Release asset, built by hack/generate-standard-manifests.sh: the file in the repository has the tag `latest`,
        // so its hash is of no use. Pinned at the first vendoring.
        url: `https://github.com/antrea-io/antrea/releases/download/v${VERSIONS.antrea.version}/antrea.yml`,
        content: 'both',
      },
    ],
    images: ['antrea-agent', 'antrea-controller'],
    source: 'antrea-io/antrea build/yamls/antrea.yml, hack/release/prepare-assets.sh@v2.7.0',
    deployments: ['antrea-controller'],
    daemonSets: ['antrea-agent'],
  },

  snapshotController: {
    name: 'CSI snapshot controller',
    version: VERSIONS.externalSnapshotter.version,
    kubernetes: VERSIONS.externalSnapshotter.kubernetes,
    namespace: 'kube-system',
    sources: [
      ...pinned('kubernetes-csi/external-snapshotter', `v${VERSIONS.externalSnapshotter.version}`, 'definitions', {
        'client/config/crd/snapshot.storage.k8s.io_volumesnapshotclasses.yaml':
          '75e6565aac2c0f2949ed13ea884bbaa388cb7be576b558b709cf1168e011828d',
        'client/config/crd/snapshot.storage.k8s.io_volumesnapshotcontents.yaml':
          '895a3c1e73b60f06a0deb566dd123d01bdf1b2efc5d5ff5231ff8bbcf42dafc7',
        'client/config/crd/snapshot.storage.k8s.io_volumesnapshots.yaml':
          'b032116e987fb1d7d93cec7d942833adeb9d95c9bdc7e00c10b280c2fe4a6c33',
        'client/config/crd/groupsnapshot.storage.k8s.io_volumegroupsnapshotclasses.yaml':
          '0ac1b24c628e73fbe3352c21c7929707453252a64072184727a82d2f3c42fc51',
        'client/config/crd/groupsnapshot.storage.k8s.io_volumegroupsnapshotcontents.yaml':
          'dc148b9798e4aa080ab3e2dc0681e029ef75ca31adfdf96cf0a14ec309ea9c79',
        'client/config/crd/groupsnapshot.storage.k8s.io_volumegroupsnapshots.yaml':
          '59abaccbe9e85a611848489da53d855db4ab606894b0c4cab109a574b4a95b10',
      }),
      ...pinned('kubernetes-csi/external-snapshotter', `v${VERSIONS.externalSnapshotter.version}`, 'objects', {
        'deploy/kubernetes/snapshot-controller/rbac-snapshot-controller.yaml':
          '99c4ac480b6c9563be0d85599e29cc7b68b25a82d250b0e789726727551e8d38',
        'deploy/kubernetes/snapshot-controller/setup-snapshot-controller.yaml':
          '920166ff9001203e9def2504903eb196cd1da55d520f022807cc6ac82ef8eeba',
      }),
    ],
    images: ['snapshot-controller'],
    source: 'kubernetes-csi/external-snapshotter deploy/kubernetes/snapshot-controller@v8.6.0',
    deployments: ['snapshot-controller'],
  },

  rook: {
    name: 'Rook-Ceph',
    version: VERSIONS.rook.version,
    kubernetes: VERSIONS.rook.kubernetes, // Rook says 1.31 to 1.36, the ceph-csi-operator it brings 1.32 and newer
    namespace: 'rook-ceph',
    sources: [
      {
        url: raw('rook/rook', `v${VERSIONS.rook.version}`, 'deploy/examples/crds.yaml'),
        sha256: '7fa7462d44b35d636703a03a88120030692a06a05ac91ec253200cb4ae8c37cf',
        content: 'definitions',
      },
      {
        // With the namespace.
        url: raw('rook/rook', `v${VERSIONS.rook.version}`, 'deploy/examples/common.yaml'),
        sha256: '2d59b3093446dcf7dd69c73ebaef2d41e8cdfd14af564c2e885d49ab8d190457',
        content: 'objects',
      },
      {
        // 5 csi.ceph.io definitions and the ceph-csi-operator.
        url: raw('rook/rook', `v${VERSIONS.rook.version}`, 'deploy/examples/csi-operator.yaml'),
        sha256: 'de0bf9160c8370220353d7140a4b60ee6d4b8eda5e260f395fd00cbdc1059ffb',
        content: 'both',
      },
      {
        // With the csi.ceph.io OperatorConfig, two Drivers and the ConfigMap of the CSI images.
        url: raw('rook/rook', `v${VERSIONS.rook.version}`, 'deploy/examples/operator.yaml'),
        sha256: 'c69bb7309b6dfc34a1eeab658a1f9c825c7d156fb26dc1a6a824f6a9735761a4',
        content: 'objects',
      },
    ],
    images: [
      'rook',
      'ceph',
      'ceph-csi',
      'ceph-csi-operator',
      'csi-addons-sidecar',
      'csi-attacher',
      'csi-node-driver-registrar',
      'csi-provisioner',
      'csi-resizer',
      'csi-snapshotter',
    ],
    // Without ceph-cosi and its sidecar, which only a CephCOSIDriver starts.
    source: 'rook/rook deploy/examples/images.txt@v1.20.6',
    deployments: ['rook-ceph-operator', 'ceph-csi-controller-manager'],
  },

  eck: {
    name: 'Elastic Cloud on Kubernetes',
    version: VERSIONS.eck.version,
    kubernetes: VERSIONS.eck.kubernetes,
    namespace: 'elastic-system',
    sources: [
      {
        // Built at release time from the chart. Pinned at the first vendoring.
        url: `https://download.elastic.co/downloads/eck/${VERSIONS.eck.version}/crds.yaml`,
        content: 'definitions',
      },
      {
        // Built at release time from the chart. Pinned at the first vendoring.
        url: `https://download.elastic.co/downloads/eck/${VERSIONS.eck.version}/operator.yaml`,
        content: 'objects',
      },
    ],
    images: ['eck-operator', 'elasticsearch', 'kibana', 'logstash', 'filebeat'],
    source: 'elastic/cloud-on-k8s pkg/controller/common/container/container.go@v3.5.0',
    deployments: [],
    statefulSets: ['elastic-operator'], // deploy/eck-operator/templates/statefulset.yaml, OPERATOR_NAME in the Makefile
  },
} as const satisfies Record<string, Release>;
