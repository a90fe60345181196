import type { Machine, Unit } from '../../world';
import type { Secrets } from './secrets';

const FOLDER = '/etc/drill-ssh';

/** The daemon by which plans reach a host, in the foreground. */
export const SSHD: Unit = {
  name: 'sshd',
  command: ['sh', '-c', `mkdir -p /run/sshd && exec /usr/sbin/sshd -D -e -f ${FOLDER}/sshd_config`],
};

/** Lets the holder of the drill's key log in as root, and nobody else. */
export async function installSshd(machine: Machine, secrets: Secrets): Promise<void> {
  await machine.must(`mkdir -p ${FOLDER} && ssh-keygen -q -t ed25519 -N '' -f ${FOLDER}/host`);
  await machine.must(`umask 077 && cat >${FOLDER}/authorized_keys`, { input: secrets.read('ssh.pub') });
  await machine.must(`cat >${FOLDER}/sshd_config`, {
    input: `ListenAddress ${machine.address}
HostKey ${FOLDER}/host
AuthorizedKeysFile ${FOLDER}/authorized_keys
PermitRootLogin prohibit-password
PasswordAuthentication no
UsePAM no
UseDNS no
PidFile none
MaxStartups 100
SetEnv HOME=/var/root
`,
  });
}

/**
 * Makes a host one from which plans are run: it has the key, and knows every other host by its own. A host that is away
 * is given up after five seconds, rather than after the two minutes that TCP would take.
 */
export async function installOperator(machine: Machine, secrets: Secrets, others: readonly Machine[]): Promise<void> {
  const known = await Promise.all(
    others.map(async (other) => `${other.address},${other.name} ${await other.must(`cat ${FOLDER}/host.pub`)}`),
  );
  await machine.must(`mkdir -p ${FOLDER} /etc/ssh && umask 077 && cat >${FOLDER}/key`, { input: secrets.read('ssh') });
  await machine.must('cat >/etc/ssh/ssh_known_hosts', { input: known.join('') });
  await machine.must('cat >/etc/ssh/ssh_config', {
    input: `Host *
  IdentityFile ${FOLDER}/key
  IdentitiesOnly yes
  StrictHostKeyChecking yes
  UserKnownHostsFile /dev/null
  BatchMode yes
  ConnectTimeout 5
  ServerAliveInterval 2
  ServerAliveCountMax 3
`,
  });
}
