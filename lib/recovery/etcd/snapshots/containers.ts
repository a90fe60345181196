import { Size } from 'cdk8s';
import { Cpu, k8s } from 'cdk8s-plus-27';
import { type ContainerProps, image, quantity } from '../../../core';
import { ETCD_PORTS, ETCD_QUOTA } from '../../../hosts';
import { location, SNAPSHOTS, type Store, storeEnv, storeMounts, storeVolumes } from './store';

/**
 * kubeadm's client certificate for probes, which exists on every master. etcd runs without authentication: whoever has
 * this or another client certificate of its CA may also write and delete.
 */
const PKI = '/etc/kubernetes/pki/etcd';
const PKI_FILES = ['ca.crt', 'healthcheck-client.crt', 'healthcheck-client.key'];

/**
 * Neither image is asked for a shell, so nothing can compute a name: the pod's own serves. The CronJob's controller puts
 * the scheduled minute since 1970 into it, so that names sort by time, and every attempt has another ending
 * (kubernetes/kubernetes pkg/controller/cronjob/cronjob_controllerv2.go, getJobName@v1.34.4).
 */
const POD_NAME: k8s.EnvVar = { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } };
const SNAPSHOT = '/snapshots/$(POD_NAME).db';

/**
 * Where kubeadm lets etcd listen beside the loopback address, which a pod has for itself; the server's certificate names
 * it (kubernetes/kubernetes cmd/kubeadm/app/phases/etcd/local.go, util/pkiutil/pki_helpers.go getAltNames@v1.34.4).
 */
const HOST_IP: k8s.EnvVar = { name: 'HOST_IP', valueFrom: { fieldRef: { fieldPath: 'status.hostIP' } } };
const [CLIENT_PORT] = ETCD_PORTS;

/** A file may grow beyond etcd's quota by what is under way, and a restored member has a write-ahead log beside it. */
const HEADROOM = Size.gibibytes(1);

const FILES: k8s.VolumeMount = { name: 'snapshots', mountPath: '/snapshots' };

/** The steps of a run, one command each: whichever fails ends the run, and what follows is not done. */
export function steps(store: Store, retentionHours: number): readonly ContainerProps[] {
  return [
    // A member that has lost its majority would hand out an old snapshot; this read needs the majority.
    etcdctl('quorum', ['get', 'health']),
    etcdctl('save', ['snapshot', 'save', SNAPSHOT]),
    verify(),
    rclone('digest', ['hashsum', 'sha256', SNAPSHOT, '--output-file', `${SNAPSHOT}.sha256`]),
    withStore(store, 'ship', ['copy', '/snapshots', location(store), '--immutable']),
    // Last: without a new snapshot no old one goes. Age by the store's clock, since a master's may be wrong.
    withStore(store, 'prune', [
      'delete',
      location(store),
      '--include',
      `${SNAPSHOTS}-*`,
      '--min-age',
      `${retentionHours}h`,
      '--use-server-modtime',
    ]),
  ];
}

function etcdctl(name: string, args: string[]): ContainerProps {
  return {
    name,
    image: image('etcd'),
    command: ['etcdctl'],
    // `snapshot save` takes exactly one (etcd-io/etcd client/v3/snapshot/v3_snapshot.go@v3.6.5): that of this host.
    args: [`--endpoints=https://$(HOST_IP):${CLIENT_PORT}`, ...args],
    env: [
      POD_NAME,
      HOST_IP,
      { name: 'ETCDCTL_CACERT', value: `${PKI}/ca.crt` },
      { name: 'ETCDCTL_CERT', value: `${PKI}/healthcheck-client.crt` },
      { name: 'ETCDCTL_KEY', value: `${PKI}/healthcheck-client.key` },
    ],
    mounts: [
      FILES,
      ...PKI_FILES.map((file) => ({ name: volumeOf(file), mountPath: `${PKI}/${file}`, readOnly: true })),
    ],
    cpu: Cpu.millis(100),
    cpuLimit: Cpu.units(1),
    memory: Size.mebibytes(256),
  };
}

/** Restores it into a folder that is thrown away. `snapshot status` accepts flipped bytes; a restore finds them. */
function verify(): ContainerProps {
  return {
    name: 'verify',
    image: image('etcd'),
    command: ['etcdutl'],
    args: ['snapshot', 'restore', SNAPSHOT, '--data-dir', '/scratch/restored'],
    env: [POD_NAME],
    mounts: [FILES, { name: 'scratch', mountPath: '/scratch' }],
    cpu: Cpu.millis(100),
    cpuLimit: Cpu.units(1),
    memory: Size.gibibytes(1),
  };
}

function rclone(name: string, args: string[]): ContainerProps {
  return {
    name,
    image: image('rclone'),
    command: ['rclone'],
    args,
    env: [POD_NAME],
    mounts: [FILES],
    cpu: Cpu.millis(100),
    cpuLimit: Cpu.units(1),
    memory: Size.mebibytes(512),
  };
}

/** The same with the store, and with the key to it. */
function withStore(store: Store, name: string, args: string[]): ContainerProps {
  return { ...rclone(name, args), env: storeEnv(store), mounts: [FILES, ...storeMounts(store)] };
}

export function volumes(store: Store): k8s.Volume[] {
  const most = k8s.Quantity.fromString(quantity(Size.mebibytes(ETCD_QUOTA.toMebibytes() + HEADROOM.toMebibytes())));
  const scratch = (name: string): k8s.Volume => ({ name, emptyDir: { sizeLimit: most } });
  return [
    scratch('snapshots'),
    scratch('scratch'),
    ...PKI_FILES.map((file) => ({ name: volumeOf(file), hostPath: { path: `${PKI}/${file}`, type: 'File' } })),
    ...storeVolumes(store),
  ];
}

/** `healthcheck-client-crt`: a volume's name takes no dot. */
function volumeOf(file: string): string {
  return `etcd-${file.replace('.', '-')}`;
}
