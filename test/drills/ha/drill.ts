import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { allAtOnce, kibibytes, oneByOne, World } from '../world';
import { Cluster } from './cluster/cluster';
import type { Fault } from './faults';
import { Predictions } from './judge/predictions';
import type { Round } from './judge/round';
import { seconds } from './judge/seconds';
import { busy } from './load';
import type { Turn } from './options';
import type { WorldRecord } from './report/record';
import { worldRecord } from './report/world-record';
import { untilServed } from './round/clients';
import { BETWEEN, namespaceOf } from './round/namespaces';
import { play } from './round/play';
import { Testbed } from './testbed';
import { now } from './clock';
import { proofOf, type WorldPlan } from './worlds';

export interface Progress {
  readonly say: (text: string) => void;
  readonly signal: AbortSignal;
  /** Whether there is time for one more. */
  readonly hasTimeFor: (fault: Fault) => boolean;
  /** Keeps the proof of a world, and says in which file. */
  readonly keepProof: (world: WorldPlan, text: string) => string;
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
  const { say, signal, done, hasTimeFor, keepProof } = progress;
  const began = now();
  // Where masters are to be replaced they have joined one by one, as on real machines.
  const joined = !isQuick && plan.name === 'one-site';
  say(`${plan.name}: ${plan.title}; ${joined ? 'each master joins by kubeadm' : 'all masters start at once'}`);
  const rendering = plan.rendering();
  const proof = keepProof(plan, proofOf(plan, rendering));
  const predictions = Predictions.read(proof);
  const world = await World.create(rendering, { log: (line) => say(`  ${line}`) });
  const folder = mkdtempSync(join(tmpdir(), 'tripod-drill-'));
  const cluster = new Cluster(world, signal);
  const testbed = new Testbed(cluster, predictions, folder);
  try {
    await abortable(signal, joined ? oneByOne(world) : allAtOnce(world));
    await cluster.healed(120);
    const took = now() - began;
    await cluster.makeNamespaces([BETWEEN, ...turns.map((_, index) => namespaceOf(firstNumber + index))]);
    for (const site of plan.users) await testbed.addUser(site);
    await untilServed(testbed);
    say(`  ready after ${seconds(took)}`);
    let memory = await megabytes(testbed);
    for (const [index, turn] of turns.entries()) {
      const { name, seconds: usual } = turn.fault;
      if (!hasTimeFor(turn.fault)) {
        say(`  ${name} is left out: it takes about ${usual} s, and the time is over`);
        continue;
      }
      const round = await attempt(testbed, turn, firstNumber + index);
      memory = Math.max(memory, await megabytes(testbed));
      done(round);
      if (round.error !== undefined) await cluster.healed();
    }
    await testbed.close();
    const made = joined ? 'each master joined by the phases of `kubeadm join`' : 'all masters were started at once';
    return await worldRecord(plan, testbed, { made, took, memory, proof: basename(proof) });
  } finally {
    await testbed.close();
    await world.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What goes wrong with one round is told with it, and the others still run. */
async function attempt(testbed: Testbed, { fault, turn }: Turn, number: number): Promise<Round> {
  const began = now();
  const at = new Date().toISOString();
  const share = busy();
  try {
    return await play(testbed, fault, turn, number);
  } catch (error) {
    testbed.cluster.signal.throwIfAborted();
    return {
      number,
      world: fault.world,
      fault: fault.name,
      kind: fault.kind,
      failure: undefined,
      target: 'not finished',
      at,
      took: now() - began,
      busy: share(),
      clients: [],
      views: [],
      lost: [],
      storedSilently: 0,
      unknown: [],
      probes: { sent: 0, accepted: 0 },
      recoveries: [],
      predicted: undefined,
      error: error instanceof Error ? error.message : String(error),
    };
  }
}

/** MiB of all processes of the world, of the clients, and of the drill itself. */
async function megabytes({ cluster, writers }: Testbed): Promise<number> {
  const pids = [process.pid, ...writers.map(({ pid }) => pid)];
  const own = await Promise.all(pids.map((pid) => kibibytes(`/proc/${pid}/smaps_rollup`)));
  return (await cluster.world.memory()) + own.reduce((sum, size) => sum + size, 0) / 1024;
}

/** Ends with the work, or with the drill's interruption: the world is then taken down under it. */
function abortable(signal: AbortSignal, work: Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    const interrupted = () => reject(signal.reason as Error);
    if (signal.aborted) return interrupted();
    signal.addEventListener('abort', interrupted, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', interrupted));
  });
}
