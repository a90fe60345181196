import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Connection, type Endpoint } from './connection';
import { poll } from './poll';
import { projectRoot } from './project-root';

/**
 * The folder of upstream definitions, one sub-folder per API group with a file `<plural>.yaml` per kind: `TRIPOD_CRDS`
 * where that is set, else a collection that stands beside the project, else what `npm run crds` fetched.
 * @returns undefined where there is none, so that a test can leave out what needs them.
 */
export function findDefinitions(): string | undefined {
  const given = process.env.TRIPOD_CRDS;
  if (given) return resolve(given);
  return [resolve(projectRoot, '..', 'shared', 'crds'), join(projectRoot, 'tools', 'crds')].find(existsSync);
}

/**
 * Makes the server know the custom resources of these API groups, and waits until it serves them. Only groups that the
 * test needs should be named: all of them cost 25 s and 2 GB.
 * @returns how many definitions were loaded.
 * @throws if there are no definitions, a group is not among them, or the server does not serve one within 60 s.
 */
export async function loadDefinitions(server: Endpoint, groups: readonly string[]): Promise<number> {
  const folder = findDefinitions();
  if (!folder) throw new Error('no definitions; fix: run npm run crds, or set TRIPOD_CRDS to a folder that holds them');
  const wanted = groups.flatMap((group) => pluralsOf(folder, group).map((plural) => ({ group, plural })));

  const connection = new Connection(server);
  try {
    await inParallel(8, wanted, async ({ group, plural }) => {
      const path = `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${plural}.${group}`;
      // As bytes: to parse these files here would take longer than all the server does with them.
      const text = readFileSync(join(folder, group, `${plural}.yaml`), 'utf8');
      const query = '?fieldManager=tripod-definitions&fieldValidation=Strict';
      const { status, body } = await connection.send('PATCH', `${path}${query}`, text, 'application/apply-patch+yaml');
      if (status >= 300) throw new Error(`definition ${plural}.${group}: ${status} ${JSON.stringify(body)}`);
    });
    await Promise.all(groups.map((group) => served(connection, group, pluralsOf(folder, group))));
    return wanted.length;
  } finally {
    connection.close();
  }
}

function pluralsOf(folder: string, group: string): string[] {
  const path = join(folder, group);
  if (!existsSync(path)) throw new Error(`${folder} has no definitions of ${group}; fix: add them, or npm run crds`);
  return readdirSync(path)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.slice(0, -'.yaml'.length));
}

/**
 * Waits until discovery lists the kinds. It lists what is Established and nothing else, and an answer is small, whereas
 * the condition itself comes with the whole definition.
 */
async function served(connection: Connection, group: string, plurals: readonly string[]): Promise<void> {
  let missing: readonly string[] = plurals;
  const done = await poll(60, async () => {
    const { status, body } = await connection.send('GET', `/apis/${group}`);
    if (status !== 200) return undefined;
    const versions = (body as { versions: { groupVersion: string }[] }).versions.map((each) => each.groupVersion);
    const lists = await Promise.all(versions.map((version) => connection.send('GET', `/apis/${version}`)));
    const names = lists.flatMap((list) => (list.body as { resources?: { name: string }[] }).resources ?? []);
    missing = plurals.filter((plural) => !names.some(({ name }) => name === plural));
    return missing.length === 0 || undefined;
  });
  if (!done) throw new Error(`${group}: not Established after 60 s: ${missing.join(', ')}`);
}

/** Runs the task for every item, `width` at a time: all at once makes the server's queues refuse some. */
async function inParallel<T>(width: number, items: readonly T[], task: (item: T) => Promise<void>): Promise<void> {
  const rest = [...items];
  const worker = async () => {
    for (let item = rest.shift(); item !== undefined; item = rest.shift()) await task(item);
  };
  await Promise.all(Array.from({ length: width }, worker));
}
