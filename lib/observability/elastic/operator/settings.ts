import type { RegistryMirror } from '../../../core/catalogue/mirror';

/**
 * The key `eck.yaml` of the ConfigMap `elastic-operator`, which is replaced whole: every line as upstream writes it,
 * except registry and telemetry. Source: elastic/cloud-on-k8s deploy/eck-operator/templates/configmap.yaml, values.yaml,
 * profile-global.yaml and Makefile (generate-manifests) @v3.5.0.
 */
export function renderEckSettings(mirror: RegistryMirror): string {
  return [
    'log-verbosity: 0',
    'metrics-port: 0',
    'metrics-secure: false',
    // Replaces the host alone, paths stay (pkg/controller/common/container/container.go, ImageRepository). Our resources
    // name their images themselves; this serves those that somebody else creates.
    `container-registry: ${mirror.locate('docker.elastic.co')}`,
    'max-concurrent-reconciles: 3',
    'ca-cert-validity: 8760h',
    'ca-cert-rotate-before: 24h',
    'cert-validity: 8760h',
    'cert-rotate-before: 24h',
    'disable-config-watch: false',
    // Zone awareness copies the zone of the node onto the pod.
    'exposed-node-labels: [topology.kubernetes.io/.*,failure-domain.beta.kubernetes.io/.*]',
    'set-default-security-context: auto-detect',
    'kube-client-timeout: 60s',
    'elasticsearch-client-timeout: 180s',
    'disable-telemetry: true',
    'distribution-channel: all-in-one',
    'validate-storage-class: true',
    'enable-webhook: true',
    'webhook-name: elastic-webhook.k8s.elastic.co',
    'webhook-port: 9443',
    'operator-namespace: elastic-system',
    'enable-leader-election: true',
    'elasticsearch-observation-interval: 10s',
    'ubi-only: false',
    'restrict-watched-resources: false',
    '',
  ].join('\n');
}
