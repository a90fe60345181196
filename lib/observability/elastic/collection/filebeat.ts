import { Size } from 'cdk8s';
import type { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { image, imageTag, TOLERATE_ALL } from '../../../core';
import { containerSecurity } from '../../../core/workload/pod';
import { Beat } from '../../../kinds';
import { AGENTS, FILEBEAT, LOGSTASH } from '../names';
import { resources, template } from '../pods';
import { AUTHORITY, filebeatConfig } from './inputs';

/** Why Filebeat may do more than `restricted`. */
export const REASON =
  'reads the logs of all containers below /var/log/pods as root and notes below /var/lib how far it came';

/** Ships the log of every container of every node, also of masters and of hosts that only vote. */
export function createFilebeat(scope: Construct): Beat {
  return new Beat(scope, 'filebeat', {
    metadata: { name: FILEBEAT, namespace: AGENTS },
    spec: {
      type: 'filebeat',
      version: imageTag('filebeat'),
      image: image('filebeat'),
      config: filebeatConfig(),
      daemonSet: {
        podTemplate: template(podSpec(), { annotations: { 'tripod/privilege-reason': REASON } }),
        updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '10%' } },
      },
    },
  });
}

function podSpec(): k8s.PodSpec {
  return {
    serviceAccountName: FILEBEAT,
    automountServiceAccountToken: true,
    // A node without it loses evidence: rather another pod waits.
    priorityClassName: 'system-node-critical',
    tolerations: [TOLERATE_ALL],
    securityContext: { seccompProfile: { type: 'RuntimeDefault' } },
    containers: [
      {
        name: 'filebeat',
        env: [{ name: 'NODE_NAME', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } }],
        securityContext: {
          ...containerSecurity(),
          runAsNonRoot: false,
          runAsUser: 0,
          // Where SELinux enforces, a container may not read the log files of others; elsewhere it means nothing.
          seLinuxOptions: { type: 'spc_t' },
        },
        resources: resources(250, Size.mebibytes(512)),
        volumeMounts: [
          { name: 'pod-logs', mountPath: '/var/log/pods', readOnly: true },
          { name: 'logstash-authority', mountPath: AUTHORITY, readOnly: true },
        ],
      },
    ],
    volumes: [
      { name: 'pod-logs', hostPath: { path: '/var/log/pods', type: 'Directory' } },
      {
        name: 'logstash-authority',
        secret: { secretName: `${LOGSTASH}-ls-http-certs-public`, items: [{ key: 'ca.crt', path: 'ca.crt' }] },
      },
    ],
  };
}
