import { Duration } from 'cdk8s';
import type { Component, Environment } from '../../core';
import type { Fence } from '../plan/fence';
import type { DataHolder } from '../plan/holder';
import type { Standby } from '../standby/standby';
import type { Traffic } from '../traffic/traffic';
import type { Witness } from '../witness/witness';
import type { DataPair } from './parts';
import type { SitePairProps, TravelException } from './props';
import { STEP_TIMES, type StepTime } from './times';

/** Two environments of which one serves, with every default of the props filled in: what plans are made from. */
export interface Pair {
  /** Id of the component. */
  readonly name: string;
  readonly from: Environment;
  readonly to: Environment;
  readonly standby: Standby;
  readonly fence: Fence;
  readonly witness: Witness | undefined;
  readonly traffic: Traffic | undefined;
  readonly data: readonly DataPair[];
  /** The API of either side as data, where the other one stands cold. @default - each has an etcd of its own */
  readonly api?: readonly [DataHolder, DataHolder];
  readonly decidedBy: string;
  readonly decision: Duration;
  readonly approvals: 1 | 2;
  readonly doneBy: string;
  readonly dns: Duration;
  readonly times: Readonly<Record<StepTime, Duration>>;
  readonly exceptions: readonly TravelException[];
  readonly covers: readonly string[] | undefined;
}

/** Whether they are right is checked apart from it. */
export function pairOf(name: string, props: SitePairProps, from: Environment): Pair {
  const { with: to, standby, fence, witness, traffic, data = [], covers } = props ?? {};
  const { decidedBy = 'the crisis manager on duty', decision = Duration.minutes(30), approvals = 2 } = props ?? {};
  const { doneBy = 'the platform engineer on duty', exceptions = [], times = {} } = props ?? {};
  const { dns = Duration.minutes(5) } = props ?? {};
  const people = { decidedBy, decision, approvals, doneBy };
  const known = { standby, fence, witness, traffic, data, exceptions, covers };
  return { name, from, to, ...known, ...people, dns, times: { ...STEP_TIMES, ...times } };
}

/** Components of the side that serves, without the pair itself: its own facts come from its plans, and would ask for themselves. */
export function othersOf({ name, from }: Pick<Pair, 'name' | 'from'>): readonly Component[] {
  return from.components.filter(({ node }) => node.id !== name);
}

/**
 * What holds data on each side, in the order in which it is opened: the API last where the other side stands cold, since a
 * restore takes longest, and databases that run there already need not wait for it.
 */
export function holdersOf(pair: Pair): readonly (readonly [DataHolder, DataHolder])[] {
  const data = pair.data.map(([here, there]) => [here.holder, there.holder] as const);
  return [...data, ...(pair.api === undefined ? [] : [pair.api])];
}
