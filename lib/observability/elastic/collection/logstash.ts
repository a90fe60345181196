import { Size } from 'cdk8s';
import type { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { image, imageTag } from '../../../core';
import { containerSecurity, podSecurity } from '../../../core/workload/pod';
import { disruptionBudget } from '../../../core/workload/workload';
import { Logstash } from '../../../kinds';
import { AGENTS, BEATS_HOST, BEATS_PORT, ELASTICSEARCH, LOGGING, LOGSTASH, PODS } from '../names';
import { claim, ELASTIC, type Json, resources, type Servers, template } from '../pods';
import { QUEUE, queueVolume } from '../sizing';
import { CERTIFICATES, CLUSTER, KEY, renderPipeline } from './pipeline';

/**
 * Takes lines from Filebeat over TLS, keeps them on disk and hands them to Elasticsearch. ECK issues the certificate,
 * restarts the pods when it is renewed (pkg/controller/logstash/pod.go@v3.5.0) and writes its authority into the Secret
 * `logstash-ls-http-certs-public` of the same namespace.
 */
export function createLogstash(scope: Construct, storageClassName: string, { count, ...placement }: Servers): Logstash {
  disruptionBudget(scope, { name: LOGSTASH, namespace: AGENTS, replicas: count, labels: PODS.logstash });
  return new Logstash(scope, 'logstash', {
    metadata: { name: LOGSTASH, namespace: AGENTS },
    spec: {
      version: imageTag('logstash'),
      image: image('logstash'),
      count,
      elasticsearchRefs: [{ clusterName: CLUSTER, name: ELASTICSEARCH, namespace: LOGGING }],
      pipelines: [
        {
          'pipeline.id': 'kubernetes',
          'queue.type': 'persisted',
          'queue.max_bytes': `${QUEUE.toGibibytes()}gb`,
          'config.string': renderPipeline(),
        },
      ],
      services: [
        // The one certificate of the pod is that of its API; the name under which Filebeat calls is added to it.
        { name: 'api', tls: { selfSignedCertificate: { subjectAltNames: [{ dns: BEATS_HOST }] } } },
        { name: 'beats', service: { spec: { ports: [{ name: 'beats', port: BEATS_PORT, protocol: 'TCP' }] } } },
      ],
      podTemplate: logstashPod(placement),
      volumeClaimTemplates: [claim('logstash-data', queueVolume(), storageClassName)],
    },
  });
}

/** A pod of Logstash, as ECK takes it. */
export function logstashPod(placement: Omit<Servers, 'count'>): Json {
  return template({ ...placement, ...podSpec() });
}

/** Its volumes from ECK (certificate, configuration) are mounted into every init container too. */
function podSpec(): k8s.PodSpec {
  const key: k8s.VolumeMount = { name: 'beats-key', mountPath: '/run/beats' };
  return {
    securityContext: podSecurity(ELASTIC),
    initContainers: [
      {
        name: 'beats-key',
        // ECK writes the key as PKCS#1 (pkg/controller/common/certificates/pem.go@v3.5.0), Netty reads PKCS#8.
        command: ['openssl', 'pkcs8', '-topk8', '-nocrypt', '-in', `${CERTIFICATES}/tls.key`, '-out', KEY],
        securityContext: containerSecurity(),
        resources: resources(100, Size.mebibytes(64)),
        volumeMounts: [key],
      },
    ],
    containers: [
      {
        name: 'logstash',
        // JRuby and the entry point of the image write beside the volumes.
        securityContext: containerSecurity(true),
        resources: resources(1000, Size.gibibytes(2)),
        volumeMounts: [key],
      },
    ],
    volumes: [{ name: 'beats-key', emptyDir: { medium: 'Memory' } }],
  };
}
