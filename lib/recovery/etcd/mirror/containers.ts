import { Size } from 'cdk8s';
import { Cpu, k8s } from 'cdk8s-plus-27';
import { type ContainerProps, image, type SecretValue } from '../../../core';
import type { EtcdAccess, Settled } from './props';

/** Where the agent tells how far it is. */
export const METRICS = { name: 'metrics', port: 9809 } as const;

const FILES = { ca: 'ca.crt', certificate: 'tls.crt', key: 'tls.key' } as const;
/** The two sides of the copy, and the folders of their certificates. */
export const ENDS = { source: '/etc/source', destination: '/etc/destination' } as const;
type End = keyof typeof ENDS;

/** The mirrors, one for each prefix since `make-mirror` takes no second, and who repairs what they lose. */
export function containers(props: Settled): readonly ContainerProps[] {
  return [...props.prefixes.map((prefix, index) => mirror(props, prefix, index)), reconciler(props)];
}

/**
 * Copies all keys, one after another, then follows. It ends when it meets what it cannot follow, and begins anew: what was
 * deleted meanwhile stays in the copy until the reconciler comes by. Never `--rev`: without a prefix of its own it cuts the
 * keys, and nobody keeps how far it came. It answers no probe; that it is behind is what the reconciler tells.
 */
function mirror({ source, destination, destinationPrefix }: Settled, prefix: string, index: number): ContainerProps {
  return {
    name: index === 0 ? 'mirror' : `mirror-${index + 1}`,
    image: image('etcd'),
    command: ['etcdctl'],
    args: [
      `--endpoints=${source.endpoints.join(',')}`,
      ...certificates('source', ['cacert', 'cert', 'key']),
      'make-mirror',
      `--prefix=${prefix}`,
      `--dest-prefix=${destinationPrefix}${prefix}`,
      // By default it speaks in plain text (etcdctl/ctlv3/command/make_mirror_command.go@v3.6.5).
      '--dest-insecure-transport=false',
      ...certificates('destination', ['dest-cacert', 'dest-cert', 'dest-key']),
      destination.endpoints[0] ?? '',
    ],
    mounts: mounts(),
    cpu: Cpu.millis(100),
    cpuLimit: Cpu.units(1),
    memory: Size.mebibytes(256),
  };
}

function reconciler({ source, destination, prefixes, destinationPrefix, every, fence }: Settled): ContainerProps {
  return {
    name: 'reconciler',
    image: image('tripod-agent'),
    args: [
      'reconcile',
      ...source.endpoints.flatMap((endpoint) => ['--source', endpoint]),
      ...certificates('source', ['source-cacert', 'source-cert', 'source-key']),
      ...destination.endpoints.flatMap((endpoint) => ['--destination', endpoint]),
      ...certificates('destination', ['destination-cacert', 'destination-cert', 'destination-key']),
      ...prefixes.flatMap((prefix) => ['--prefix', prefix]),
      ...['--destination-prefix', destinationPrefix],
      ...['--every', `${every.toSeconds()}s`],
      ...['--metrics', `:${METRICS.port}`],
      ...(fence === undefined ? [] : ['--cold-standby']),
    ],
    ports: [{ name: METRICS.name, containerPort: METRICS.port }],
    mounts: mounts(),
    liveness: { httpGet: { path: '/healthz', port: k8s.IntOrString.fromString(METRICS.name) }, failureThreshold: 6 },
    cpu: Cpu.millis(100),
    cpuLimit: Cpu.units(1),
    // Hashes of both sides: 100 bytes a key, for a million keys on each, and the page that is read.
    memory: Size.mebibytes(512),
  };
}

/** `--cacert=/etc/source/ca.crt` and so on. @param flags for the authority, the certificate and its key */
function certificates(end: End, flags: readonly [string, string, string]): string[] {
  const files = [FILES.ca, FILES.certificate, FILES.key];
  return flags.map((flag, index) => `--${flag}=${ENDS[end]}/${files[index]}`);
}

function mounts(): k8s.VolumeMount[] {
  return Object.entries(ENDS).map(([name, mountPath]) => ({ name, mountPath, readOnly: true }));
}

/** @param secretOf name of the Secret of a side */
export function volumes(secretOf: (end: End) => string): k8s.Volume[] {
  return (Object.keys(ENDS) as End[]).map((name) => ({ name, secret: { secretName: secretOf(name) } }));
}

/** Keys of the Secret of a side. */
export function secretKeys({ ca, certificate, key }: EtcdAccess): Readonly<Record<string, SecretValue>> {
  return { [FILES.ca]: ca, [FILES.certificate]: certificate, [FILES.key]: key };
}
