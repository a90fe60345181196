import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { collect, type Fetch, fromFolder, fromInternet, readPins } from './collect-definitions';

/*
 * `npm run crds`: fetches the custom resource definitions by which the cluster tests judge what is rendered. They are
 * other projects' work under their own licences: the tests read them, the package never carries them.
 */

const usage = `Usage: npm run crds -- [--from FOLDER] [--trust-first]

Fetches the definitions pinned in scripts/crds.tsv into tools/crds/<group>/<plural>.yaml.
All or nothing: after an error tools/crds is as it was.

  --from FOLDER   read FOLDER/<owner>/<name>/<path> in place of the internet (air gap)
  --trust-first   accept what has no sha256 yet (\`-\` in crds.tsv) and print the hash to pin
`;

export interface Options {
  /** Text of crds.tsv. */
  readonly pins: string;
  readonly fetch: Fetch;
  /** Folder to fill; what it held before is gone afterwards. */
  readonly into: string;
  readonly trustFirst?: boolean;
}

/**
 * Fills the folder with the pinned definitions.
 * @returns a line to print for each thing worth knowing.
 * @throws with everything that is wrong; the folder is then untouched.
 */
export async function fetchDefinitions({ pins, fetch, into, trustFirst }: Options): Promise<string[]> {
  const { files, problems, toPin } = await collect(readPins(pins), fetch, trustFirst);
  if (problems.length > 0) throw new Error([`${problems.length} problems`, ...problems].join('\n  '));

  const fresh = `${into}.new`; // beside it: a rename works only within one file system
  rmSync(fresh, { recursive: true, force: true });
  for (const [path, text] of files) {
    const file = join(fresh, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  rmSync(into, { recursive: true, force: true });
  renameSync(fresh, into);
  return [...toPin.map((line) => `to pin: ${line}`), `${files.size} definitions in ${into}`];
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { from: { type: 'string' }, 'trust-first': { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) return void process.stdout.write(usage);
  const lines = await fetchDefinitions({
    pins: readFileSync(join(__dirname, 'crds.tsv'), 'utf8'),
    fetch: values.from === undefined ? fromInternet : fromFolder(resolve(values.from)),
    into: resolve(__dirname, '..', 'tools', 'crds'),
    trustFirst: values['trust-first'],
  });
  process.stdout.write(`${lines.join('\n')}\n`);
}

if (require.main === module) {
  main().catch((error: Error) => {
    process.stderr.write(`crds: ${error.message}\n`);
    process.exitCode = 1;
  });
}
