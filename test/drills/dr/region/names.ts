import type { Machine, Unit } from '../../world';
import { type Document } from '../../../../lib/core';
import { KEYS, ZONES } from '../../../../lib/recovery/traffic/name-server/configuration';
import type { Witness } from 'tripod-iac';
import { KEY_NAME, type Secrets } from './secrets';

export const ZONE = 'bank.example';
/** Seconds that a resolver keeps what it was told. */
export const TTL = 30;
const FOLDER = '/etc/drill-names';

/** A name server as a host runs it: in the foreground, as whoever started it. */
export const NAMED: Unit = {
  name: 'named',
  command: ['sh', '-c', `mkdir -p /run/named && exec named -g -c ${FOLDER}/named.conf`],
};

/** Makes a host a server of the witness, as the files say that its keepers get. */
export async function installAuthority(
  machine: Machine,
  secrets: Secrets,
  witness: Witness,
  documents: readonly Document[],
): Promise<void> {
  const text = (name: string) => documents.find(({ path }) => path.endsWith(`/${name}`))?.text ?? '';
  const keys = [KEY_NAME, `${KEY_NAME}-plan`, `${KEY_NAME}-sites`].map((name) => secrets.tsig(name));
  await install(machine, [
    [KEYS, keys.join('')],
    [`${ZONES}/${witness.zone}.zone`, text(`${witness.zone}.zone`)],
    [`${FOLDER}/named.conf`, `${text('named.conf.options')}\n${text('named.conf.tripod')}`],
  ]);
}

/** Makes a host the resolver of the users: it asks the authorities, and remembers as long as they let it. */
export async function installResolver(machine: Machine, authorities: readonly string[]): Promise<void> {
  await install(machine, [
    [
      `${FOLDER}/named.conf`,
      `options {
  directory "/var/lib/drill-names";
  pid-file none;
  session-keyfile none;
  listen-on { ${machine.address}; 127.0.0.1; };
  listen-on-v6 { none; };
  allow-query { any; };
  recursion yes;
  allow-recursion { any; };
  dnssec-validation no;
  empty-zones-enable no;
  forward only;
  forwarders { ${authorities.map((address) => `${address};`).join(' ')} };
};
`,
    ],
  ]);
}

async function install(machine: Machine, files: readonly (readonly [string, string])[]): Promise<void> {
  await machine.must(`mkdir -p ${FOLDER} ${ZONES} /var/lib/drill-names /var/cache/bind /etc/bind`);
  for (const [path, text] of files) await machine.must(`umask 077 && cat >'${path}'`, { input: text });
}
