import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** One line of crds.tsv: a definition, and the upstream file in which it stands, perhaps among others. */
export interface Pin {
  readonly group: string;
  readonly plural: string;
  /** `owner/name` on GitHub. */
  readonly repository: string;
  /** Tag or commit. */
  readonly ref: string;
  readonly path: string;
  /** Of the whole upstream file; `-` where nobody has pinned it yet. */
  readonly sha256: string;
}

/** Brings an upstream file, or rejects saying why not. */
export type Fetch = (pin: Pin) => Promise<Buffer>;

export const fromInternet: Fetch = async ({ repository, ref, path }) => {
  const url = `https://raw.githubusercontent.com/${repository}/${ref}/${path}`;
  const response = await fetch(url, { signal: AbortSignal.timeout(60_000) });
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
  return Buffer.from(await response.arrayBuffer());
};

/** Upstream files that somebody carried here: `<folder>/<owner>/<name>/<path>`. */
export const fromFolder =
  (folder: string): Fetch =>
  ({ repository, path }) =>
    readFile(join(folder, repository, path));

const columns = ['group', 'plural', 'repository', 'ref', 'path', 'sha256'];

/** @throws if the header, or the number of fields in a line, is not as expected. */
export function readPins(tsv: string): Pin[] {
  return tsv
    .trimEnd()
    .split('\n')
    .map((line, index) => {
      const fields = line.split('\t');
      const wrong = index === 0 ? line !== columns.join('\t') : fields.length !== columns.length || fields.includes('');
      if (wrong)
        throw new Error(`crds.tsv, line ${index + 1}: got "${line}", want ${columns.join(', ')} with tabs between`);
      return Object.fromEntries(columns.map((column, position) => [column, fields[position]])) as unknown as Pin;
    })
    .slice(1);
}

export interface Collected {
  /** From `<group>/<plural>.yaml` to the definition's text. */
  readonly files: ReadonlyMap<string, string>;
  /** All that is wrong, a line each. */
  readonly problems: readonly string[];
  /** What was trusted unseen: upstream files and the hash to pin. */
  readonly toPin: readonly string[];
}

/** Fetches every upstream file once, checks its hash and cuts the pinned definitions out of it. */
export async function collect(pins: readonly Pin[], bring: Fetch, trustFirst = false): Promise<Collected> {
  const collected = { files: new Map<string, string>(), problems: [] as string[], toPin: [] as string[] };
  const sources = new Map<string, Pin[]>();
  for (const pin of pins) {
    const source = sourceOf(pin);
    sources.set(source, [...(sources.get(source) ?? []), pin]);
  }

  const queue = [...sources.values()];
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) await collectSource(next, bring, trustFirst, collected);
  };
  await Promise.all(Array.from({ length: 8 }, worker)); // as a browser would: polite to the other side
  return { files: collected.files, problems: collected.problems.sort(), toPin: collected.toPin.sort() };
}

async function collectSource(
  pins: readonly Pin[],
  bring: Fetch,
  trustFirst: boolean,
  { files, problems, toPin }: { files: Map<string, string>; problems: string[]; toPin: string[] },
): Promise<void> {
  const [first] = pins;
  if (!first) return;
  const source = sourceOf(first);
  const bytes = await bring(first).catch((error: Error) => {
    problems.push(`${source}: not fetched: ${error.message}`);
    return undefined;
  });
  if (!bytes) return;

  const found = createHash('sha256').update(bytes).digest('hex');
  const wanted = new Set(pins.map(({ sha256 }) => sha256));
  if (wanted.delete('-')) {
    if (trustFirst) toPin.push(`${source}: ${found}`);
    else problems.push(`${source}: no sha256 is pinned; fix: pin it in crds.tsv (--trust-first prints it)`);
  }
  wanted.delete(found);
  for (const other of wanted) {
    problems.push(`${source}: got sha256 ${found}, want ${other}; fix: find out who changed the file, and why`);
  }

  const documents = bytes.toString('utf8').split(/^---(?:[ \t].*)?\r?$/m);
  for (const { group, plural } of pins) {
    const text = documents.find((document) => defines(document, `${plural}.${group}`));
    if (text) files.set(`${group}/${plural}.yaml`, `# ${source}\n${text.trim()}\n`);
    else problems.push(`${source}: has no definition ${plural}.${group}`);
  }
}

const sourceOf = ({ repository, ref, path }: Pin): string => `${repository}@${ref} ${path}`;

/** Looks at lines, not at a parsed document, and copies bytes: what is pinned by its hash holds no surprise. */
const defines = (document: string, name: string): boolean => {
  const lines = document.split(/\r?\n/);
  return lines.includes('kind: CustomResourceDefinition') && lines.includes(`  name: ${name}`);
};
