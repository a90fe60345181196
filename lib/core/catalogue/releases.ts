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

  csiAddons: {
    name: 'CSI add-ons',
    version: VERSIONS.csiAddons.version,
    kubernetes: VERSIONS.csiAddons.kubernetes,
    namespace: 'csi-addons-system',
    sources: [
      // 7 csiaddons.openshift.io and 5 replication.storage.openshift.io.
      ...pinned('csi-addons/kubernetes-csi-addons', `v${VERSIONS.csiAddons.version}`, 'definitions', {
        'deploy/controller/crds.yaml': '6d2d97ba0925657f8b9e3c1810da9be5d420e30052aef62e40ba20b1c00f15b2',
      }),
      ...pinned('csi-addons/kubernetes-csi-addons', `v${VERSIONS.csiAddons.version}`, 'objects', {
        'deploy/controller/rbac.yaml': '87286263fa7ae4c9cafebca480e62bf5bb92c4aed58a71ccab6926988ec559f5',
        'deploy/controller/csi-addons-config.yaml': 'f625381b2eb7426d16e3eedfd293d7e3a462e7c1e09bab5f26ab3c9076169da4',
        // With the namespace, and an image without a version, which the operator exchanges.
        'deploy/controller/setup-controller.yaml': '7bb31c0bc21e4013d79c3877d6672f0b762e4ee501a6709d3b8fc34c6c6aa936',
      }),
    ],
    // Its sidecars are started by the CSI drivers, and listed with them.
    images: ['csi-addons-controller'],
    source: 'csi-addons/kubernetes-csi-addons deploy/controller/setup-controller.yaml@v0.14.0',
    deployments: ['csi-addons-controller-manager'],
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

  velero: {
    name: 'Velero',
    version: VERSIONS.velero.version,
    kubernetes: VERSIONS.velero.kubernetes,
    namespace: 'velero',
    // The definitions only: everything else upstream renders with its command line, and Tripod by itself.
    sources: pinned('vmware-tanzu/velero', `v${VERSIONS.velero.version}`, 'definitions', {
      'config/crd/v1/bases/velero.io_backuprepositories.yaml':
        'a269b5e2949ba3207dd3323fdd17cd5dfd8dfafac5b9b01f2ad6409da4d56e65',
      'config/crd/v1/bases/velero.io_backups.yaml': '38107fa5fad6bff25794489d12c8a898eed4d9d89ed49d00ea90369bc4e206b1',
      'config/crd/v1/bases/velero.io_backupstoragelocations.yaml':
        'bd6e8fb1169d6e9299f49090f86cb9aa263a9e67314013ba231e93ba74485eba',
      'config/crd/v1/bases/velero.io_deletebackuprequests.yaml':
        'c3e027086585c15a3b05b5596bcf3b6fed2dad9fdc8dea8cbcfb0abd5fc2ab50',
      'config/crd/v1/bases/velero.io_downloadrequests.yaml':
        '329b4ecc223a478da489bf79e4a8d9710513b1d17527de18aa1275b5c7538119',
      'config/crd/v1/bases/velero.io_podvolumebackups.yaml':
        '09ce164be8559b6f6f6de314afd796071435daa9e4ce4343879443ea69f4d28d',
      'config/crd/v1/bases/velero.io_podvolumerestores.yaml':
        '39987e95bb16e5119b67f9a9664ad04d9f5cb1e9cf44bdf22276bd00106f8cdb',
      'config/crd/v1/bases/velero.io_restores.yaml': '55ef18748fbb16ed5d585ca33a9f35ba43a5b6ebac712522e93d8e0426da3258',
      'config/crd/v1/bases/velero.io_schedules.yaml':
        'd2276c19d93b63ed848fb492a0f34a2ac1e162938bed499a824acf356b5860c9',
      'config/crd/v1/bases/velero.io_serverstatusrequests.yaml':
        '3e1b02454ed384a5fc72dccf6273328ba10a74c05bbff05cb92e6da0e747b22d',
      'config/crd/v1/bases/velero.io_volumesnapshotlocations.yaml':
        'ec1b87c3f1b83053e97e01edf3aa059dff2bcb73c9d8a89bc08a5e8644777849',
      'config/crd/v2alpha1/bases/velero.io_datadownloads.yaml':
        '2665604bf20360a2216c33057d95d7820c9fdc1c9b7e2ee4b4de8ed7244177e1',
      'config/crd/v2alpha1/bases/velero.io_datauploads.yaml':
        '64457a986612875e20a9c38da16f7377bd3c08f06a88dff41aaeb94ee20c595b',
    }),
    images: ['velero', 'velero-plugin-for-aws'],
    source: 'vmware-tanzu/velero pkg/install/deployment.go and daemonset.go@v1.18.1',
    deployments: [],
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
