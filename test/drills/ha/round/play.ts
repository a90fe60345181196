import type { Fault, Injection } from '../faults';
import { allowedReturn } from '../judge/allowed-return';
import { acceptedWithin, during } from '../judge/gaps';
import { checkHistory } from '../judge/history';
import { longestPredicted, type Recovery, type Round } from '../judge/round';
import { busy } from '../load';
import type { Testbed } from '../testbed';
import { now } from '../clock';
import type { Writer } from '../writer/writer';
import { longestRtt } from '../worlds';
import { GIVEN_UP, isServed, moveTo, untilServed } from './clients';
import { BETWEEN, namespaceOf } from './namespaces';
import { observe, resultOf, type Timeline, viewFrom } from './observe';

/** Milliseconds that a fault lasts at least. */
const LASTS = 5_000;

/** Injects a fault once, measures, and leaves a cluster that is whole again. */
export async function play(testbed: Testbed, fault: Fault, turn: number, number: number): Promise<Round> {
  const { cluster, writers, predictions } = testbed;
  const began = now();
  const at = new Date().toISOString();
  const share = busy();
  const namespace = namespaceOf(number);
  await cluster.healed();
  const injection = await fault.prepare(cluster, turn);
  const failure = injection.proved?.name;
  const served = writers.filter(({ site }) => predictions.from(site, failure).availability !== 'down');
  await moveTo(testbed, namespace);
  await untilServed(testbed);

  const begun = now();
  await injection.inject();
  const injected = now();
  const targets = injection.withoutQuorum ?? [];
  const probes = await Promise.all(targets.map((machine) => testbed.probe(machine, namespace)));
  const mended = await outlast(testbed, injection, served);
  const found = await observe(testbed);
  const repairing = now();
  const recoveries = (await injection.repair?.()) ?? mended;
  await cluster.healed();
  await untilServed(testbed);
  const timeline: Timeline = { begun, injected, repairing, ended: now() };
  await Promise.all(probes.map((probe) => probe.close()));
  await moveTo(testbed, BETWEEN);

  const { lost, storedSilently, unknown } = await history(testbed, [...writers, ...probes], namespace);
  const clients = writers.map((writer) => resultOf(writer, timeline));
  const hasLost = lost.length > 0;
  const views = found.map((observation) =>
    viewFrom(observation, { expected: predictions.from(observation.site, failure), clients, hasLost }),
  );
  const meanwhile = { from: injected, to: repairing };
  return {
    number,
    world: fault.world,
    fault: fault.name,
    kind: fault.kind,
    failure,
    target: injection.target,
    at,
    took: now() - began,
    busy: share(),
    clients,
    views,
    lost,
    storedSilently,
    unknown,
    probes: {
      sent: probes.flatMap(({ requests }) => during(requests, meanwhile)).length,
      accepted: probes.flatMap(({ requests }) => acceptedWithin(requests, meanwhile)).length,
    },
    recoveries,
    predicted: longestPredicted(views),
    error: undefined,
  };
}

/** Waits until everything has reacted that reacts by itself: clients are served, and processes are back. */
async function outlast(
  { cluster }: Testbed,
  { target, repair }: Injection,
  served: readonly Writer[],
): Promise<readonly Recovery[]> {
  const since = now();
  if (repair === undefined) {
    await cluster.healed();
    return [{ what: target, took: now() - since, allowed: allowedReturn(0, longestRtt(cluster.world.rendering)) }];
  }
  while (now() - since < LASTS || (now() - since < GIVEN_UP && !served.every(isServed))) await cluster.pause(100);
  return [];
}

async function history({ cluster }: Testbed, writers: readonly Writer[], namespace: string) {
  const own = writers.flatMap(({ requests }) => requests.filter(({ object }) => object.startsWith(`${namespace}/`)));
  return checkHistory(own, await cluster.stored(namespace));
}
