import { Duration } from 'cdk8s';
import type { Environment, Problems } from '../../core';
import { rpoOfCity } from '../../core/store/only-city';
import { shownTime } from '../../core/workload/interval';
import { controlPlaneOf } from '../etcd/control-plane';
import { EtcdSnapshots } from '../etcd/snapshots/etcd-snapshots';
import { Fence } from '../plan/fence';
import { Witness } from '../witness/witness';
import { waitingOf } from './masters/waiting-of';
import type { ColdStandbyProps, StandbyFence } from './standby';

export interface ColdPair extends ColdStandbyProps, StandbyFence {
  readonly from: Environment;
  readonly to: Environment;
}

/** A warm pair has two clusters. */
export function checkWarmPair(from: Environment, to: Environment, problems: Problems): void {
  for (const environment of [from, to])
    problems.check(waitingOf(environment) === undefined, {
      at: 'standby',
      got: `Standby.warm(), while the masters of ${environment.name} wait`,
      want: 'one shape: a warm standby is a running cluster, and takes over no etcd',
      fix: `make a ControlPlane in ${environment.name}, or choose Standby.cold({ … })`,
    });
}

/** A cold pair has one cluster, and two places for it. */
export function checkColdPair(pair: ColdPair, problems: Problems): void {
  const { from, to, snapshots } = pair;
  const waiting = waitingOf(to);
  problems.check(waiting !== undefined, {
    at: 'standby',
    got:
      controlPlaneOf(to) === undefined
        ? `${to.name} without masters`
        : `Standby.cold(…), while ${to.name} runs a cluster of its own`,
    want: 'one shape: a cold standby goes on with the cluster of the other side, and has none before',
    fix: `make a ColdControlPlane in ${to.name}, or choose Standby.warm()`,
  });
  problems.check(waiting === undefined || waiting.source.environment === from, {
    at: 'standby',
    got: `masters in ${to.name} that wait for ${waiting?.source.environment?.name}`,
    want: `masters that wait for ${from.name}`,
    fix: `pass \`of: ${from.name}\` to the ColdControlPlane`,
  });
  const known = problems.check(snapshots instanceof EtcdSnapshots, {
    at: 'standby.snapshots',
    got: snapshots,
    want: `the EtcdSnapshots of ${from.name}: from the newest one the other side goes on`,
    fix: 'pass what `new EtcdSnapshots(…)` made there',
  });
  if (known) checkSnapshots(pair, problems);
  checkFence(pair, problems);
}

function checkSnapshots({ from, snapshots, rpo = rpoOfCity(from) }: ColdPair, problems: Problems): void {
  problems.check(snapshots.environment === from, {
    at: 'standby.snapshots',
    got: `snapshots of ${snapshots.environment?.name}`,
    want: `snapshots of ${from.name}`,
    fix: 'pass those of the environment that serves',
  });
  problems.check(rpo === undefined || rpo instanceof Duration, {
    at: 'standby.rpo',
    got: rpo,
    want: 'a Duration',
    fix: 'leave it out for `objectives.city.rpo`',
  });
  if (!(rpo instanceof Duration)) return;
  const most = snapshots.interval.toSeconds() + snapshots.run.total.toSeconds();
  problems.check(rpo.toSeconds({ integral: false }) >= most, {
    at: 'standby.rpo',
    got: shownTime(rpo),
    want: `at least ${String(shownTime(Duration.seconds(most)))}, an interval of the snapshots and the time of one: so much may be lost`,
    fix: 'shorten the `interval` of the snapshots, or declare the loss that you accept',
  });
}

function checkFence({ fence, witness, from }: ColdPair, problems: Problems): void {
  const known = problems.check(fence instanceof Fence, {
    at: 'fence',
    got: fence,
    want: 'a Fence: two API servers that write cannot be put together again',
    fix: 'for example `Fence.executed()`',
  });
  if (!known || fence.kind !== 'self') return;
  problems.check(witness instanceof Witness, {
    at: 'witness',
    got: witness,
    want: `a Witness: by it the API of ${from.name} closes itself`,
    fix: 'pass `Witness.dns({ … })`, or choose another fence',
  });
}
