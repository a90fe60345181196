import { Duration } from 'cdk8s';
import type { Environment } from '../../../../core';
import { entryPoints } from '../../../../hosts';
import { controlPlaneOf } from '../../../etcd/control-plane';
import type { Action } from '../../../plan/action';
import type { Fence } from '../../../plan/fence';
import type { DataHolder } from '../../../plan/holder';
import type { Pair } from '../../pair';
import type { Turn } from '../turn';

/** Name of the API of an environment; undefined where somebody else made it. */
export function endpointOf(environment: Environment): string | undefined {
  return controlPlaneOf(environment)?.endpoint.split(':')[0];
}

/** Clients are led to the new side: by records that follow the data, else the record of the API alone. */
export function leadActions(pair: Pair, turn: Turn, fence: Fence): readonly Action[] {
  if (pair.traffic !== undefined) return pair.traffic.lead(openOf(turn, fence));
  const name = endpointOf(pair.from);
  if (name === undefined) return [];
  const lead = ({ name: side }: Environment, addresses: readonly string[]) => [
    `# To ${side}; the records of every other service, by whoever keeps them.`,
    `printf '%s\\n' 'update delete ${name}. A' ${addresses
      .map((address) => `'update add ${name}. ${pair.dns.toSeconds()} A ${address}'`)
      .join(' ')} send | nsupdate -k "$SECRETS/dns.key"`,
  ];
  const [first = ''] = entryPoints(turn.to);
  return [
    {
      id: 'lead-api',
      title: `Lead ${name} to ${turn.to.name}: clients keep the old address for up to ${pair.dns.toSeconds()} s`,
      phase: 'traffic',
      time: Duration.minutes(10),
      commands: lead(turn.to, entryPoints(turn.to)),
      // Asked where the change was sent to: what a resolver says is as old as the TTL.
      verify: [
        `server=$(dig +short SOA ${zoneOf(name)} | awk '{ print $1 }')`,
        `dig +short "@$server" ${name} A | grep -qxF ${first}`,
      ],
      undo: lead(turn.from, entryPoints(turn.from)),
    },
  ];
}

/** What shows that a holder is open: as the last step that opens it looks, before it tidies up. */
function openOf({ opening }: Turn, fence: Fence): Readonly<Record<string, readonly string[]>> {
  const last = (holder: DataHolder) => holder.open(fence).findLast(({ phase }) => phase === 'data');
  return Object.fromEntries(opening.map((holder) => [holder.name, last(holder)?.verify ?? []]));
}

/** Zone in which a name stands, as far as anybody can tell from it. */
function zoneOf(name: string): string {
  return name.split('.').slice(1).join('.');
}
