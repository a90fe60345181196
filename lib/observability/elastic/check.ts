import { Duration, Size, SizeRoundingBehavior } from 'cdk8s';
import type { Environment } from '../../core';
import type { Problems } from '../../errors';
import { checkSites } from './check-sites';
import type { ElasticStackProps } from './elastic-stack';
import { dataOf } from './settings';
import type { ElasticSite } from './sites';

const STORAGE_CLASS_NAME = /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/;

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
  problems.check(STORAGE_CLASS_NAME.test(String(volumes?.storageClassName ?? '')), {
    at: 'volumes',
    got: volumes?.storageClassName ?? volumes,
    want: 'a storage class for the indices',
    fix: 'pass what the storage component offers, such as `storage.block`',
  });
  problems.check(retention === undefined || isWholeDays(retention), {
    at: 'retention',
    got: retention instanceof Duration ? `${retention.toDays({ integral: false })} days` : retention,
    want: 'a Duration of whole days, one or more',
    fix: 'for example `Duration.days(184)`, or leave it out for six months',
  });
  checkSize('memory', memory, 2, problems);
  checkSize('disk', disk, 10, problems);
  if (checkSites(sites, environment, problems)) checkRoom(dataNodes, memory, dataOf(sites), problems);
}

function isWholeDays(duration: unknown): boolean {
  if (!(duration instanceof Duration)) return false;
  const days = duration.toDays({ integral: false });
  return Number.isInteger(days) && days >= 1;
}

function checkSize(at: string, size: unknown, least: number, problems: Problems): void {
  const mebibytes = size instanceof Size ? mebibytesOf(size) : undefined;
  problems.check(size === undefined || (Number.isInteger(mebibytes) && (mebibytes ?? 0) >= least * 1024), {
    at,
    got: mebibytes === undefined ? size : `${mebibytes} MiB`,
    want: `a Size of at least ${least} GiB, in whole MiB`,
    fix: `leave it out, or set for example \`Size.gibibytes(${least * 8})\``,
  });
}

/** Checks that every data node finds a host of its own, with the memory that it asks for. */
function checkRoom(nodes: unknown, memory: unknown, data: readonly ElasticSite[], problems: Problems): void {
  const most = Math.min(...data.map((site) => site.hosts.length));
  const least = data.length === 1 ? 2 : 1;
  problems.check(nodes === undefined || (Number.isInteger(nodes) && Number(nodes) >= least && Number(nodes) <= most), {
    at: 'dataNodes',
    got: nodes,
    want: `a whole number between ${least} and ${most}: each on a worker of its own in every site of data`,
    fix: 'leave it out, or add workers',
  });
  const smallest = Math.min(...data.flatMap((site) => site.hosts.map((host) => mebibytesOf(host.memory))));
  const wanted = memory instanceof Size ? mebibytesOf(memory) : 0;
  problems.check(wanted <= smallest / 2, {
    at: 'memory',
    got: `${wanted} MiB`,
    want: `at most half of the smallest worker, ${Math.floor(smallest / 2)} MiB: masters and other pods run there too`,
    fix: 'leave it out for a quarter, or use larger workers',
  });
}

function mebibytesOf(size: Size): number {
  return size.toMebibytes({ rounding: SizeRoundingBehavior.NONE });
}
