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
  'kube-apiserver': { repository: 'registry.k8s.io/kube-apiserver', tag: 'v1.34.4' },
  'kube-controller-manager': { repository: 'registry.k8s.io/kube-controller-manager', tag: 'v1.34.4' },
  'kube-scheduler': { repository: 'registry.k8s.io/kube-scheduler', tag: 'v1.34.4' },
  'kube-proxy': { repository: 'registry.k8s.io/kube-proxy', tag: 'v1.34.4' },
  coredns: {
    repository: 'registry.k8s.io/coredns/coredns',
    tag: 'v1.12.1',
    digest: 'sha256:e8c262566636e6bc340ece6473b0eed193cad045384401529721ddbe6463d31c', // kubernetes/k8s.io@9a1bd547
  },
  pause: {
    repository: 'registry.k8s.io/pause',
    tag: '3.10.1',
    digest: 'sha256:278fb9dbcca9518083ad1e11276933a2e96f23de604a3a08cc3c80002767d24c', // kubernetes/k8s.io@ecf019a8
  },
  // A copy of etcd's own image (kubernetes/k8s.io pull request 8530): etcd, etcdctl and etcdutl in /usr/local/bin on
  // distroless/static, no shell (etcd-io/etcd Dockerfile@v3.6.5). Commands must be argument vectors.
  etcd: { repository: 'registry.k8s.io/etcd', tag: '3.6.5-0' },

  // Load balancer of the API servers: docker-library/official-images library/haproxy@37079fb3 (Debian variant)
  haproxy: { repository: 'docker.io/library/haproxy', tag: '3.2.22' },
  // keepalived has no image here: upstream publishes none, the usual osixia/keepalived ended with 2.0.20 in March 2020.
  // It is a package of the host.

  // Calico: tigera/operator pkg/components/calico.go and images.go@v1.42.3, for CalicoRelease v3.32.1
  'tigera-operator': { repository: 'quay.io/tigera/operator', tag: 'v1.42.3' },
  'calico-node': { repository: 'quay.io/calico/node', tag: 'v3.32.1' },
  'calico-cni': { repository: 'quay.io/calico/cni', tag: 'v3.32.1' },
  'calico-typha': { repository: 'quay.io/calico/typha', tag: 'v3.32.1' },
  'calico-kube-controllers': { repository: 'quay.io/calico/kube-controllers', tag: 'v3.32.1' },
  'calico-apiserver': { repository: 'quay.io/calico/apiserver', tag: 'v3.32.1' },
  'calico-csi': { repository: 'quay.io/calico/csi', tag: 'v3.32.1' },
  'calico-node-driver-registrar': { repository: 'quay.io/calico/node-driver-registrar', tag: 'v3.32.1' },
  'calico-pod2daemon-flexvol': { repository: 'quay.io/calico/pod2daemon-flexvol', tag: 'v3.32.1' },
  // Only with Installation.spec.certificateManagement.
  'calico-key-cert-provisioner': { repository: 'quay.io/calico/key-cert-provisioner', tag: 'v3.32.1' },
  // Only where the projectcalico.org/v3 definitions are served natively (manifests/v3_projectcalico_org.yaml).
  'calico-webhooks': { repository: 'quay.io/calico/webhooks', tag: 'v3.32.1' },
  // Only with a Goldmane or a Whisker object; an Installation alone starts neither.
  'calico-goldmane': { repository: 'quay.io/calico/goldmane', tag: 'v3.32.1' },
  'calico-whisker': { repository: 'quay.io/calico/whisker', tag: 'v3.32.1' },
  'calico-whisker-backend': { repository: 'quay.io/calico/whisker-backend', tag: 'v3.32.1' },

  // Antrea: antrea-io/antrea build/charts/antrea/values.yaml and hack/release/prepare-assets.sh@v2.7.0. The release
  // manifest writes the repositories without `docker.io/`.
  'antrea-agent': { repository: 'docker.io/antrea/antrea-agent-ubuntu', tag: 'v2.7.0' },
  'antrea-controller': { repository: 'docker.io/antrea/antrea-controller-ubuntu', tag: 'v2.7.0' },

  // Rook-Ceph: rook/rook deploy/examples/images.txt@v1.20.6
  rook: { repository: 'docker.io/rook/ceph', tag: 'v1.20.6' },
  ceph: { repository: 'quay.io/ceph/ceph', tag: 'v20.2.4' },
  'ceph-csi': { repository: 'quay.io/cephcsi/cephcsi', tag: 'v3.17.0' },
  'ceph-csi-operator': { repository: 'quay.io/cephcsi/ceph-csi-operator', tag: 'v1.0.4' },
  'csi-addons-sidecar': { repository: 'quay.io/csiaddons/k8s-sidecar', tag: 'v0.14.0' },
  'csi-attacher': { repository: 'registry.k8s.io/sig-storage/csi-attacher', tag: 'v4.12.0' },
  'csi-node-driver-registrar': { repository: 'registry.k8s.io/sig-storage/csi-node-driver-registrar', tag: 'v2.17.0' },
  'csi-provisioner': { repository: 'registry.k8s.io/sig-storage/csi-provisioner', tag: 'v6.2.0' },
  'csi-resizer': { repository: 'registry.k8s.io/sig-storage/csi-resizer', tag: 'v2.1.0' },
  'csi-snapshotter': { repository: 'registry.k8s.io/sig-storage/csi-snapshotter', tag: 'v8.5.0' },
  // Only with a CephCOSIDriver.
  'ceph-cosi': { repository: 'quay.io/ceph/cosi', tag: 'v0.1.4' },
  'objectstorage-sidecar': { repository: 'gcr.io/k8s-staging-sig-storage/objectstorage-sidecar', tag: 'v0.2.2' },
  // Only where a SnapshotMetadataService exists: ceph/ceph-csi-operator internal/controller/defaults.go@v1.0.4
  'csi-snapshot-metadata': { repository: 'registry.k8s.io/sig-storage/csi-snapshot-metadata', tag: 'v1.0.0' },

  // Replication and fencing: csi-addons/kubernetes-csi-addons deploy/controller@v0.14.0 (`latest` there, the tag here)
  'csi-addons-controller': { repository: 'quay.io/csiaddons/k8s-controller', tag: 'v0.14.0' },

  // Snapshots: kubernetes-csi/external-snapshotter deploy/kubernetes/snapshot-controller@v8.6.0 (which starts v8.5.0)
  'snapshot-controller': { repository: 'registry.k8s.io/sig-storage/snapshot-controller', tag: 'v8.5.0' },

  // Elastic: elastic/cloud-on-k8s pkg/controller/common/container/container.go@v3.5.0
  'eck-operator': { repository: 'docker.elastic.co/eck/eck-operator', tag: '3.5.0' },
  elasticsearch: { repository: 'docker.elastic.co/elasticsearch/elasticsearch', tag: '9.4.3' },
  kibana: { repository: 'docker.elastic.co/kibana/kibana', tag: '9.4.3' },
  logstash: { repository: 'docker.elastic.co/logstash/logstash', tag: '9.4.3' },
  filebeat: { repository: 'docker.elastic.co/beats/filebeat', tag: '9.4.3' },

  // Metrics: prometheus-operator/prometheus-operator example/rbac/prometheus-operator, pkg/operator/defaults.go@v0.93.0
  'prometheus-operator': { repository: 'quay.io/prometheus-operator/prometheus-operator', tag: 'v0.93.0' },
  'prometheus-config-reloader': {
    repository: 'quay.io/prometheus-operator/prometheus-config-reloader',
    tag: 'v0.93.0',
  },
  prometheus: { repository: 'quay.io/prometheus/prometheus', tag: 'v3.13.1' },
  alertmanager: { repository: 'quay.io/prometheus/alertmanager', tag: 'v0.33.1' },
  // prometheus-operator/kube-prometheus jsonnet/kube-prometheus/versions.json@4ea631ab
  'node-exporter': { repository: 'quay.io/prometheus/node-exporter', tag: 'v1.12.1' },
  'kube-state-metrics': { repository: 'registry.k8s.io/kube-state-metrics/kube-state-metrics', tag: 'v2.19.1' },

  // Jenkins: jenkinsci/helm-charts charts/jenkins/Chart.yaml and values.yaml@jenkins-5.9.53
  // The chart's tag; 2.568.2-lts-jdk21 names the same build (jenkinsci/docker docker-bake.hcl@2.568.2).
  jenkins: { repository: 'docker.io/jenkins/jenkins', tag: '2.568.2-jdk21' },
  'jenkins-inbound-agent': { repository: 'docker.io/jenkins/inbound-agent', tag: '3385.vf1123fb_515da_-1' },
  'k8s-sidecar': { repository: 'docker.io/kiwigrid/k8s-sidecar', tag: '2.10.1' },

  // Ships etcd snapshots to S3. Entry point `rclone`, a static binary; the base is Alpine, so it does have a shell, and
  // it starts as root unless told otherwise (rclone/rclone Dockerfile@v1.75.0 makes a user 1009 but does not select it).
  rclone: { repository: 'docker.io/rclone/rclone', tag: '1.75.0' },
} as const satisfies Record<string, ImageEntry>;

/** A name in the catalogue of images. */
export type ImageName = keyof typeof IMAGES;
