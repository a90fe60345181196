import type { Witness } from '../../witness/witness';
import { sitesKeyOf } from '../sites/key';
import type { Traffic } from '../traffic';
import { KEYS, ZONES } from './configuration';

/** What whoever keeps the name servers has to know. */
export function guide(witness: Witness, traffic: Traffic | undefined): string {
  const { zone, record, servers, majority, keyName, planKeyName } = witness;
  const sites = sitesKeyOf(witness);
  const keys = [
    [keyName, 'guards of data, in both clusters', 'ask, and nothing else'],
    [planKeyName, 'people who run plans, in no cluster', 'epoch and records'],
    ...(traffic === undefined
      ? []
      : [[sites, 'the clusters, where addresses follow sites', 'records with several addresses']]),
  ];
  return `# Name servers of ${zone}

They say whose turn it is, \`${record}\`, and where users are led. While fewer than ${majority} of ${servers.length} answer,
everything that is guarded closes within ${witness.closesWithin.toSeconds()} s. So they stand apart: another power supply, another network, another city than either side.

| server | address | port |
|---|---|---|
${servers.map(({ name, address, port }) => `| ${name} | ${address} | ${port} |`).join('\n')}

## On each of them

1. BIND 9.18 or later. \`named.conf.options\` is for a server that does nothing else; \`named.conf.tripod\` is included by named.conf.
2. \`${zone}.zone\` lies at \`${ZONES}/${zone}.zone\`, and belongs to the user of named.
3. Keys lie in \`${KEYS}\`, readable for named only, the same on every server. Each is made once: \`tsig-keygen -a hmac-sha256 NAME\`.
4. Clocks are right to some seconds: signatures are good for five minutes (RFC 8945, 10).
5. TCP and UDP port 53 are open to both cities, and to wherever plans are run.

| key | who has it | what it may change |
|---|---|---|
${keys.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}

The parent zone delegates ${zone} to all of them.

## What nobody does

- Copy the zone from one to another, or put them behind one address: then they are one server, and one vote.
- Restore one from a backup or a snapshot of its disk: it would repeat a turn that is past. A lost server begins with the
  zone file of this folder, and is told by \`epoch.sh repair\` and the plan's step \`repair-records\`.
- Edit the zone by hand while named runs.
${resolvers(traffic)}`;
}

function resolvers(traffic: Traffic | undefined): string {
  if (traffic === undefined) return '';
  const ttl = traffic.ttl.toSeconds();
  return `
## Resolvers that users ask

They keep ${ttl} s what they are told, and no longer: no \`min-cache-ttl\` above it, and \`stale-answer-enable no\` (Unbound: no
\`cache-min-ttl\`, no \`serve-expired\`). Programs do the same: a JVM with a security manager keeps addresses for ever unless
\`networkaddress.cache.ttl\` says otherwise.
`;
}
