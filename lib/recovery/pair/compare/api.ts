import type { Environment } from '../../../core';
import { controlPlaneOf } from '../../etcd/control-plane';
import { ColdControlPlane } from '../../standby/masters/cold-control-plane';
import type { Pair } from '../pair';
import { different, equal, free, type Row } from './support/row';

/** How the API is reached, and what its masters keep secret. */
export function api({ from, to, standby }: Pair): readonly Row[] {
  const [here, there] = [controlPlaneOf(from), controlPlaneOf(to)];
  if (here === undefined || there === undefined) return [];
  const name = here.endpoint.split(':')[0] ?? '';
  const cold = standby.kind === 'cold';
  const [mine, theirs] = [here, there].map(
    ({
      settings: {
        encryption: { provider, key, service },
      },
    }) => [provider, key?.name ?? service?.name ?? 'a key made on the first master'].join(', '),
  ) as [string, string];
  return [
    cold
      ? equal(
          'endpoint',
          here.endpoint,
          there.endpoint,
          'a cold side is the same cluster elsewhere: give it the same endpoint',
        )
      : different(
          'endpoint',
          here.endpoint,
          there.endpoint,
          'give each side a name of its own; the records lead that of this side',
        ),
    {
      at: 'certSANs',
      here: name,
      there: [there.endpoint.split(':')[0], ...there.settings.certSANs].join(', '),
      must: 'there too',
      ok: there.settings.certSANs.includes(name) || there.endpoint.split(':')[0] === name,
      fix: `add '${name}' to \`certSANs\` of the ControlPlane of ${to.name}: clients come to it under that name`,
    },
    equal(
      'port',
      portOf(here.endpoint),
      portOf(there.endpoint),
      'clients keep the port: set the same `loadBalancerPort`',
    ),
    ...(cold
      ? keys(mine, theirs, here.settings.encryption.key?.name, there instanceof ColdControlPlane)
      : [free('encryption at rest', mine, theirs)]),
    {
      at: 'etcd',
      here: here.etcd.isExternal ? 'outside of the masters' : 'on the masters',
      there: there.etcd.isExternal ? 'outside of the masters' : 'on the masters',
      must: cold ? 'equal' : 'free',
      ok: !cold || here.etcd.isExternal === there.etcd.isExternal,
      fix: 'a cold side takes etcd over as it is: run it in the same way',
    },
    free('secrets', storeOf(from), storeOf(to)),
  ];
}

/**
 * What a cold side reads of etcd is encrypted with the key of the side that wrote it. Masters that wait are given a key that
 * was made on the first master, and compare its checksum.
 */
function keys(here: string, there: string, key: string | undefined, isGiven: boolean): readonly Row[] {
  const fix =
    "give both `EncryptionAtRest.secretbox({ key: SecretValue.from('…') })` with the same name, or the same key service";
  return [
    equal('encryption at rest', here, there, fix),
    {
      at: 'encryption key',
      here: key ?? here,
      there,
      must: 'equal',
      ok: isGiven || !here.endsWith('a key made on the first master'),
      fix,
    },
  ];
}

function portOf(endpoint: string): string {
  return endpoint.split(':')[1] ?? '';
}

function storeOf({ secretStore }: Environment): string {
  return secretStore === undefined ? 'made by hand' : `from ${secretStore}`;
}
