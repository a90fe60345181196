import { now } from '../clock';
import { acknowledged } from '../writer/log';
import type { Writer } from '../writer/writer';
import type { Testbed } from '../testbed';

/** Milliseconds in a row without a failed request after which a client counts as served again. */
export const STEADY = 1_000;

/** Milliseconds until clients that should be served are given up. */
export const GIVEN_UP = 30_000;

/** Requests of a client in `STEADY` that show that it is served: it sends four times as many. */
const ENOUGH = 5;

/** Has all clients write elsewhere; done when nothing is under way that was meant for where they wrote before. */
export async function moveTo({ cluster, writers }: Testbed, namespace: string): Promise<void> {
  writers.forEach((writer) => writer.writeInto(namespace));
  const isThere = ({ requests }: Writer) => requests.at(-1)?.object.startsWith(`${namespace}/`);
  await cluster.until(`all clients to write into ${namespace}`, GIVEN_UP, () =>
    Promise.resolve(writers.every(isThere) || undefined),
  );
}

/** @throws if a client is not served for a second within half a minute, or has ended */
export async function untilServed({ cluster, writers }: Testbed): Promise<void> {
  const since = now();
  await cluster.until('a second in which every client is served', GIVEN_UP, () => {
    const ended = writers.find((writer) => writer.ended !== undefined);
    if (ended !== undefined) throw new Error(ended.ended);
    return Promise.resolve((now() - since > STEADY && writers.every(isServed)) || undefined);
  });
}

/** Whether all requests of the last second went well, and there were some. */
export function isServed({ requests }: Writer): boolean {
  const after = now() - STEADY;
  const recent = requests.filter(({ answered }) => answered > after);
  return recent.length >= ENOUGH && recent.every(acknowledged);
}
