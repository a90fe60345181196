import { Resolver } from 'node:dns/promises';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { now } from '../../ha/clock';
import { type Access, FreshClient } from '../../ha/writer/client';
import type { Write } from './log';
import { Session, type SqlAccess } from './session';

/**
 * A client of the drill, as a process on a network: creates an object or a row at a steady pace, one after the other, and
 * deletes every fifth of them again. A line of its output is a write. It ends with its input.
 */
export interface Assignment {
  readonly name: string;
  /** Name that is asked for at `resolver` whenever it connects. @default - it connects to `address` */
  readonly host?: string;
  readonly resolver?: string;
  readonly address?: string;
  /** Milliseconds from the begin of a write to that of the next. */
  readonly every: number;
  /** Writes ConfigMaps into a namespace… */
  readonly api?: Omit<Access, 'host'> & { readonly namespace: string };
  /** …or rows into `ledger.entries`. */
  readonly sql?: SqlAccess;
}

/** One in so many is deleted, and as long after it was created. */
const DELETED = 5;

/** The file says who it is and holds a key: it is no argument, which everyone could see. */
const assignment = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Assignment;
const resolver = new Resolver({ timeout: 1_000, tries: 2 });
if (assignment.resolver !== undefined) resolver.setServers([assignment.resolver]);

let ended = false;
let session: Session | undefined;

async function whereTo(): Promise<string> {
  const { host, address = '' } = assignment;
  if (host === undefined) return address;
  const found = await resolver.resolve4(host).catch(() => []);
  return found[0] ?? '';
}

async function toApi(act: Write['act'], object: string): Promise<Pick<Write, 'address' | 'outcome'>> {
  const { api } = assignment;
  if (api === undefined) throw new Error('no API to write to');
  const address = await whereTo();
  if (address === '') return { address, outcome: 'no address' };
  const collection = `/api/v1/namespaces/${api.namespace}/configmaps`;
  const client = new FreshClient({ ...api, host: address });
  const body = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: object }, data: { value: String(now()) } };
  const sent =
    act === 'create' ? client.send('POST', collection, body) : client.send('DELETE', `${collection}/${object}`);
  return { address, outcome: await sent };
}

async function toDatabase(act: Write['act'], object: string): Promise<Pick<Write, 'address' | 'outcome'>> {
  const { sql } = assignment;
  if (sql === undefined) throw new Error('no database to write to');
  if (session === undefined || session.isOver) {
    const address = await whereTo();
    if (address === '') return { address, outcome: 'no address' };
    session = new Session(address, sql);
  }
  const { address } = session;
  const statement =
    act === 'create'
      ? `INSERT INTO ledger.entries (name, value) VALUES ('${object}', '${now()}') RETURNING name`
      : // One row comes back whether or not it was there; after an error the client is gone before it.
        `DELETE FROM ledger.entries WHERE name = '${object}'; SELECT 'done'`;
  return { address, outcome: await session.run(statement) };
}

async function write(act: Write['act'], object: string): Promise<string | undefined> {
  const holder = assignment.api === undefined ? 'database' : 'api';
  const sent = now();
  const { address, outcome } = await (holder === 'api' ? toApi : toDatabase)(act, object);
  const written: Write = { client: assignment.name, holder, act, object, address, sent, answered: now(), outcome };
  process.stdout.write(`${JSON.stringify(written)}\n`);
  return outcome === 'ok' || outcome === 200 || outcome === 201 ? address : undefined;
}

async function writes(): Promise<void> {
  // Of one side only, and only while it answers: else a delete would hide that the object was lost before.
  let created: string[] = [];
  let side: string | undefined;
  let isWell = false;
  for (let number = 1; !ended; number++) {
    const begin = now();
    const [oldest] = created;
    if (isWell && number % DELETED === 0 && oldest !== undefined) {
      created = created.slice(1);
      isWell = (await write('delete', oldest)) === side;
    } else {
      const object = `${assignment.name}-${number}`;
      const address = await write('create', object);
      isWell = address !== undefined;
      if (address !== undefined) created = address === side ? [...created, object] : [object];
      side = address ?? side;
    }
    await sleep(Math.max(0, begin + assignment.every - now()));
  }
  session?.close();
}

process.stdin.resume().on('end', () => (ended = true));
void writes().then(() => process.exit(0));
