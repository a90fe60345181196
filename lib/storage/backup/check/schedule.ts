import type { Problems } from '../../../core';
import { isDnsLabel } from '../../../core/check/names';
import { checkSwitch } from '../../../core/check/props';
import { isListOf, isText, show } from '../../../errors';
import { NAMESPACE, scheduleName } from '../operator/names';
import type { Context, Settled } from '../props';
import { isScratch } from '../rehearsal/names';
import { checkRehearsal } from './rehearsal';
import { checkTimes } from './times';

/** Longest name: those of its CronJob and its namespace derive from it. */
const LONGEST = 40;

/** Longest value of a label (RFC 1123). */
const LABEL = 63;

/** A plural with its group after a dot: `volumereplications.replication.storage.openshift.io`. */
const RESOURCE = /^[a-z][a-z0-9]{0,62}(\.[a-z0-9-]{1,63})*$/;

/** Checks everything that can be wrong with a schedule. */
export function checkSchedule(schedule: Settled, context: Context, problems: Problems): void {
  const { name, data } = schedule;
  const label = problems.check(isDnsLabel(name) && name.length <= LONGEST, {
    at: 'name',
    got: name,
    want: `a DNS label of at most ${LONGEST} characters: names of a CronJob and of a namespace derive from it`,
    fix: 'name it like the tenant',
  });
  const whole = label ? scheduleName(context.environment.name, name) : '';
  problems.check(whole.length <= LABEL, {
    at: 'name',
    got: `${whole}, of ${whole.length} characters`,
    want: `at most ${LABEL} with the name of the environment: it labels every backup`,
    fix: 'shorten it',
  });
  problems.check(!context.made.has(name), {
    at: 'name',
    got: `${show(name)} once more`,
    want: 'a name of its own for every schedule',
    fix: 'rename one of the two, or back up both at once',
  });
  const known = checkSwitch('data', data, 'leave it out to copy what volumes hold, too', problems);
  const what = checkWhat(schedule, problems);
  checkCovers(schedule, problems);
  const timed = checkTimes(schedule, context, problems);
  if (known && what) checkRehearsal(schedule, timed, problems);
}

/** @returns whether it is known what is backed up */
function checkWhat({ namespaces, resources, data }: Settled, problems: Problems): boolean {
  const names = problems.check(namespaces === undefined || isSet(namespaces, isDnsLabel), {
    at: 'namespaces',
    got: namespaces,
    want: 'a list of namespaces, each once',
    fix: 'leave it out for all of them',
  });
  const kinds = problems.check(resources === undefined || isSet(resources, isResource), {
    at: 'resources',
    got: resources,
    want: 'a list of kinds by their plural names, each once',
    fix: "for example `['persistentvolumeclaims', 'volumereplications.replication.storage.openshift.io']`",
  });
  const own = names ? (namespaces ?? []).filter((each) => each === NAMESPACE || isScratch(each)) : [];
  problems.check(own.length === 0, {
    at: 'namespaces',
    got: own,
    want: 'namespaces of tenants: what opens the backups, and copies of rehearsals, must not lie in them',
    fix: `name neither ${NAMESPACE} nor what rehearsals are restored into`,
  });
  if (!names || !kinds || own.length > 0) return false;
  return problems.check(data !== true || resources === undefined || resources.includes('persistentvolumeclaims'), {
    at: 'resources',
    got: `${show(resources)}, with the data of volumes`,
    want: 'persistentvolumeclaims among them: volumes are found by their claims',
    fix: 'add it, or set `data: false`',
  });
}

function checkCovers({ covers, data }: Settled, problems: Problems): void {
  const listed = problems.check(covers === undefined || isListOf(covers, isText), {
    at: 'covers',
    got: covers,
    want: 'a list of things of the proof',
    fix: 'leave it out where the proof does not know what is in these namespaces',
  });
  problems.check(!listed || covers === undefined || covers.length === 0 || data !== false, {
    at: 'covers',
    got: `${show(covers)} without data`,
    want: 'a copy of the data, too: objects alone bring nothing back',
    fix: 'leave out `data: false`, or `covers`',
  });
}

function isSet(value: unknown, fits: (item: unknown) => boolean): boolean {
  return isListOf(value, fits) && value.length > 0 && new Set(value).size === value.length;
}

function isResource(value: unknown): boolean {
  return typeof value === 'string' && value.length <= 253 && RESOURCE.test(value);
}
