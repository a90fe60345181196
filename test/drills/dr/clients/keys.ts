import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import { now } from '../../ha/clock';

/** Writes keys of an etcd at a steady pace, as a process on a network; each value is the time at which it was sent. */
export interface KeyWriting {
  readonly endpoint: string;
  readonly prefix: string;
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
  /** Milliseconds from one write to the next, and how many there are. */
  readonly every: number;
  readonly count: number;
}

async function main({ endpoint, prefix, ca, cert, key, every, count }: KeyWriting): Promise<void> {
  const agent = new Agent({ keepAlive: true, ca, cert, key });
  const put = (name: string) =>
    new Promise<void>((resolve, reject) => {
      const encoded = (text: string) => Buffer.from(text).toString('base64');
      const sent = request(`${endpoint}/v3/kv/put`, { agent, method: 'POST' }, (response) => {
        response.resume();
        if (response.statusCode !== 200) reject(new Error(`${name}: ${response.statusCode}`));
        response.once('end', resolve);
      });
      sent.once('error', reject);
      sent.end(JSON.stringify({ key: encoded(name), value: encoded(String(now())) }));
    });
  const begin = now();
  const under: Promise<void>[] = [];
  for (let number = 0; number < count; number++) {
    await sleep(Math.max(0, begin + number * every - now()));
    under.push(put(`${prefix}key-${number}`));
  }
  await Promise.all(under);
  process.stdout.write(`${(now() - begin).toFixed(0)}\n`);
  agent.destroy();
}

void main(JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as KeyWriting);
