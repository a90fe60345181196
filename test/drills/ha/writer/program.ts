import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Access, type Client, FreshClient, KeptClient } from './client';
import { now } from '../clock';
import { acknowledged, type RequestKind, line, type Request } from './log';

/**
 * A client of the drill, as a process on a site's network: writes an object with a name and a value of its own at a
 * steady pace, one after the other, and reads the last one that was acknowledged. A line of its output is a request; a
 * line of its input is the namespace to write into from then on. It ends with its input.
 */
export interface Assignment extends Access {
  readonly name: string;
  readonly keeps: boolean;
  readonly namespace: string;
  /** Milliseconds from the begin of a write to that of the next, and the same for reads. */
  readonly every: number;
  /** @default - it does not read */
  readonly readEvery?: number;
}

/** The file says who it is and holds a key: it is no argument, which everyone could see. */
const assignment = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Assignment;
const connected = (): Client => (assignment.keeps ? new KeptClient(assignment) : new FreshClient(assignment));

let { namespace } = assignment;
let last: string | undefined;
let ended = false;

async function ask(client: Client, kind: RequestKind, object: string, value: string): Promise<Request> {
  const [space, name] = object.split('/');
  const collection = `/api/v1/namespaces/${space}/configmaps`;
  const sent = now();
  const outcome = await (kind === 'write'
    ? client.send('POST', collection, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data: { value } })
    : // Without a resourceVersion the server asks etcd, and etcd a majority.
      client.send('GET', `${collection}/${name}`));
  const request = { client: assignment.name, kind, object, value, sent, answered: now(), outcome };
  process.stdout.write(line(request));
  return request;
}

async function steadily(every: number, once: (number: number) => Promise<void>): Promise<void> {
  for (let number = 1; !ended; number++) {
    const begin = now();
    await once(number);
    await sleep(Math.max(0, begin + every - now()));
  }
}

async function writes(): Promise<void> {
  const client = connected();
  await steadily(assignment.every, async (number) => {
    const request = await ask(client, 'write', `${namespace}/${assignment.name}-${number}`, `${number} at ${now()}`);
    if (acknowledged(request)) last = request.object;
  });
  client.close();
}

async function reads(every: number): Promise<void> {
  const client = connected();
  await steadily(every, async () => {
    if (last !== undefined) await ask(client, 'read', last, '');
  });
  client.close();
}

createInterface({ input: process.stdin })
  .on('line', (next) => (namespace = next))
  .on('close', () => (ended = true));
void Promise.all([writes(), ...(assignment.readEvery === undefined ? [] : [reads(assignment.readEvery)])]);
