/**
 * The versions Tripod is built and tested against, each with the Kubernetes minors its upstream supports.
 *
 * Sources are written `repository path@ref`. A range of `*` means that upstream states none.
 */
export interface Version {
  /** The version as upstream writes it in a tag, without a leading `v`. */
  readonly version: string;
  /** Semver range of the Kubernetes minors upstream says it supports; `*` where it states none. */
  readonly kubernetes: string;
  /** Where the range is stated, as `repository path@ref`. */
  readonly source: string;
}

/** One place for versions. The tags in `images.ts` and `releases.ts` must agree with it. */
export const VERSIONS = {
  kubernetes: {
    version: '1.34.4',
    kubernetes: '>=1.34.0 <1.35.0',
    source: 'kubernetes/kubernetes cmd/kubeadm/app/constants/constants.go@v1.34.4 (CurrentKubernetesVersion)',
  },

  // kubeadm 1.34 deploys 3.6.5-0; an external etcd may be as old as 3.5.24 (MinExternalEtcdVersion).
  etcd: {
    version: '3.6.5',
    kubernetes: '>=1.34.0 <1.35.0',
    source: 'kubernetes/kubernetes cmd/kubeadm/app/constants/constants.go@v1.34.4 (SupportedEtcdVersion)',
  },
  coredns: {
    version: '1.12.1',
    kubernetes: '>=1.34.0 <1.35.0',
    source: 'kubernetes/kubernetes cmd/kubeadm/app/constants/constants.go@v1.34.4 (CoreDNSVersion)',
  },
  // The sandbox image must be set in containerd's configuration: its own default differs (3.10 in containerd 2.0).
  pause: {
    version: '3.10.1',
    kubernetes: '>=1.34.0 <1.35.0',
    source: 'kubernetes/kubernetes cmd/kubeadm/app/constants/constants.go@v1.34.4 (PauseVersion)',
  },
  // Upstream's table recommends 2.0.6+ or 2.1.3+ for 1.34; 2.1 ended in May 2026, 2.0 is LTS until March 2027.
  containerd: {
    version: '2.0.11',
    kubernetes: '>=1.32.0 <1.35.0',
    source: 'containerd/containerd RELEASES.md@v2.3.4 (Kubernetes Support)',
  },

  // LTS branch. No tie to Kubernetes: it proxies TCP in front of the API servers.
  haproxy: {
    version: '3.2.22',
    kubernetes: '*',
    source: 'docker-library/official-images library/haproxy@37079fb336f572a88700cf32e5e1f6be54a04e8f',
  },
  // A package of the host, not an image: the version the rendered configuration is tried with, not a pin.
  keepalived: {
    version: '2.2.7',
    kubernetes: '*',
    source: 'acassen/keepalived ChangeLog@v2.2.7',
  },

  calico: {
    version: '3.32.1',
    kubernetes: '>=1.34.0 <1.37.0',
    source:
      'tigera/docs calico_versioned_docs/version-3.32/_includes/partials/_system-requirements.mdx' +
      '@f2a2762432b54f20274d42c67bfa828d82872498',
  },
  // What Calico 3.32.1's own manifest starts. 1.42.4 differs from it in the enterprise versions only.
  tigeraOperator: {
    version: '1.42.3',
    kubernetes: '>=1.34.0 <1.37.0',
    source: 'projectcalico/calico manifests/tigera-operator.yaml@v3.32.1',
  },
  antrea: {
    version: '2.7.0',
    kubernetes: '>=1.23.0',
    source: 'antrea-io/antrea README.md@v2.7.0, build/charts/antrea/Chart.yaml@v2.7.0 (kubeVersion)',
  },
  // Version of OpenShift, not of Kubernetes: 4.16 (Kubernetes 1.29) is the last with OpenShift SDN, 4.14 the last
  // that installs it; the network operator of 4.17 refuses it.
  openshiftSdn: {
    version: '4.16',
    kubernetes: '<1.30.0',
    source:
      'openshift/sdn go.mod@release-4.16, openshift/cluster-network-operator ' +
      'pkg/network/render.go@0b9c0b2fc (first in release-4.17)',
  },

  // Rook states 1.31 and later, the CSI operator that comes with it 1.32 and later.
  rook: {
    version: '1.20.6',
    kubernetes: '>=1.32.0 <1.37.0',
    source: 'rook/rook Documentation/Getting-Started/Prerequisites/prerequisites.md@v1.20.6',
  },
  // Tentacle. Ceph has no tie to Kubernetes: the range is that of the Rook which runs it.
  ceph: {
    version: '20.2.4',
    kubernetes: '>=1.32.0 <1.37.0',
    source: 'rook/rook deploy/examples/cluster.yaml@v1.20.6, Documentation/CRDs/Cluster/ceph-cluster-crd.md@v1.20.6',
  },
  cephCsi: {
    version: '3.17.0',
    kubernetes: '>=1.34.0 <1.37.0',
    source: 'ceph/ceph-csi README.md, row v3.17.1 (pull request 6470)',
  },
  cephCsiOperator: {
    version: '1.0.4',
    kubernetes: '>=1.32.0',
    source: 'ceph/ceph-csi-operator README.md@v1.0.4',
  },
  csiAddons: {
    version: '0.14.0',
    kubernetes: '*',
    source: 'csi-addons/kubernetes-csi-addons README.md@v0.14.0',
  },
  // Release of the definitions and manifests; its manifests start the images of 8.5.0.
  externalSnapshotter: {
    version: '8.6.0',
    kubernetes: '>=1.25.0',
    source: 'kubernetes-csi/external-snapshotter release v8.6.0 (Minimum Kubernetes version)',
  },
  // Sidecar in Ceph CSI's pods and snapshot controller: both run 8.5.0.
  csiSnapshotter: {
    version: '8.5.0',
    kubernetes: '>=1.25.0',
    source:
      'rook/rook deploy/examples/images.txt@v1.20.6, kubernetes-csi/docs book/src/external-snapshotter.md@883ce07',
  },

  // The OperatorHub template of the same tag says 1.31; the stricter of the two counts.
  eck: {
    version: '3.5.0',
    kubernetes: '>=1.32.0 <1.37.0',
    source: 'elastic/cloud-on-k8s README.md@v3.5.0',
  },
  // The released version ECK's end-to-end tests ran with; the range is ECK's.
  elasticStack: {
    version: '9.4.3',
    kubernetes: '>=1.32.0 <1.37.0',
    source: 'elastic/cloud-on-k8s Makefile@v3.5.0 (E2E_STACK_VERSION), README.md@v3.5.0',
  },

  // LTS. The chart is tested on Kubernetes 1.32 to 1.34; neither it nor Jenkins states a range.
  jenkins: {
    version: '2.568.2',
    kubernetes: '*',
    source: 'jenkinsci/helm-charts charts/jenkins/Chart.yaml@jenkins-5.9.53 (appVersion)',
  },

  // Upstream tests with 1.33 to 1.35, and expects every newer one than 1.18 to work.
  velero: {
    version: '1.18.1',
    kubernetes: '>=1.18.0',
    source: 'vmware-tanzu/velero README.md@v1.18.1 (Velero compatibility matrix)',
  },
  // Built against Velero 1.18.1; the table of its README ends with the line 1.14.x for 1.18.x.
  veleroPluginForAws: {
    version: '1.14.3',
    kubernetes: '*',
    source: 'vmware-tanzu/velero-plugin-for-aws go.mod@v1.14.3, README.md@v1.14.0-rc.1 (Compatibility)',
  },
  rclone: {
    version: '1.75.0',
    kubernetes: '*',
    source: 'rclone/rclone VERSION@v1.75.0',
  },
  // LTS until February 2028 (MariaDB, "Maintenance Policy"). No tie to Kubernetes.
  mariadb: {
    version: '10.11.18',
    kubernetes: '*',
    source: 'docker-library/official-images library/mariadb@37079fb336f572a88700cf32e5e1f6be54a04e8f',
  },
  mysqldExporter: {
    version: '0.20.0',
    kubernetes: '*',
    source: 'prometheus/mysqld_exporter VERSION@v0.20.0',
  },
  // The version of this package, in package.json; it speaks DNS, etcd and MariaDB, not Kubernetes.
  tripodAgent: {
    version: '0.1.0',
    kubernetes: '*',
    source: 'agent/, docs/recovery/agent.md',
  },
} as const satisfies Record<string, Version>;

/**
 * Plugins of the Jenkins controller, name to version: one set that upstream tests together for the 2.568 line.
 *
 * The chart pins the first four (jenkinsci/helm-charts charts/jenkins/values.yaml@jenkins-5.9.53,
 * controller.installPlugins); the bill of materials with the same four versions gives the rest (jenkinsci/bom
 * bom-weekly/pom.xml and bom-2.568.x/pom.xml@6815.v1fb_2a_fee3765). Their dependencies are not listed: the plugin
 * manager resolves them, and an air-gapped site needs them in its mirror too.
 */
export const JENKINS_PLUGINS: Readonly<Record<string, string>> = {
  kubernetes: '4540.v612369217f87',
  'workflow-aggregator': '608.v67378e9d3db_1', // in the chart only: the bill of materials lists its parts
  git: '5.10.1',
  'configuration-as-code': '2115.vf6de120eef70',
  credentials: '1506.v948b_b_b_7dec44',
  'credentials-binding': '728.v902a_273b_8947',
  'kubernetes-credentials-provider': '1.303.vdfcf47fb_b_fef',
  'matrix-auth': '3.3',
  'workflow-job': '1571.1580.v18e46842c125', // the newest for the 2.568 line; newer ones want a newer Jenkins
};
