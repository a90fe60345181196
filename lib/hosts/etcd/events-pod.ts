import { Yaml } from 'cdk8s';
import { image } from '../../core';
import { containerSecurity } from '../../core/workload/pod';
import type { Host } from '../../landscape';
import { EVENTS_METRICS_PORT } from '../ports';
import { clientUrl, EVENTS_POD, peerUrl } from './events';
import { EVENTS_DATA } from './paths';
import { etcdArguments, etcdTiming, startupPatience } from './timing';

const PKI = '/etc/kubernetes/pki/etcd';

/** Seconds between two questions of the kubelet, and failures until it acts: kubeadm's own for etcd. */
const PROBE = { period: 10, failures: 8 } as const;

/**
 * Static pod of a member of etcd for events, beside the one that kubeadm makes and with the same certificates: they hold
 * for every port of the host. It is complete, for all masters started at once; a host that joins those before it has the
 * two arguments about the first start replaced.
 */
export function eventsPod(host: Host, masters: readonly Host[], rtt: number): string {
  return Yaml.stringify({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: EVENTS_POD,
      namespace: 'kube-system',
      labels: { component: EVENTS_POD, tier: 'control-plane' },
      annotations: {
        'tripod/privilege-reason':
          'serves the API servers on the address of its host, before there is a pod network, and reads keys that lie there for root',
      },
    },
    spec: {
      hostNetwork: true,
      priorityClassName: 'system-node-critical',
      priority: 2_000_001_000,
      securityContext: { seccompProfile: { type: 'RuntimeDefault' } },
      containers: [container(host, masters, rtt)],
      volumes: [
        { name: 'data', hostPath: { path: EVENTS_DATA, type: 'DirectoryOrCreate' } },
        { name: 'pki', hostPath: { path: PKI, type: 'Directory' } },
      ],
    },
  });
}

function container(host: Host, masters: readonly Host[], rtt: number) {
  const patience = startupPatience(masters.length, etcdTiming(rtt)).toSeconds({ integral: false });
  const started = PROBE.failures + Math.ceil(patience / PROBE.period);
  return {
    name: EVENTS_POD,
    image: image('etcd'),
    imagePullPolicy: 'IfNotPresent',
    command: ['etcd', ...Object.entries(flags(host, masters, rtt)).map(([name, value]) => `--${name}=${value}`)],
    // What kubeadm asks for its etcd. No limit: a member that is throttled or killed holds the others up.
    resources: { requests: { cpu: '100m', memory: '100Mi' } },
    securityContext: containerSecurity(),
    startupProbe: { ...probe('/readyz'), periodSeconds: PROBE.period, failureThreshold: started },
    livenessProbe: { ...probe('/livez'), periodSeconds: PROBE.period, failureThreshold: PROBE.failures },
    readinessProbe: { ...probe('/readyz'), periodSeconds: 1, failureThreshold: 3 },
    volumeMounts: [
      { name: 'data', mountPath: EVENTS_DATA },
      { name: 'pki', mountPath: PKI, readOnly: true },
    ],
  };
}

function flags(host: Host, masters: readonly Host[], rtt: number): Readonly<Record<string, string>> {
  return {
    name: host.name,
    'data-dir': EVENTS_DATA,
    'listen-client-urls': `${clientUrl({ address: '127.0.0.1' })},${clientUrl(host)}`,
    'advertise-client-urls': clientUrl(host),
    'listen-peer-urls': peerUrl(host),
    'initial-advertise-peer-urls': peerUrl(host),
    'initial-cluster': masters.map((member) => `${member.name}=${peerUrl(member)}`).join(','),
    'initial-cluster-state': 'new',
    'initial-cluster-token': EVENTS_POD,
    'listen-metrics-urls': `http://127.0.0.1:${EVENTS_METRICS_PORT}`,
    'client-cert-auth': 'true',
    'cert-file': `${PKI}/server.crt`,
    'key-file': `${PKI}/server.key`,
    'trusted-ca-file': `${PKI}/ca.crt`,
    'peer-client-cert-auth': 'true',
    'peer-cert-file': `${PKI}/peer.crt`,
    'peer-key-file': `${PKI}/peer.key`,
    'peer-trusted-ca-file': `${PKI}/ca.crt`,
    ...etcdArguments(rtt),
  };
}

function probe(path: string) {
  return { httpGet: { host: '127.0.0.1', port: EVENTS_METRICS_PORT, path, scheme: 'HTTP' }, timeoutSeconds: 15 };
}
