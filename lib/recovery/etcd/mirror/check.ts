import { Duration } from 'cdk8s';
import { Environment, type Problems } from '../../../core';
import { checkOtherCity } from '../../../core/environment/check/other-city';
import { milliseconds, shownTime } from '../../../core/workload/interval';
import { isListOf, isText } from '../../../errors';
import { Fence } from '../../plan/fence';
import { checkAccess, checkBothEnds } from './check-access';
import type { Settled } from './props';

/** `/apisix/`: what stands between two slashes is a name, so that no prefix is a part of another key's name. */
const PREFIX = /^\/([\w.-]+\/)+$/;

/** Keys of Kubernetes that belong to the cluster and its hosts: copied, they would speak of what is not there. */
const NEVER = ['leases', 'events', 'masterleases', 'minions', 'pods'].map((name) => `/registry/${name}/`);
const KUBERNETES = '/registry/';

/** Checks everything that can be wrong with the props. */
export function checkMirror(props: Settled, here: Environment, problems: Problems): void {
  const { from, source, destination, prefixes, destinationPrefix, every, lag, fence } = props;
  const known = problems.check(from instanceof Environment && from !== here, {
    at: 'from',
    got: from instanceof Environment ? from.name : from,
    want: 'the environment from which keys come, other than this one',
    fix: 'make the mirror in the environment that takes the copy, and pass the other one',
  });
  if (known) checkOtherCity('from', here, from, 'a copy in the city of its source is lost with it', problems);
  checkAccess('source', source, problems);
  checkAccess('destination', destination, problems);
  checkBothEnds(source, destination, problems);
  const fenced = problems.check(fence === undefined || fence instanceof Fence, {
    at: 'fence',
    got: fence,
    want: 'a Fence',
    fix: 'for example `Fence.self()`; leave it out for keys of applications',
  });
  checkPrefixes(prefixes, fenced && fence !== undefined, problems);
  problems.check(isText(destinationPrefix) && PREFIX.test(`${destinationPrefix}/`), {
    at: 'destinationPrefix',
    got: destinationPrefix,
    want: 'names with a slash before each and none at the end: without it a mirror that is resumed cuts prefixes off',
    fix: 'leave it out, or for example `/mirror/production`',
  });
  checkTime('every', every, 10, 3600, 'leave it out for a minute', problems);
  checkTime('lag', lag, 1, 3600, 'leave it out for two seconds', problems);
}

function checkPrefixes(prefixes: unknown, fenced: boolean, problems: Problems): void {
  const some = problems.check(isListOf(prefixes, isText) && prefixes.length > 0, {
    at: 'prefixes',
    got: prefixes,
    want: 'at least one prefix: nothing is mirrored that is not named',
    fix: "for example `['/apisix/']`",
  });
  if (!some || !isListOf(prefixes, isText)) return;
  prefixes.forEach((prefix, index) => checkPrefix(`prefixes[${index}]`, prefix, fenced, problems));
  prefixes.forEach((prefix, index) => {
    const outer = prefixes.find(
      (other, at) => at !== index && prefix.startsWith(other) && (prefix !== other || at < index),
    );
    problems.check(outer === undefined, {
      at: `prefixes[${index}]`,
      got: `${prefix} inside of ${outer}`,
      want: 'prefixes beside each other: two mirrors would write one key',
      fix: `leave ${prefix} out`,
    });
  });
}

function checkPrefix(at: string, prefix: string, fenced: boolean, problems: Problems): void {
  const sound = problems.check(PREFIX.test(prefix), {
    at,
    got: prefix,
    want: 'names between slashes, with one at both ends',
    fix: 'for example `/apisix/`; the whole key space of an etcd is never mirrored',
  });
  if (!sound || !prefix.startsWith(KUBERNETES)) return;
  const never = NEVER.find((other) => prefix.startsWith(other) || other.startsWith(prefix));
  problems.check(never === undefined, {
    at,
    got: prefix,
    want: `nothing with ${never} in it: it belongs to the hosts of the source, and its leases are not copied`,
    fix: 'take EtcdSnapshots for a cluster; or name the resources one by one',
  });
  problems.check(fenced, {
    at,
    got: `${prefix}, keys of Kubernetes`,
    want: 'a fence: an API server on the other side would write to the same objects',
    fix: 'take EtcdSnapshots, or set `fence` for a standby without API servers',
  });
}

function checkTime(at: string, time: unknown, least: number, most: number, fix: string, problems: Problems): void {
  const seconds = time instanceof Duration ? milliseconds(time) / 1000 : Number.NaN;
  problems.check(Number.isInteger(seconds) && seconds >= least && seconds <= most, {
    at,
    got: shownTime(time),
    want: `a Duration of whole seconds, from ${least} to ${most}`,
    fix,
  });
}
