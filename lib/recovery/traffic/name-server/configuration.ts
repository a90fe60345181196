import type { Witness } from '../../witness/witness';
import { sitesKeyOf } from '../sites/key';
import type { Traffic } from '../traffic';

/** Where the files lie on the servers. A zone that takes updates lies where named may write its journal (Debian, bind9 README.Debian). */
export const KEYS = '/etc/bind/tripod-keys.conf';
export const ZONES = '/var/lib/bind';

/**
 * What all of named must do, for a server that does nothing else (BIND 9.18 Administrator Reference Manual, "options"): it
 * answers for its own zone, tells nobody more than was asked, and gives no copy away.
 */
export function optionsFile(): string {
  return `// For name servers that do nothing else. Where they do, these words stand in their own options.
options {
  directory "/var/cache/bind";
  recursion no;
  dnssec-validation no; // it asks nobody
  allow-query { any; };
  allow-transfer { none; };
  notify no;
  minimal-responses yes;
  version none;
  hostname none;
};
`;
}

/**
 * The zone and who may change what in it, to be included by named.conf. The guards' key appears nowhere in the policy: it
 * signs questions, so that their answers are signed too. That of a cluster changes only what has several addresses.
 */
export function zoneStatement(witness: Witness, traffic: Traffic | undefined): string {
  const { zone, record, planKeyName } = witness;
  const grants = [
    `grant ${planKeyName} name ${record} TXT;`,
    ...(traffic?.records ?? []).flatMap(({ name, sides }) => [
      `grant ${planKeyName} name ${name}. A;`,
      ...(Object.values(sides).some(({ length }) => length > 1)
        ? [`grant ${sitesKeyOf(witness)} name ${name}. A;`]
        : []),
    ]),
  ];
  return `// ${zone}: the same on every server, each of which takes its updates by itself. No transfers: a copy would be no witness.
include "${KEYS}";

zone "${zone}" {
  type primary;
  file "${ZONES}/${zone}.zone";
  allow-transfer { none; };
  notify no;
  update-policy {
${grants.map((grant) => `    ${grant}`).join('\n')}
  };
};
`;
}
