import { spawnSync } from 'node:child_process';
import { type Binary, binary } from '../../cluster/harness';
import { missing as lacksForWorld } from '../world';

const PACKAGES: Readonly<Record<string, string>> = {
  named: 'bind9',
  dig: 'bind9-dnsutils',
  nsupdate: 'bind9-dnsutils',
  mariadbd: 'mariadb-server',
  'mariadb-backup': 'mariadb-backup',
  sshd: 'openssh-server',
  ssh: 'openssh-client',
  openssl: 'openssl',
};
const BINARIES: readonly Binary[] = ['etcdutl', 'rclone', 'tripod-agent'];

/** What this machine lacks for the drill, each with its cure; empty where it lacks nothing. */
export function missing(): readonly string[] {
  const commands = Object.entries(PACKAGES)
    .filter(([command]) => spawnSync('sh', ['-c', `PATH=$PATH:/usr/sbin command -v ${command}`]).status !== 0)
    .map(([command, name]) => `${command}: install the package ${name}`);
  const binaries = BINARIES.flatMap((name) => {
    try {
      binary(name);
      return [];
    } catch (error) {
      return [(error as Error).message];
    }
  });
  return [...lacksForWorld(), ...commands, ...binaries];
}
