import { Size } from 'cdk8s';
import { Cpu, type k8s } from 'cdk8s-plus-27';
import { type ContainerProps, image } from '../../../core';
import {
  CONTAINER,
  EXPORTER,
  EXPORTER_PORT,
  GROUP_PORT,
  GUARD_PORT,
  INCREMENTAL_PORT,
  MEMBER_SCRIPT,
  PATHS,
  SQL_PORT,
  TRANSFER_PORT,
} from '../names';
import type { Settings } from '../settings';

/** What every container of a member knows: who it is, and where. */
const ENV: k8s.EnvVar[] = [
  { name: 'MEMBER', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
  { name: 'ADDRESS', valueFrom: { fieldRef: { fieldPath: 'status.hostIP' } } },
];

const MOUNTS: k8s.VolumeMount[] = [
  { name: 'config', mountPath: PATHS.config, readOnly: true },
  { name: 'keys', mountPath: PATHS.keys, readOnly: true },
  { name: 'tls', mountPath: PATHS.tls, readOnly: true },
  { name: 'run', mountPath: PATHS.run },
  { name: 'tmp', mountPath: '/tmp' },
];

const AGENT: k8s.VolumeMount = { name: 'agent', mountPath: PATHS.agent };

function member(...args: string[]): string[] {
  return ['bash', `${PATHS.config}/${MEMBER_SCRIPT}`, ...args];
}

/** Puts the program of the guard where the server's container finds it: its own image holds nothing to copy with. */
export function agentInstaller(): ContainerProps {
  return {
    name: 'agent',
    image: image('tripod-agent'),
    command: ['/tripod-agent'],
    args: ['install', `${PATHS.agent}/tripod-agent`],
    mounts: [AGENT],
    cpu: Cpu.millis(10),
    cpuLimit: Cpu.millis(500),
    memory: Size.mebibytes(64),
  };
}

/** The server below its guard. */
export function server({ replicas, cpu, memory }: Settings): ContainerProps {
  const ports: readonly (readonly [string, number])[] = [
    ['sql', SQL_PORT],
    ...(replicas > 1
      ? ([
          ['group', GROUP_PORT],
          ['incremental', INCREMENTAL_PORT],
          ['transfer', TRANSFER_PORT],
        ] as const)
      : []),
  ];
  return {
    name: CONTAINER,
    image: image('mariadb'),
    command: member('start'),
    env: ENV,
    ports: [
      ...ports.map(([name, port]) => ({ name, containerPort: port, hostPort: port, protocol: 'TCP' })),
      { name: 'guard', containerPort: GUARD_PORT, protocol: 'TCP' },
    ],
    mounts: [...MOUNTS, { ...AGENT, readOnly: true }, { name: 'data', mountPath: PATHS.data }],
    cpu,
    memory,
    // Open or closed, or waiting to be begun: its pod is as it should be. There is no probe that starts it anew. A transfer
    // or a recovery takes as long as it takes, and a server that ends, or whose guard does, ends its container.
    readiness: { exec: { command: member('is', 'ready') }, periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 3 },
  };
}

/** Moves on to another server of the other side when the one that is copied is gone. */
export function replicator(): ContainerProps {
  return {
    name: 'replicate',
    image: image('mariadb'),
    command: member('replicate'),
    env: ENV,
    mounts: MOUNTS,
    cpu: Cpu.millis(20),
    cpuLimit: Cpu.millis(500),
    memory: Size.mebibytes(128),
  };
}

/** Tells Prometheus about the server: it logs in over the socket, as the user that it runs as. */
export function exporter(): ContainerProps {
  return {
    name: EXPORTER,
    image: image('mysqld-exporter'),
    args: [
      `--config.my-cnf=${PATHS.config}/exporter.cnf`,
      `--web.listen-address=:${EXPORTER_PORT}`,
      '--collect.slave_status',
      '--collect.heartbeat',
      '--collect.heartbeat.database=tripod',
      '--collect.heartbeat.table=pulse',
    ],
    ports: [{ name: EXPORTER, containerPort: EXPORTER_PORT, protocol: 'TCP' }],
    mounts: MOUNTS.filter(({ name }) => name === 'config' || name === 'run'),
    cpu: Cpu.millis(20),
    cpuLimit: Cpu.millis(200),
    memory: Size.mebibytes(64),
  };
}
