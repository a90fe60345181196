import type { Cluster } from './cluster/cluster';
import { acceptedWithin, during, firstAfter, longestGap, type Span } from './judge/gaps';
import { checkHistory } from './judge/history';
import type { Client, Return, Round, View } from './judge/round';
import { allowedReturn, timers } from './judge/timers';
import { expected, type Failure, observedAvailability, type Words } from './judge/words';
import type { Kill, Strike } from './kills';
import { acknowledged, now } from './writer/log';
import { type Writer } from './writer/writer';
import { longestRtt } from './worlds';

/** Milliseconds in a row without a failed request after which a client counts as served again. */
const STEADY = 1_000;

/** Milliseconds that a failure lasts at least, and until clients that should be served are given up. */
const LASTS = 5_000;
const GIVEN_UP = 30_000;

export interface Stage {
  readonly cluster: Cluster;
  readonly writers: readonly Writer[];
  /** Starts a client that writes to one API server. */
  readonly probe: (machine: Cluster['machines'][number], namespace: string) => Promise<Writer>;
}

/** When the parts of a round were, in milliseconds of the monotonic clock. */
interface Course {
  readonly begun: number;
  /** The failure is complete. */
  readonly struck: number;
  readonly repairing: number;
  readonly ended: number;
}

/** Strikes once, measures, and leaves a cluster that is whole again. */
export async function play(stage: Stage, kill: Kill, turn: number, number: number): Promise<Round> {
  const { cluster, writers } = stage;
  const began = now();
  const at = new Date().toISOString();
  const namespace = namespaceOf(number);
  await cluster.healed();
  const strike = await kill.prepare(cluster, turn);
  const failure: Failure = { voters: cluster.voters, ...strike.failure };
  const sites = [...new Set(writers.map(({ site }) => site))];
  const wanted = new Map(sites.map((site) => [site, expected(failure, site)]));
  const waiting = writers.filter(({ site }) => wanted.get(site)?.availability !== 'down');
  await moveTo(stage, namespace);
  await steady(stage, writers);

  const begun = now();
  await strike.strike();
  const struck = now();
  const probes = await Promise.all((strike.withoutQuorum ?? []).map((machine) => stage.probe(machine, namespace)));
  const found = await outlast(stage, strike, waiting);
  const seen = await observe(stage, sites);
  const repairing = now();
  const returns = (await strike.repair?.()) ?? [
    { ...found, allowed: allowedReturn(0, longestRtt(cluster.world.rendering)) },
  ];
  await cluster.healed();
  await steady(stage, writers);
  const course: Course = { begun, struck, repairing, ended: now() };
  await Promise.all(probes.map((probe) => probe.close()));
  await moveTo(stage, BETWEEN);
  const history = checkHistory(
    [...writers, ...probes].flatMap(({ requests }) =>
      requests.filter(({ object }) => object.startsWith(`${namespace}/`)),
    ),
    await cluster.stored(namespace),
  );
  const clients = writers.map((writer) => figures(writer, course));
  const predicted = timers(kill.kind, cluster.at(sites[0] ?? '').length, longestRtt(cluster.world.rendering)).reduce(
    (sum, { limit }) => sum + limit,
    0,
  );
  const meanwhile = { from: struck, to: repairing };
  return {
    number,
    world: kill.world,
    kill: kill.name,
    kind: kill.kind,
    target: strike.target,
    at,
    took: now() - began,
    clients,
    views: sites.map((from) => view(from, wanted.get(from), seen.get(from), predicted, clients, history.lost)),
    lost: history.lost,
    storedSilently: history.storedSilently,
    unknown: history.unknown,
    probes: {
      sent: probes.flatMap(({ requests }) => during(requests, meanwhile)).length,
      accepted: probes.flatMap(({ requests }) => acceptedWithin(requests, meanwhile)).length,
    },
    returns,
    ...(predicted > 0 ? { predicted } : {}),
  };
}

/** Where clients write between two rounds. */
export const BETWEEN = 'drill-00';

export function namespaceOf(number: number): string {
  return `drill-${String(number).padStart(2, '0')}`;
}

/** Has all clients write elsewhere; done when nothing is under way that was meant for where they wrote before. */
async function moveTo({ cluster, writers }: Stage, namespace: string): Promise<void> {
  writers.forEach((writer) => writer.writeInto(namespace));
  const isThere = ({ requests }: Writer) => requests.at(-1)?.object.startsWith(`${namespace}/`);
  await cluster.until(`all clients to write into ${namespace}`, GIVEN_UP, () =>
    Promise.resolve(writers.every(isThere) || undefined),
  );
}

/** Waits until everything has reacted that reacts by itself: clients are served, and processes are back. */
async function outlast(
  { cluster }: Stage,
  strike: Strike,
  waiting: readonly Writer[],
): Promise<Omit<Return, 'allowed'>> {
  const since = now();
  if (strike.repair === undefined) {
    await cluster.healed();
    return { what: strike.target, took: now() - since };
  }
  while (now() - since < LASTS || (now() - since < GIVEN_UP && !waiting.every(isSteady))) await cluster.pause(100);
  return { what: '', took: 0 };
}

/** @throws if a client is not served for a second within half a minute, or has ended */
export async function steady({ cluster }: Pick<Stage, 'cluster'>, writers: readonly Writer[]): Promise<void> {
  const since = now();
  await cluster.until('a second in which every client is served', GIVEN_UP, () => {
    const ended = writers.find((writer) => writer.ended !== undefined);
    if (ended !== undefined) throw new Error(ended.ended);
    return Promise.resolve((now() - since > STEADY && writers.every(isSteady)) || undefined);
  });
}

/** Whether all requests of the last second went well, and there were some. */
function isSteady({ requests }: Writer): boolean {
  const after = now() - STEADY;
  const recent = requests.filter(({ answered }) => answered > after);
  return recent.length >= 5 && recent.every(acknowledged);
}

interface Seen {
  readonly writes: boolean;
  readonly reads: boolean;
  readonly following: number;
  readonly voters: number;
}

/** What there is once everything has reacted, from each site. */
async function observe({ cluster, writers }: Stage, sites: readonly string[]): Promise<ReadonlyMap<string, Seen>> {
  const from = now();
  const [sights] = await Promise.all([cluster.look(), cluster.pause(STEADY)]);
  const following = sights.filter(({ follows }) => follows).length;
  return new Map(
    sites.map((site) => {
      const good = writers
        .filter((writer) => writer.site === site)
        .flatMap(({ requests }) => requests.filter((request) => request.sent >= from && acknowledged(request)));
      const any = (kind: string) => good.some((request) => request.kind === kind);
      return [site, { writes: any('write'), reads: any('read'), following, voters: sights.length }];
    }),
  );
}

function figures({ name, site, requests }: Writer, { begun, struck, repairing, ended }: Course): Client {
  const span: Span = { from: begun, to: ended };
  const inside = during(requests, span);
  const failed = inside.filter((request) => !acknowledged(request));
  const { length, open } = longestGap(requests, span);
  return {
    name,
    site,
    acknowledged: inside.filter((request) => request.kind === 'write' && acknowledged(request)).length,
    failed: failed.filter(({ kind }) => kind === 'write').length,
    failedReads: failed.filter(({ kind }) => kind === 'read').length,
    gap: length,
    open,
    acknowledgedMeanwhile: acceptedWithin(requests, { from: struck, to: repairing }).length,
    resumed: firstAfter(requests, repairing),
  };
}

function view(
  from: string,
  wanted: Words | undefined,
  seen: Seen | undefined,
  predicted: number,
  clients: readonly Client[],
  lost: readonly string[],
): View {
  if (wanted === undefined || seen === undefined) throw new Error(`nobody looked from ${from}`);
  const gap = Math.max(...clients.filter(({ site }) => site === from).map((client) => client.gap));
  const served = seen.writes;
  return {
    from,
    expected: { ...wanted, ...(wanted.recovery === 'auto' && predicted > 0 ? { within: predicted } : {}) },
    measured: {
      availability: observedAvailability(seen),
      data: lost.length === 0 ? 'safe' : 'lost',
      recovery: served ? 'auto' : 'human',
      ...(served ? { within: gap } : {}),
    },
  };
}
