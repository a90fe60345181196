import { Duration } from 'cdk8s';
import type { Environment } from '../../core';
import { checkSize, checkVolumes, mebibytesOf } from '../../core/check/props';
import { isWhole, type Problems } from '../../errors';
import { checkSites } from './check-sites';
import type { ElasticStackProps } from './props';
import { dataOf } from './settings';
import { defaultMemory } from './sizing';
import type { ElasticSite } from './sites';

/** Checks all props together, with the sites that they mean. */
export function checkStack(
  props: ElasticStackProps,
  sites: readonly ElasticSite[],
  environment: Environment | undefined,
  problems: Problems,
): void {
  const { volumes, retention, dataNodes, memory, disk } = props ?? {};
  problems.check(environment === undefined || environment.distribution.name === 'kubernetes', {
    at: 'distribution',
    got: String(environment?.distribution),
    want: 'Kubernetes: the pods ask for user and volume groups that the security context constraints of OpenShift refuse',
    fix: 'use the logging operator that comes with OpenShift',
  });
  checkVolumes(volumes, 'the indices', problems);
  problems.check(retention === undefined || isWholeDays(retention), {
    at: 'retention',
    got: retention instanceof Duration ? `${retention.toDays({ integral: false })} days` : retention,
    want: 'a Duration of whole days, one or more',
    fix: 'for example `Duration.days(184)`, or leave it out for six months',
  });
  checkOwnSize('memory', memory, 2, problems);
  checkOwnSize('disk', disk, 10, problems);
  if (checkSites(sites, environment, problems)) checkRoom(dataNodes, memory, dataOf(sites), problems);
}

function isWholeDays(duration: unknown): boolean {
  if (!(duration instanceof Duration)) return false;
  const days = duration.toDays({ integral: false });
  return Number.isInteger(days) && days >= 1;
}

function checkOwnSize(at: string, size: unknown, least: number, problems: Problems): void {
  const fix = `leave it out, or set for example \`Size.gibibytes(${least * 8})\``;
  if (size !== undefined) checkSize(at, size, least, fix, problems);
}

/** Checks that every data node finds a host of its own, with the memory that it asks for. */
function checkRoom(nodes: unknown, memory: unknown, data: readonly ElasticSite[], problems: Problems): void {
  const most = Math.min(...data.map((site) => site.hosts.length));
  const least = data.length === 1 ? 2 : 1;
  problems.check(nodes === undefined || isWhole(nodes, least, most), {
    at: 'dataNodes',
    got: nodes,
    want: `a whole number between ${least} and ${most}: each on a worker of its own in every site of data`,
    fix: 'leave it out, or add workers',
  });
  const smallest = Math.min(...data.flatMap((site) => site.hosts.map((host) => mebibytesOf(host.memory) ?? 0)));
  const wanted = mebibytesOf(memory === undefined ? defaultMemory(data) : memory) ?? 0;
  problems.check(!(wanted > smallest / 2), {
    at: 'memory',
    got: `${wanted} MiB`,
    want: `at most half of the smallest worker, ${Math.floor(smallest / 2)} MiB: masters and other pods run there too`,
    fix: 'leave it out for a quarter (4 GiB at least), or use larger workers',
  });
}
