import { renderedObjects, type Rendering } from '../../../../lib/core/render/rendering';
import { MEMBER_SCRIPT, PASSWORDS, PATHS } from '../../../../lib/recovery/mariadb/names';
import { binary } from '../../../cluster/harness';
import type { Loose } from '../../../support/objects';
import type { Machine, Unit } from '../../world';
import type { Authority } from './authority';

/** Id of the database, and what its pod is called. */
export const LEDGER = 'ledger';
const NAME = `mariadb-${LEDGER}`;
export const MEMBER = `${NAME}-0`;

export const USER = { name: 'app', password: 'a-password-of-the-drill' };
const SHARED = { replica: 'a-password-of-replicas', probe: 'a-password-of-probes' };

/** Asks the member of a host, in the way in which its containers do. */
export const MEMBER_PROGRAM = '/usr/local/bin/drill-member';

/** The containers of the member that its host runs: the server below its guard, and what looks after replication. */
export const DATABASE: readonly Unit[] = ['start', 'replicate'].map((verb) => ({
  name: verb === 'start' ? 'mariadb' : verb,
  command: [MEMBER_PROGRAM, verb],
}));

/** Puts onto a host what the pod of a member has: configuration, passwords, its certificate. */
export async function installDatabase(
  machine: Machine,
  rendering: Rendering,
  authority: Authority,
  witnessSecret: string,
): Promise<void> {
  const config = renderedObjects(rendering).find(
    ({ json }) => (json as Loose).kind === 'ConfigMap' && (json as Loose).metadata.name === NAME,
  );
  if (config === undefined) throw new Error(`${rendering.environment.name} has no ConfigMap ${NAME}`);
  const { cert, key } = await authority.sign(`${NAME}-${machine.site}`, [machine.address]);
  const put = (path: string, text: string) =>
    machine.must(`mkdir -p "$(dirname '${path}')" && umask 077 && cat >'${path}'`, { input: text });
  for (const [file, text] of Object.entries((config.json as Loose).data))
    await put(`${PATHS.config}/${file}`, String(text));
  await put(`${PATHS.keys}/${PASSWORDS.replica}`, SHARED.replica);
  await put(`${PATHS.keys}/${PASSWORDS.probe}`, SHARED.probe);
  await put(`${PATHS.keys}/${PASSWORDS.witness}`, witnessSecret);
  await put(`${PATHS.tls}/ca.crt`, authority.certificate);
  await put(`${PATHS.tls}/tls.crt`, cert);
  await put(`${PATHS.tls}/tls.key`, key);
  // Temporary files bear the number of their process, and all hosts share /tmp.
  const variables = [
    `MEMBER=${MEMBER} ADDRESS=${machine.address} AGENT=${binary('tripod-agent')}`,
    'DATA=/var/lib/drill-mariadb TMPDIR=/var/lib/drill-mariadb-tmp HOME=/var/root',
  ];
  const program = `#!/bin/sh\nexport ${variables.join(' ')}\nexec bash ${PATHS.config}/${MEMBER_SCRIPT} "$@"\n`;
  await put(MEMBER_PROGRAM, program);
  await machine.must(`chmod 755 ${MEMBER_PROGRAM} && mkdir -p /var/lib/drill-mariadb /var/lib/drill-mariadb-tmp`);
}

/** What the bank had already, and its own user. */
export const contents = (rows: number) => `
CREATE DATABASE ledger;
USE ledger;
CREATE TABLE ledger.entries (id BIGINT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(80) UNIQUE, value VARCHAR(80)) ENGINE=InnoDB;
INSERT INTO ledger.entries (name, value) SELECT CONCAT('before-', seq), seq FROM seq_1_to_${rows};
CREATE USER '${USER.name}'@'%' IDENTIFIED BY '${USER.password}' REQUIRE SSL;
GRANT SELECT, INSERT, DELETE ON ledger.* TO '${USER.name}'@'%';
`;

/** Runs SQL on the server of a host as its administrator. */
export function sql(machine: Machine, text: string): Promise<string> {
  return machine.must(`mariadb --no-defaults --socket=${PATHS.run}/mysqld.sock --batch --skip-column-names`, {
    input: text,
    timeout: 300,
  });
}
