import { createHash } from 'node:crypto';
import { Yaml } from 'cdk8s';
import { image } from '../../core';
import { containerSecurity } from '../../core/workload/pod';
import { HEALTH_PORT } from '../ports';
import { LIVE_PATH, READY_PATH } from './haproxy';

/** User `haproxy` of the image (docker-library/haproxy 3.2/Dockerfile). */
const USER = 99;

/** Static pod of the load balancer: the kubelet starts it before there is an API server, and as long as there is none. */
export function haproxyPod(config: string): string {
  return Yaml.stringify({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: 'haproxy',
      namespace: 'kube-system',
      labels: { component: 'haproxy', tier: 'control-plane' },
      annotations: {
        'tripod/privilege-reason': 'serves on the addresses of its host, before there is a pod network',
        // The kubelet starts the pod again when its manifest changes, not when its configuration does.
        'tripod/config': createHash('sha256').update(config).digest('hex').slice(0, 16),
      },
    },
    spec: {
      hostNetwork: true,
      priorityClassName: 'system-node-critical',
      priority: 2_000_001_000,
      terminationGracePeriodSeconds: 30,
      securityContext: {
        runAsNonRoot: true,
        runAsUser: USER,
        runAsGroup: USER,
        seccompProfile: { type: 'RuntimeDefault' },
      },
      containers: [container()],
      volumes: [{ name: 'config', hostPath: { path: '/etc/haproxy', type: 'Directory' } }],
    },
  });
}

function container() {
  return {
    name: 'haproxy',
    image: image('haproxy'),
    imagePullPolicy: 'IfNotPresent',
    command: ['haproxy', '-db', '-f', '/etc/haproxy/haproxy.cfg'],
    resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: '2', memory: '512Mi' } },
    securityContext: containerSecurity(),
    // To start it again would not help when the API servers are gone: alive and ready are two questions.
    livenessProbe: { ...probe(LIVE_PATH), periodSeconds: 10, failureThreshold: 3 },
    readinessProbe: { ...probe(READY_PATH), periodSeconds: 5, failureThreshold: 2 },
    volumeMounts: [{ name: 'config', mountPath: '/etc/haproxy', readOnly: true }],
  };
}

function probe(path: string) {
  return { httpGet: { host: '127.0.0.1', port: HEALTH_PORT, path, scheme: 'HTTP' }, timeoutSeconds: 2 };
}
