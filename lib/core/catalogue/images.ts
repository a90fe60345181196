import { VERSIONS } from './versions';

/** An image as upstream publishes it, before any mirror. */
export interface ImageEntry {
  /** Repository with its registry host spelled out (`docker.io/library/haproxy`, never `haproxy`). */
  readonly repository: string;
  /** A tag that names one version; never `latest` or a branch. */
  readonly tag: string;
  /** `sha256:…` of the multi-platform index. Present only where upstream itself writes it down. */
  readonly digest?: string;
}

/**
 * Every image Tripod can start, by its catalogue name.
 *
 * Digests come from `kubernetes/k8s.io registry.k8s.io/images/…/images.yaml`, the promoter's own record; the other
 * upstreams publish none in their repositories.
 */
export const IMAGES = {
  // Control plane: kubernetes/kubernetes cmd/kubeadm/app/constants/constants.go and images/images.go@v1.34.4
  'kube-apiserver': { repository: 'registry.k8s.io/kube-apiserver', tag: `v${VERSIONS.kubernetes.version}` },
  'kube-controller-manager': {
    repository: 'registry.k8s.io/kube-controller-manager',
    tag: `v${VERSIONS.kubernetes.version}`,
  },
  'kube-scheduler': { repository: 'registry.k8s.io/kube-scheduler', tag: `v${VERSIONS.kubernetes.version}` },
  'kube-proxy': { repository: 'registry.k8s.io/kube-proxy', tag: `v${VERSIONS.kubernetes.version}` },
  coredns: {
    repository: 'registry.k8s.io/coredns/coredns',
    tag: `v${VERSIONS.coredns.version}`,
    digest: 'sha256:e8c262566636e6bc340ece6473b0eed193cad045384401529721ddbe6463d31c', // kubernetes/k8s.io@9a1bd547
  },
  pause: {
    repository: 'registry.k8s.io/pause',
    tag: VERSIONS.pause.version,
    digest: 'sha256:278fb9dbcca9518083ad1e11276933a2e96f23de604a3a08cc3c80002767d24c', // kubernetes/k8s.io@ecf019a8
  },
  // A copy of etcd's own image (kubernetes/k8s.io pull request 8530): etcd, etcdctl and etcdutl in /usr/local/bin on
  // distroless/static, no shell (etcd-io/etcd Dockerfile@v3.6.5). Commands must be argument vectors.
  etcd: { repository: 'registry.k8s.io/etcd', tag: `${VERSIONS.etcd.version}-0` },

  // Load balancer of the API servers: docker-library/official-images library/haproxy@37079fb3 (Debian variant)
  haproxy: { repository: 'docker.io/library/haproxy', tag: VERSIONS.haproxy.version },
  // keepalived has no image here: upstream publishes none, the usual osixia/keepalived ended with 2.0.20 in March 2020.
  // It is a package of the host.

  // Calico: tigera/operator pkg/components/calico.go and images.go@v1.42.3, for CalicoRelease v3.32.1
  'tigera-operator': { repository: 'quay.io/tigera/operator', tag: `v${VERSIONS.tigeraOperator.version}` },
  'calico-node': { repository: 'quay.io/calico/node', tag: `v${VERSIONS.calico.version}` },
  'calico-cni': { repository: 'quay.io/calico/cni', tag: `v${VERSIONS.calico.version}` },
  'calico-typha': { repository: 'quay.io/calico/typha', tag: `v${VERSIONS.calico.version}` },
  'calico-kube-controllers': { repository: 'quay.io/calico/kube-controllers', tag: `v${VERSIONS.calico.version}` },
  'calico-apiserver': { repository: 'quay.io/calico/apiserver', tag: `v${VERSIONS.calico.version}` },
  'calico-csi': { repository: 'quay.io/calico/csi', tag: `v${VERSIONS.calico.version}` },
  'calico-node-driver-registrar': {
    repository: 'quay.io/calico/node-driver-registrar',
    tag: `v${VERSIONS.calico.version}`,
  },
  'calico-pod2daemon-flexvol': { repository: 'quay.io/calico/pod2daemon-flexvol', tag: `v${VERSIONS.calico.version}` },

  // Antrea: antrea-io/antrea build/charts/antrea/values.yaml and hack/release/prepare-assets.sh@v2.7.0. The release
  // manifest writes the repositories without `docker.io/`.
  'antrea-agent': { repository: 'docker.io/antrea/antrea-agent-ubuntu', tag: `v${VERSIONS.antrea.version}` },
  'antrea-controller': { repository: 'docker.io/antrea/antrea-controller-ubuntu', tag: `v${VERSIONS.antrea.version}` },

  // Rook-Ceph: rook/rook deploy/examples/images.txt@v1.20.6
  rook: { repository: 'docker.io/rook/ceph', tag: `v${VERSIONS.rook.version}` },
  ceph: { repository: 'quay.io/ceph/ceph', tag: `v${VERSIONS.ceph.version}` },
  'ceph-csi': { repository: 'quay.io/cephcsi/cephcsi', tag: `v${VERSIONS.cephCsi.version}` },
  'ceph-csi-operator': { repository: 'quay.io/cephcsi/ceph-csi-operator', tag: `v${VERSIONS.cephCsiOperator.version}` },
  // csi-addons/kubernetes-csi-addons docs/deploy-controller.md@v0.14.0; the manifest at the tag itself says `latest`
  'csi-addons-controller': { repository: 'quay.io/csiaddons/k8s-controller', tag: `v${VERSIONS.csiAddons.version}` },
  'csi-addons-sidecar': { repository: 'quay.io/csiaddons/k8s-sidecar', tag: `v${VERSIONS.csiAddons.version}` },
  'csi-attacher': { repository: 'registry.k8s.io/sig-storage/csi-attacher', tag: 'v4.12.0' },
  'csi-node-driver-registrar': { repository: 'registry.k8s.io/sig-storage/csi-node-driver-registrar', tag: 'v2.17.0' },
  'csi-provisioner': { repository: 'registry.k8s.io/sig-storage/csi-provisioner', tag: 'v6.2.0' },
  'csi-resizer': { repository: 'registry.k8s.io/sig-storage/csi-resizer', tag: 'v2.1.0' },
  'csi-snapshotter': {
    repository: 'registry.k8s.io/sig-storage/csi-snapshotter',
    tag: `v${VERSIONS.csiSnapshotter.version}`,
  },

  // Snapshots: kubernetes-csi/external-snapshotter deploy/kubernetes/snapshot-controller@v8.6.0 (which starts v8.5.0)
  'snapshot-controller': {
    repository: 'registry.k8s.io/sig-storage/snapshot-controller',
    tag: `v${VERSIONS.csiSnapshotter.version}`,
  },

  // Elastic: elastic/cloud-on-k8s pkg/controller/common/container/container.go@v3.5.0
  'eck-operator': { repository: 'docker.elastic.co/eck/eck-operator', tag: VERSIONS.eck.version },
  elasticsearch: { repository: 'docker.elastic.co/elasticsearch/elasticsearch', tag: VERSIONS.elasticStack.version },
  kibana: { repository: 'docker.elastic.co/kibana/kibana', tag: VERSIONS.elasticStack.version },
  logstash: { repository: 'docker.elastic.co/logstash/logstash', tag: VERSIONS.elasticStack.version },
  filebeat: { repository: 'docker.elastic.co/beats/filebeat', tag: VERSIONS.elasticStack.version },

  // Jenkins: jenkinsci/helm-charts charts/jenkins/Chart.yaml and values.yaml@jenkins-5.9.53
  // The chart's tag; 2.568.2-lts-jdk21 names the same build (jenkinsci/docker docker-bake.hcl@2.568.2).
  jenkins: { repository: 'docker.io/jenkins/jenkins', tag: `${VERSIONS.jenkins.version}-jdk21` },
  'jenkins-inbound-agent': { repository: 'docker.io/jenkins/inbound-agent', tag: '3385.vf1123fb_515da_-1' },

  // Backups: vmware-tanzu/velero internal/velero/images.go@v1.18.1. Paketo's run-jammy-tiny, without a shell; /velero runs
  // as any user (Dockerfile@v1.18.1). The plugin is a static binary that copies itself into a volume.
  velero: { repository: 'docker.io/velero/velero', tag: `v${VERSIONS.velero.version}` },
  'velero-plugin-for-aws': {
    repository: 'docker.io/velero/velero-plugin-for-aws',
    tag: `v${VERSIONS.veleroPluginForAws.version}`,
  },
  // Static binary on distroless, no shell (kubernetes/kubernetes build/common.sh@v1.34.4, KUBECTL_BASE_IMAGE)
  kubectl: { repository: 'registry.k8s.io/kubectl', tag: `v${VERSIONS.kubernetes.version}` },

  // Ships etcd snapshots to S3. Entry point `rclone`, a static binary; the base is Alpine, so it does have a shell, and
  // it starts as root unless told otherwise (rclone/rclone Dockerfile@v1.75.0 makes a user 1009 but does not select it).
  rclone: { repository: 'docker.io/rclone/rclone', tag: VERSIONS.rclone.version },

  // MariaDB: docker-library/official-images library/mariadb@37079fb3. Has bash, mariadb-backup, socat and galera-4, user
  // 999 (MariaDB/mariadb-docker 10.11/Dockerfile@53935c78), but no arbitrator: that is a package of its own.
  mariadb: { repository: 'docker.io/library/mariadb', tag: VERSIONS.mariadb.version },
  // Published nowhere: the bank builds it from images/garbd/Dockerfile, the image above with galera-arbitrator-4.
  garbd: { repository: 'docker.io/tripod-iac/garbd', tag: VERSIONS.mariadb.version },
  // prometheus/mysqld_exporter README.md and Makefile.common@v0.20.0; static binary on busybox
  'mysqld-exporter': { repository: 'quay.io/prometheus/mysqld-exporter', tag: `v${VERSIONS.mysqldExporter.version}` },

  // Tripod's own, published nowhere: the bank builds it from agent/ (agent/Dockerfile) and pushes it to its mirror. The
  // static binary /tripod-agent and nothing else: no shell, user 65532. `/tripod-agent install FILE` copies it.
  'tripod-agent': { repository: 'docker.io/tripod-iac/tripod-agent', tag: VERSIONS.tripodAgent.version },
} as const satisfies Record<string, ImageEntry>;

/** A name in the catalogue of images. */
export type ImageName = keyof typeof IMAGES;
