import { Duration } from 'cdk8s';
import { type Action, Lasting } from '../../../plan/action';
import { AttestedFence, ExternalFence, type Fence } from '../../../plan/fence';
import { hand } from '../../../failover/hand';
import type { Pair } from '../../pair';
import type { Turn } from '../turn';

/**
 * What keeps the old side from writing. In good order the epoch goes first, since a guard opens what was closed by command
 * while it is still its turn; then every holder is closed, and asked whether it is. The wait for leases is kept in all cases
 * but where power or links were cut.
 */
export function fenceActions({ witness, doneBy }: Pair, turn: Turn, fence: Fence): readonly Action[] {
  const back = turn.closing.flatMap((holder) => holder.recordEpoch?.() ?? []);
  const taken = (waits: boolean) => witness?.take({ waits, back }) ?? [];
  if (fence instanceof ExternalFence) return [cut(fence, turn), ...taken(false)];
  if (fence instanceof AttestedFence) return [...attested(fence, turn), ...taken(true)];
  return fence.kind === 'self' ? taken(true) : [...taken(true), ...closed(turn, doneBy)];
}

/** Every holder is closed by command, and asked whether it is. */
function closed({ closing, from }: Turn, doneBy: string): readonly Action[] {
  if (closing.length > 0) return closing.flatMap((holder) => holder.close());
  const id = 'stop-writing';
  const title = `${doneBy} stops what writes in ${from.name}: its services, in the order in which they were started`;
  return hand(doneBy, [{ id, title, phase: 'fence', time: Duration.minutes(15) }]);
}

const CUT: Readonly<Record<ExternalFence['props']['what'], string>> = {
  power: 'switches off every host',
  routers: 'has routers close every link',
  'storage array': 'takes every host the access to the storage array',
};

function cut({ props: { what, by, commands = [] }, time }: ExternalFence, { from }: Turn): Action {
  return {
    id: 'cut-off',
    title: `${by} ${CUT[what]} of ${from.name}: nobody there may write, not even when it comes back unseen`,
    phase: 'fence',
    time,
    by,
    commands,
    verify: what === 'storage array' ? [] : silent(from.hosts.map(({ address }) => address)),
    undo: new Lasting(`${by} brings ${from.name} back by the plan for the way back, in which it starts closed`),
  };
}

function attested({ by }: AttestedFence, { from }: Turn): readonly Action[] {
  return by.map((role, index) => ({
    id: `attest-${index + 1}`,
    title: `${role} attests that nobody writes in ${from.name}, and that it cannot begin to`,
    phase: 'fence',
    time: Duration.minutes(20),
    by: role,
    commands: [],
    verify: [],
    undo: new Lasting('what was attested stands in the record'),
  }));
}

/** Fails, and names those that answer. */
export function silent(addresses: readonly string[]): readonly string[] {
  return [
    'still=()',
    `for host in ${addresses.join(' ')}; do`,
    '  if ping -c 1 -W 1 "$host" > /dev/null 2>&1; then still+=("$host"); fi',
    'done',
    '((${#still[@]} == 0)) || { echo "still answer: ${still[*]}" >&2; exit 1; }',
  ];
}
