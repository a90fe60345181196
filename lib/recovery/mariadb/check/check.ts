import { Duration } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import type { Environment, Problems } from '../../../core';
import { A_DNS_LABEL, isDnsLabel } from '../../../core/check/names';
import { checkSize, checkVolumes } from '../../../core/check/props';
import { isWhole } from '../../../errors';
import { Witness } from '../../witness/witness';
import { checkVotes } from './votes';
import type { Settings } from '../settings';

/** As many as Galera runs well with: each commit waits for the slowest of them. */
const MOST_REPLICAS = 9;

const HOUR = 3600;

/** Checks everything about a database that can be judged without the other side. @param id of the component */
export function checkMariaDb(id: string, settings: Settings, environment: Environment, problems: Problems): void {
  const { witness, volumes, size, replicas, domain, namespace, cpu, memory, lag, binlogs } = settings;
  problems.check(isDnsLabel(id) && id.length <= 40, {
    at: 'id',
    got: id,
    want: `${A_DNS_LABEL}, and 40 at most: names of objects begin with it`,
    fix: 'for example `ledger`',
  });
  problems.check(witness instanceof Witness, {
    at: 'witness',
    got: witness,
    want: 'a Witness: without its word nothing here opens, and nothing closes by itself',
    fix: 'pass `Witness.dns({ … })`, the same one as on the other side',
  });
  checkVolumes(volumes, 'the data of each server', problems);
  checkSize('size', size, 1, 'for example `Size.gibibytes(100)`', problems);
  checkSize('memory', memory, 1, 'leave it out for 4 GiB', problems);
  problems.check(cpu instanceof Cpu, { at: 'cpu', got: cpu, want: 'a Cpu', fix: 'for example `Cpu.units(2)`' });
  problems.check(isDnsLabel(namespace), { at: 'namespace', got: namespace, want: A_DNS_LABEL, fix: 'leave it out' });
  problems.check(isWhole(domain, 1, 999), {
    at: 'domain',
    got: domain,
    want: 'a whole number from 1 to 999',
    fix: 'leave it out for 1, or one more than that of `follows`',
  });
  const counted = problems.check(isWhole(replicas, 1, MOST_REPLICAS), {
    at: 'replicas',
    got: replicas,
    want: `a whole number from 1 to ${MOST_REPLICAS}`,
    fix: 'leave it out for one server, or take 3',
  });
  checkSeconds('lag', lag, 1, 'leave it out for 2 seconds', problems);
  const hours = seconds(binlogs);
  problems.check(hours !== undefined && isWhole(hours / HOUR, 24), {
    at: 'binlogs',
    got: hours === undefined ? binlogs : `${hours / HOUR} hours`,
    want: 'whole hours, 24 or more: a side that is away for longer has to be copied anew',
    fix: 'for example `Duration.days(7)`',
  });
  if (counted) checkVotes(settings, environment, problems);
}

/** Seconds of a Duration, also where they are not whole. */
export function seconds(time: unknown): number | undefined {
  return time instanceof Duration ? time.toMilliseconds({ integral: false }) / 1000 : undefined;
}

export function checkSeconds(at: string, time: unknown, least: number, fix: string, problems: Problems): boolean {
  const given = seconds(time);
  return problems.check(isWhole(given, least), {
    at,
    got: given === undefined ? time : `${given} seconds`,
    want: `a Duration of whole seconds, ${least} or more`,
    fix,
  });
}
