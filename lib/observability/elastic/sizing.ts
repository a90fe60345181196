import { Size } from 'cdk8s';
import { mebibytesOf } from '../../core/check/props';
import type { ElasticSite } from './sites';

const GIB = 1024;

/** Volume of a master, which holds the state of the cluster alone: megabytes. */
export const MASTER_DISK = Size.gibibytes(10);

/** Lines that wait on the disk of a Logstash while Elasticsearch is away. */
export const QUEUE = Size.gibibytes(8);

/** Volume of a queue: a quarter larger. */
export function queueVolume(): Size {
  return Size.gibibytes((QUEUE.toGibibytes() * 5) / 4);
}

/** Data nodes in each site: two, so that one may restart; three where there is no other site. Never more than hosts. */
export function defaultDataNodes(data: readonly ElasticSite[]): number {
  return Math.min(data.length === 1 ? 3 : 2, ...data.map((site) => site.hosts.length));
}

/**
 * Memory of a data node: a quarter of the smallest host, whole GiB, between 4 and 64. Half of it becomes the heap, which
 * gains nothing beyond 31 GiB (Elasticsearch reference, "JVM settings": stay below the limit of compressed pointers).
 */
export function defaultMemory(data: readonly ElasticSite[]): Size {
  const smallest = Math.min(...data.flatMap((site) => site.hosts.map(({ memory }) => mebibytesOf(memory) ?? 0)));
  return Size.gibibytes(Math.min(64, Math.max(4, Math.floor(smallest / GIB / 4))));
}

/** Disk of a data node: 30 times its memory, Elastic's ratio for hot data ("Benchmarking and sizing your Elasticsearch cluster for logs and metrics"). */
export function defaultDisk(memory: Size): Size {
  return Size.gibibytes(Math.ceil((memory.toMebibytes() * 30) / GIB));
}

/** One core for 8 GiB of memory, at least one: the shape of general purpose machines that Elastic's hot tier runs on. */
export function dataMillicores(memory: Size): number {
  return Math.max(1000, Math.round((memory.toMebibytes() / GIB / 8) * 1000));
}

/** Copies of every line: one in each data site; two on different hosts where there is one site. */
export function copies(data: readonly ElasticSite[]): number {
  return Math.max(2, data.length);
}

/** Masters of a site. */
export interface Masters {
  readonly site: ElasticSite;
  readonly count: number;
  /** Takes part in elections but is never elected: it may be small. */
  readonly votingOnly: boolean;
}

/**
 * Dedicated masters, always three: losing any one leaves a majority of two. Three sites or more: one in each of the
 * first three. Two sites: one in each, and a voting-only one in a third place, without which one of the two sites could
 * not be lost. One site: three hosts.
 * Source: Elasticsearch reference, "Resilience in larger clusters" (two-zone clusters with a tiebreaker).
 */
export function mastersOf(sites: readonly ElasticSite[]): readonly Masters[] {
  const data = sites.filter(({ role }) => role === 'data');
  if (data.length === 1) return data.map((site) => ({ site, count: 3, votingOnly: false }));
  const tiebreaker = sites.filter(({ role }) => role === 'tiebreaker');
  return [...data, ...tiebreaker]
    .slice(0, 3)
    .map((site) => ({ site, count: 1, votingOnly: site.role === 'tiebreaker' }));
}
