import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Rendering } from 'tripod-iac';
import { allAtOnce, oneByOne, World } from '../world';
import { kibibytes } from '../world/memory';
import { Cluster } from './cluster/cluster';
import type { Kill } from './kills';
import { KINDS, type Kind } from './judge/kinds';
import { seconds } from './judge/limits';
import { type Round, worstGap } from './judge/round';
import { timers } from './judge/timers';
import type { Turn } from './options';
import { BETWEEN, namespaceOf, play, type Stage, steady } from './play';
import type { WorldRecord } from './report/record';
import { fingerprint } from './versions';
import { acknowledged, now } from './writer/log';
import type { Assignment } from './writer/program';
import { Writer } from './writer/writer';
import { longestRtt, type WorldPlan } from './worlds';

/** 20 writes a second and client, and a read now and then. */
const PACE = { every: 50, readEvery: 250 };
/** A probe of a server without a quorum mostly waits for its time-out. */
const PROBE_PACE = { every: 250 };

export interface Progress {
  readonly say: (text: string) => void;
  readonly signal: AbortSignal;
  /** Whether there is time for one more. */
  readonly hasTimeFor: (kill: Kill) => boolean;
  /** Told of each round as soon as it is over. */
  readonly done: (round: Round) => void;
}

/** Builds a world, has all its turns played in it, and takes it down. */
export async function drill(
  plan: WorldPlan,
  turns: readonly Turn[],
  firstNumber: number,
  isQuick: boolean,
  progress: Progress,
): Promise<WorldRecord> {
  const { say, signal, done, hasTimeFor } = progress;
  const began = now();
  const rendering = plan.rendering();
  // Where masters are to be replaced they have joined one by one, as on real machines.
  const joined = !isQuick && plan.name === 'one-site';
  say(`${plan.name}: ${plan.title}; ${joined ? 'each master joins by kubeadm' : 'all masters start at once'}`);
  const folder = mkdtempSync(join(tmpdir(), 'tripod-drill-'));
  const writers: Writer[] = [];
  const world = await World.create(rendering, { log: (line) => say(`  ${line}`) });
  try {
    const cluster = new Cluster(world, signal);
    await abortable(signal, joined ? oneByOne(world) : allAtOnce(world));
    await cluster.healed(120);
    const took = now() - began;
    await cluster.makeNamespaces([BETWEEN, ...turns.map((_, index) => namespaceOf(firstNumber + index))]);
    const stage: Stage = {
      cluster,
      writers,
      probe: async ({ name, site }, namespace) => {
        const access = await cluster.directly(cluster.world.machine(name));
        const assignment = { ...access, ...PROBE_PACE, name: `probe-${name}`, keeps: false, namespace };
        return new Writer(assignment, site, cluster.enter(site), folder);
      },
    };
    for (const [index, site] of plan.users.entries()) {
      writers.push(new Writer(await user(cluster, plan, index), site, cluster.enter(site), folder));
    }
    await steady(stage, writers);
    say(`  ready after ${seconds(took)}`);
    let memory = await megabytes(world, writers);
    for (const [index, { kill, turn }] of turns.entries()) {
      if (!hasTimeFor(kill)) {
        say(`  ${kill.name} is left out: it takes about ${kill.seconds} s, and the time is over`);
        continue;
      }
      const round = await attempt(stage, { kill, turn }, firstNumber + index);
      memory = Math.max(memory, await megabytes(world, writers));
      done(round);
      if (round.fault !== undefined) await cluster.healed();
    }
    await Promise.all(writers.map((writer) => writer.close()));
    return await closing(plan, cluster, writers, { took, memory, joined, rendering });
  } finally {
    await Promise.all(writers.map((writer) => writer.close()));
    await world.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A fault of one round is told with it, and the others still run. */
async function attempt(stage: Stage, { kill, turn }: Turn, number: number): Promise<Round> {
  const began = now();
  const at = new Date().toISOString();
  try {
    return await play(stage, kill, turn, number);
  } catch (error) {
    stage.cluster.signal.throwIfAborted();
    const fault = error instanceof Error ? error.message : String(error);
    const nothing = { clients: [], views: [], lost: [], storedSilently: 0, unknown: [], returns: [] };
    const { name, kind, world } = kill;
    const what = { number, world, kill: name, kind, target: 'not finished', at, took: now() - began, fault };
    return { ...what, ...nothing, probes: { sent: 0, accepted: 0 } };
  }
}

async function user(cluster: Cluster, plan: WorldPlan, index: number): Promise<Assignment> {
  const site = plan.users[index] ?? '';
  const access = await cluster.throughVip(site);
  // Two of one site differ: one keeps its connection, as controllers do, one connects anew, as `kubectl` does.
  const keeps = plan.users.indexOf(site) === index;
  return { ...access, ...PACE, name: `${site}-${keeps ? 'kept' : 'fresh'}`, keeps, namespace: BETWEEN };
}

async function closing(
  plan: WorldPlan,
  cluster: Cluster,
  writers: readonly Writer[],
  { took, memory, joined, rendering }: { took: number; memory: number; joined: boolean; rendering: Rendering },
): Promise<WorldRecord> {
  const writes = writers.flatMap(({ requests }) => requests.filter(({ kind }) => kind === 'write'));
  const promised = writes.filter(acknowledged);
  const members = await Promise.all(
    cluster.machines.map(async (machine) => {
      const copies = await cluster.ownCopies(machine);
      return { name: machine.name, missing: promised.filter(({ object }) => !copies.has(object)).length };
    }),
  );
  const masters = cluster.at(plan.users[0] ?? '').length;
  const kinds = Object.keys(KINDS) as Kind[];
  return {
    name: plan.name,
    title: plan.title,
    made: joined ? 'each master joined by the phases of `kubeadm join`' : 'all masters were started at once',
    took,
    files: fingerprint(rendering),
    memory,
    writes: { sent: writes.length, acknowledged: promised.length },
    members,
    timers: Object.fromEntries(kinds.map((kind) => [kind, timers(kind, masters, longestRtt(rendering))])),
  };
}

/** Of all processes of the world, of the clients, and of the drill itself. */
async function megabytes(world: World, writers: readonly Writer[]): Promise<number> {
  const pids = [process.pid, ...writers.map(({ pid }) => pid)];
  const own = await Promise.all(pids.map((pid) => kibibytes(`/proc/${pid}/smaps_rollup`)));
  return (await world.memory()) + own.reduce((sum, size) => sum + size, 0) / 1024;
}

/** Ends with the work, or with the drill's interruption: the world is then taken down under it. */
function abortable<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const interrupted = () => reject(signal.reason as Error);
    if (signal.aborted) return interrupted();
    signal.addEventListener('abort', interrupted, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', interrupted));
  });
}

/** One line for who waits. */
export function sayRound(round: Round): string {
  const gap = worstGap(round);
  const failed = round.clients.reduce((sum, client) => sum + client.failed + client.failedReads, 0);
  const back = Math.max(0, ...round.returns.map(({ took }) => took));
  return [
    `${round.kill}: ${round.target}`,
    round.fault ?? (gap === undefined ? 'stopped as it must' : `gap ${seconds(gap)}`),
    `${failed} failed`,
    `${round.lost.length} lost`,
    `back in ${seconds(back)}`,
    `${seconds(round.took)} in all`,
  ].join(', ');
}
