import type { ImageName } from './images';

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
    version: '1.42.3',
    kubernetes: '>=1.34.0 <1.37.0',
    namespace: 'tigera-operator',
    sources: [
      {
        // 9 operator.tigera.io, 22 crd.projectcalico.org and policy.networking.k8s.io ClusterNetworkPolicy. The
        // projectcalico.org/v3 kinds are not definitions here: the API server component serves them.
        url: raw('projectcalico/calico', 'v3.32.1', 'manifests/operator-crds.yaml'),
        sha256: '192f8b2d934ef24b62e86b7e1a6e1762d1c8af26a916f78057bc13fa5ed60f71',
        content: 'definitions',
      },
      {
        // With the namespace. The operator runs with -manage-crds=true: it keeps its definitions itself.
        url: raw('projectcalico/calico', 'v3.32.1', 'manifests/tigera-operator.yaml'),
        sha256: 'f18e073794207d372606bc3ea6f8fd73972f86d6828f4ba666dfe0d4aa8ab07f',
        content: 'objects',
      },
    ],
    // For an Installation and an APIServer on Linux, without FIPS mode. Not in it, because other objects start them:
    // calico-goldmane (Goldmane), calico-whisker and calico-whisker-backend (Whisker), calico-webhooks (v3 definitions).
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
      'calico-key-cert-provisioner',
    ],
    source: 'tigera/operator pkg/components/calico.go, pkg/render/*.go@v1.42.3',
    deployments: ['tigera-operator'],
  },

  antrea: {
    name: 'Antrea',
    version: '2.7.0',
    kubernetes: '>=1.23.0',
    namespace: 'kube-system',
    sources: [
      {
        // Release asset, built by hack/generate-standard-manifests.sh: the file in the repository has the tag `latest`,
        // so its hash is of no use. Pinned at the first vendoring.
        url: 'https://github.com/antrea-io/antrea/releases/download/v2.7.0/antrea.yml',
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
    version: '8.6.0',
    kubernetes: '>=1.25.0',
    namespace: 'kube-system',
    sources: [
      ...pinned('kubernetes-csi/external-snapshotter', 'v8.6.0', 'definitions', {
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
      ...pinned('kubernetes-csi/external-snapshotter', 'v8.6.0', 'objects', {
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
    version: '1.20.6',
    kubernetes: '>=1.32.0 <1.37.0', // Rook says 1.31 to 1.36, the ceph-csi-operator it brings 1.32 and newer
    namespace: 'rook-ceph',
    sources: [
      {
        url: raw('rook/rook', 'v1.20.6', 'deploy/examples/crds.yaml'),
        sha256: '7fa7462d44b35d636703a03a88120030692a06a05ac91ec253200cb4ae8c37cf',
        content: 'definitions',
      },
      {
        // With the namespace.
        url: raw('rook/rook', 'v1.20.6', 'deploy/examples/common.yaml'),
        sha256: '2d59b3093446dcf7dd69c73ebaef2d41e8cdfd14af564c2e885d49ab8d190457',
        content: 'objects',
      },
      {
        // 5 csi.ceph.io definitions and the ceph-csi-operator.
        url: raw('rook/rook', 'v1.20.6', 'deploy/examples/csi-operator.yaml'),
        sha256: 'de0bf9160c8370220353d7140a4b60ee6d4b8eda5e260f395fd00cbdc1059ffb',
        content: 'both',
      },
      {
        // With the csi.ceph.io OperatorConfig, two Drivers and the ConfigMap of the CSI images.
        url: raw('rook/rook', 'v1.20.6', 'deploy/examples/operator.yaml'),
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
      'ceph-cosi',
      'objectstorage-sidecar',
    ],
    source: 'rook/rook deploy/examples/images.txt@v1.20.6',
    deployments: ['rook-ceph-operator', 'ceph-csi-controller-manager'],
  },

  csiAddons: {
    name: 'CSI-Addons controller',
    version: '0.14.0',
    kubernetes: '*',
    namespace: 'csi-addons-system',
    // Release assets: the files in the repository have the image tag `latest`. Pinned at the first vendoring.
    sources: [
      {
        url: 'https://github.com/csi-addons/kubernetes-csi-addons/releases/download/v0.14.0/crds.yaml',
        content: 'definitions',
      },
      {
        url: 'https://github.com/csi-addons/kubernetes-csi-addons/releases/download/v0.14.0/rbac.yaml',
        content: 'objects',
      },
      {
        url: 'https://github.com/csi-addons/kubernetes-csi-addons/releases/download/v0.14.0/setup-controller.yaml',
        content: 'objects',
      },
    ],
    images: ['csi-addons-controller'],
    source: 'csi-addons/kubernetes-csi-addons deploy/controller, docs/deploy-controller.md@v0.14.0',
    deployments: ['csi-addons-controller-manager'],
  },

  eck: {
    name: 'Elastic Cloud on Kubernetes',
    version: '3.5.0',
    kubernetes: '>=1.32.0 <1.37.0',
    namespace: 'elastic-system',
    sources: [
      {
        // Built at release time from the chart. Pinned at the first vendoring.
        url: 'https://download.elastic.co/downloads/eck/3.5.0/crds.yaml',
        content: 'definitions',
      },
      {
        // Built at release time from the chart. Pinned at the first vendoring.
        url: 'https://download.elastic.co/downloads/eck/3.5.0/operator.yaml',
        content: 'objects',
      },
    ],
    images: ['eck-operator', 'elasticsearch', 'kibana', 'logstash', 'filebeat'],
    source: 'elastic/cloud-on-k8s pkg/controller/common/container/container.go@v3.5.0',
    deployments: [],
    statefulSets: ['elastic-operator'], // deploy/eck-operator/templates/statefulset.yaml, OPERATOR_NAME in the Makefile
  },

  prometheusOperator: {
    name: 'Prometheus operator',
    version: '0.93.0',
    kubernetes: '>=1.16.0',
    namespace: 'default',
    sources: [
      ...pinned('prometheus-operator/prometheus-operator', 'v0.93.0', 'definitions', {
        'example/prometheus-operator-crd/monitoring.coreos.com_alertmanagerconfigs.yaml':
          'fed47c462483a47a4d1912bf8a7a3767618644cfdee86dc73d7624c55d6a8b9d',
        'example/prometheus-operator-crd/monitoring.coreos.com_alertmanagers.yaml':
          '0e8eccd22699818c93f619c8fe2d92dbbd783a7e9232827a886dedeac1fb5dc1',
        'example/prometheus-operator-crd/monitoring.coreos.com_podmonitors.yaml':
          '45a93443daa687d3654f7e9631909ff7edcdf3ec09c5e60251b74aa2722aee5d',
        'example/prometheus-operator-crd/monitoring.coreos.com_probes.yaml':
          'f4ead9704bd4c6303d53e4cc15670faaf0609022a5e08c0ce496286f453666b7',
        'example/prometheus-operator-crd/monitoring.coreos.com_prometheusagents.yaml':
          '6bb4afd89a2721ba02327336623344358c57b5a1a2ecaeccd792e0234ef6b612',
        'example/prometheus-operator-crd/monitoring.coreos.com_prometheuses.yaml':
          'c0eed4b2c38a58e3a5be7e2f5846df067804c694b0c9316b35029ab68fa183a4',
        'example/prometheus-operator-crd/monitoring.coreos.com_prometheusrules.yaml':
          '78be98554b9c8506ab2b4f4feb91c5f3a56e536a0a510f3a8e876a459970d56d',
        'example/prometheus-operator-crd/monitoring.coreos.com_scrapeconfigs.yaml':
          'd525ef261d8a3a050528a7d90cecab13f1f3f9020eb0f1f54850b6f5c1f2e641',
        'example/prometheus-operator-crd/monitoring.coreos.com_servicemonitors.yaml':
          'a99047972c9dd7679ce2050b9968e8a08773492e671b3e17abd476d42aa78a32',
        'example/prometheus-operator-crd/monitoring.coreos.com_thanosrulers.yaml':
          '160bcffd1ce4904b5fde97ac40676019aa02427f0d64432f4dd71a711275b82c',
      }),
      ...pinned('prometheus-operator/prometheus-operator', 'v0.93.0', 'objects', {
        'example/rbac/prometheus-operator/prometheus-operator-service-account.yaml':
          'a90e8523ef5a9331adce15b3b80628975243e4f925e3ba1a493135199246bf60',
        'example/rbac/prometheus-operator/prometheus-operator-cluster-role.yaml':
          '71b687fdd73cc1872f9c924e295b7ca7f6af7fe06f3a6e40a8817ad0bf4c5b58',
        'example/rbac/prometheus-operator/prometheus-operator-cluster-role-binding.yaml':
          '3d0d7e0ffc83dee5064e2e1e720810ef6f59dab3e1511a9e499e2a0c7d30f20c',
        'example/rbac/prometheus-operator/prometheus-operator-service.yaml':
          '611e0c9f07fee8291a7773cb495f81e5a2047ef80367bde58d8e4b0605a78f91',
        'example/rbac/prometheus-operator/prometheus-operator-deployment.yaml':
          '30ba5701975f1d79fbb9b8688e94e969e6a76840c4dd4128bee24a942e17f9b2',
      }),
    ],
    // For Prometheus and Alertmanager objects; a ThanosRuler would start quay.io/thanos/thanos as well.
    images: ['prometheus-operator', 'prometheus-config-reloader', 'prometheus', 'alertmanager'],
    source: 'prometheus-operator/prometheus-operator pkg/operator/defaults.go@v0.93.0',
    deployments: ['prometheus-operator'],
  },
} as const satisfies Record<string, Release>;

/** A key of {@link RELEASES}. */
export type ReleaseName = keyof typeof RELEASES;
