import type { Placement } from '../../core';
import type { Host } from '../../landscape';
import type { Thing } from '../model/model';
import { bytes } from './reserve';
import { type Hosts, left, type Stand, standOf } from './room';

/** What runs, in CPU threads, bytes and pods. */
export interface Load {
  readonly cpu: number;
  readonly memory: number;
  readonly pods: number;
}

export const NOTHING: Load = { cpu: 0, memory: 0, pods: 0 };

/** Equal members of a thing. */
export interface Members {
  readonly stand: Stand;
  /** Whether those of a lost host start elsewhere by themselves. */
  readonly moves: boolean;
  /** What one of them asks for. */
  readonly each: Load;
}

/** Everything that asks something of a host: voters, replicas, and carriers of copies that say what they need. */
export function membersOf(things: readonly Thing[], known: Hosts): readonly Members[] {
  const members = (groups: readonly Placement[], moves: boolean) =>
    groups.map((group) => ({ stand: standOf(group, known), moves, each: askedBy(group) }));
  return things.flatMap(({ facts }) =>
    facts.flatMap((fact) => {
      if (fact.type === 'voters') return members(fact.groups, false);
      // Copies of an item are no pods: whoever keeps them may ask for something.
      if (fact.type === 'copies')
        return members(
          fact.groups.filter(({ requests }) => requests !== undefined),
          false,
        );
      if (fact.type !== 'replicas') return [];
      return members(fact.groups, fact.moves !== undefined && (fact.volume !== true || fact.fencing !== undefined));
    }),
  );
}

function askedBy({ requests }: Placement): Load {
  if (requests === undefined) return { ...NOTHING, pods: 1 };
  return { cpu: requests.cpu, memory: bytes(requests.memory), pods: 1 };
}

/** What all of them ask for while nothing is lost. */
export function loadOf(members: readonly Members[]): Load {
  return members.map(({ stand, each }) => times(each, stand.placement.count)).reduce(plus, NOTHING);
}

/** What nobody asks for any more after a loss: those that cannot leave a lost host are gone with it. */
export function freedBy(members: readonly Members[], lost: readonly Host[]): Load {
  return members
    .map(({ stand, moves, each }) => times(each, stand.placement.count - left(stand, lost, moves)))
    .reduce(plus, NOTHING);
}

export function plus(a: Load, b: Load): Load {
  return { cpu: a.cpu + b.cpu, memory: a.memory + b.memory, pods: a.pods + b.pods };
}

export function times({ cpu, memory, pods }: Load, count: number): Load {
  return { cpu: cpu * count, memory: memory * count, pods: pods * count };
}
