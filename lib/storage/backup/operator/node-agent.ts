import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { DaemonSet, image } from '../../../core';
import { METRICS, NAMESPACE, NODE_AGENT, VELERO } from './names';
import { PLACE, PROBES, SCRAPED, SCRATCH_MOUNT, SCRATCH_VOLUME } from './pod';
import { SETTINGS } from './settings';

/**
 * Starts the pods that move data of snapshots, on every node that they may stand on: they tolerate no taint, and take the
 * image that this one has pulled. As `velero install --node-agent-disable-host-path` makes it: files are read from
 * snapshots, never through the kubelet's folders, so it is neither root nor privileged (velero
 * pkg/install/daemonset.go, pkg/exposer/csi_snapshot.go@v1.18.1).
 */
export function nodeAgent(scope: Construct, scraped: boolean): void {
  new DaemonSet(scope, 'node-agent', {
    name: NODE_AGENT,
    namespace: NAMESPACE,
    serviceAccount: VELERO,
    labels: { role: NODE_AGENT },
    annotations: scraped ? SCRAPED : undefined,
    containers: [
      {
        name: NODE_AGENT,
        image: image('velero'),
        command: ['/velero'],
        args: [
          ...['node-agent', 'server', '--features=EnableCSI'],
          `--node-agent-configmap=${SETTINGS.nodeAgent}`,
          `--backup-repository-configmap=${SETTINGS.repository}`,
        ],
        env: [...PLACE, { name: 'NODE_NAME', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } }],
        ports: [METRICS],
        mounts: [SCRATCH_MOUNT],
        cpu: Cpu.millis(50),
        cpuLimit: Cpu.millis(500),
        memory: Size.mebibytes(256),
        ...PROBES,
      },
    ],
    volumes: [SCRATCH_VOLUME],
  });
}
