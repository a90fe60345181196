import { Duration } from 'cdk8s';
import type { Problems } from '../../../core';
import { milliseconds, shownTime } from '../../../core/workload/interval';
import { show } from '../../../errors';
import type { Settled } from '../props';
import { rehearsalCron } from '../rehearsal/job';
import { Rehearsal } from '../rehearsal/rehearsal';

const MINUTE = 60_000;

/** Checks whether restoring is tried, and whether it can be. @param timed whether `interval` of the schedule is an interval */
export function checkRehearsal(schedule: Settled, timed: boolean, problems: Problems): void {
  const { rehearse, data, namespaces } = schedule;
  const known = problems.check(rehearse === undefined || rehearse instanceof Rehearsal, {
    at: 'rehearse',
    got: rehearse,
    want: 'a Rehearsal',
    fix: "for example `Rehearsal.claims()`, or `Rehearsal.none('why')`",
  });
  if (!known) return;
  problems.check(!data || rehearse !== undefined, {
    at: 'rehearse',
    got: `nothing, with data of ${namespaces === undefined ? 'all namespaces' : `${namespaces.length} namespaces`}`,
    want: 'one namespace for each schedule, which is rehearsed, or a reason why nobody tries to restore it',
    fix: "make a schedule for each namespace, or set `rehearse: Rehearsal.none('why')`",
  });
  if (rehearse?.what === 'claims') checkClaims(schedule, rehearse, timed, problems);
}

function checkClaims(
  { data, namespaces, resources, interval: backups }: Settled,
  rehearsal: Rehearsal,
  timed: boolean,
  problems: Problems,
): void {
  problems.check(data && namespaces?.length === 1, {
    at: 'rehearse',
    got: `a rehearsal of ${data ? show(namespaces ?? 'all namespaces') : 'objects without data'}`,
    want: 'the claims of one namespace, with their data',
    fix: 'make a schedule for each namespace, or leave the rehearsal out',
  });
  const global = resources?.filter((resource) => CLUSTER_SCOPED.includes(resource)) ?? [];
  problems.check(global.length === 0, {
    at: 'rehearse',
    got: `a rehearsal of ${show(global)}, of which the cluster has one set`,
    want: 'kinds that live in a namespace: others cannot be restored beside themselves',
    fix: 'back them up by a schedule of their own, without data',
  });
  const regular = rehearsal.interval instanceof Duration && rehearsalCron(rehearsal.interval) !== undefined;
  const often = problems.check(regular && (!timed || milliseconds(rehearsal.interval) >= milliseconds(backups)), {
    at: 'rehearse.interval',
    got: shownTime(rehearsal.interval),
    want: 'an interval that cron keeps, or 7 days, and not shorter than that of the backups',
    fix: 'leave it out for 7 days',
  });
  const run = rehearsal.timeout instanceof Duration ? milliseconds(rehearsal.timeout) : Number.NaN;
  const fits = Number.isInteger(run / MINUTE) && run >= MINUTE;
  problems.check(fits && (!often || run <= milliseconds(rehearsal.interval)), {
    at: 'rehearse.timeout',
    got: shownTime(rehearsal.timeout),
    want: 'whole minutes, at most `interval` of the rehearsal: the next is left out while one is under way',
    fix: 'leave it out for 4 hours',
  });
}

/** Kinds of Kubernetes that a bank may name and that live in no namespace. Others fail when they are rehearsed. */
const CLUSTER_SCOPED = [
  ...['persistentvolumes', 'namespaces', 'nodes', 'clusterroles.rbac.authorization.k8s.io'],
  ...['clusterrolebindings.rbac.authorization.k8s.io', 'customresourcedefinitions.apiextensions.k8s.io'],
  ...['storageclasses.storage.k8s.io', 'priorityclasses.scheduling.k8s.io'],
];
