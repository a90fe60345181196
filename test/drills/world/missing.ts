import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { type Binary, binary } from '../../cluster/harness';
import { HOST_NAMESPACES } from './network/namespaces';

const COMMANDS = ['curl', 'haproxy', 'ip', 'keepalived', 'mount', 'nsenter', 'unshare'];
const BINARIES: readonly Binary[] = [
  'etcd',
  'etcdctl',
  'kube-apiserver',
  'kube-controller-manager',
  'kube-scheduler',
  'kubeadm',
  'kubectl',
  'wan',
];

/** What this machine lacks for a world, each with its cure; empty where it lacks nothing. */
export function missing(): readonly string[] {
  const lacks: string[] = [];
  if (process.platform !== 'linux') return [`Linux: this is ${process.platform}`];
  if (process.getuid?.() !== 0)
    lacks.push('root: namespaces and bridges need it; run as root, or in a virtual machine');
  if (!readable('/dev/net/tun')) lacks.push('/dev/net/tun: `modprobe tun`, or give it to the container');
  for (const command of COMMANDS) {
    if (spawnSync('sh', ['-c', `command -v ${command}`]).status !== 0) lacks.push(`${command}: install its package`);
  }
  for (const name of BINARIES) {
    try {
      binary(name);
    } catch (error) {
      lacks.push((error as Error).message);
    }
  }
  // Private layers over these folders cannot lie inside of them.
  if (/^\/(etc|var|usr)\//.test(`${tmpdir()}/`)) lacks.push(`a temporary folder outside of ${tmpdir()}: set TMPDIR`);
  return lacks.length > 0 ? lacks : cannotIsolate();
}

function cannotIsolate(): readonly string[] {
  const script = 'ip link add name a type bridge && ip tuntap add dev b mode tun && mount -t tmpfs tmpfs /mnt';
  const [program = '', ...args] = [...HOST_NAMESPACES, 'sh', '-c', script];
  const { status, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  if (status === 0) return [];
  return [`namespaces with bridges, TUN devices and mounts: ${stderr.trim()}; a container needs --privileged`];
}

function readable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
    return existsSync(path);
  } catch {
    return false;
  }
}
