import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fromFolder, readPins } from '../../scripts/collect-definitions';
import { fetchDefinitions } from '../../scripts/crds';

const definition = (name: string) =>
  `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata:\n  name: ${name}\nspec: {}`;
const upstream = `# licence\n---\n${definition('pools.example.io')}\n--- # next\n${definition('clusters.example.io')}\n`;
const hash = createHash('sha256').update(upstream).digest('hex');
const header = 'group\tplural\trepository\tref\tpath\tsha256';

describe('npm run crds', () => {
  let folder: string;
  let into: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tripod-crds-'));
    into = join(folder, 'crds');
    const file = join(folder, 'upstream/example/operator/deploy/crds.yaml');
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, upstream);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const pin = (plural: string, sha256: string, path = 'deploy/crds.yaml') =>
    ['example.io', plural, 'example/operator', 'v1.2.3', path, sha256].join('\t');
  const run = (lines: string[], trustFirst = false) =>
    fetchDefinitions({
      pins: `${[header, ...lines].join('\n')}\n`,
      fetch: fromFolder(join(folder, 'upstream')),
      into,
      trustFirst,
    });

  it('cuts each definition out of a file whose hash is right', async () => {
    await expect(run([pin('pools', hash), pin('clusters', hash)])).resolves.toEqual([`2 definitions in ${into}`]);
    expect(readdirSync(join(into, 'example.io')).sort()).toEqual(['clusters.yaml', 'pools.yaml']);
    expect(readFileSync(join(into, 'example.io/pools.yaml'), 'utf8')).toBe(
      `# example/operator@v1.2.3 deploy/crds.yaml\n${definition('pools.example.io')}\n`,
    );
  });

  it('removes what is pinned no longer', async () => {
    await run([pin('pools', hash), pin('clusters', hash)]);
    await run([pin('pools', hash)]);
    expect(readdirSync(join(into, 'example.io'))).toEqual(['pools.yaml']);
  });

  it('refuses a file that changed, and keeps what it had', async () => {
    await run([pin('pools', hash)]);
    await expect(run([pin('clusters', 'f'.repeat(64))])).rejects.toThrow(`got sha256 ${hash}, want ffff`);
    expect(readdirSync(join(into, 'example.io'))).toEqual(['pools.yaml']);
  });

  it('names everything that is wrong at once', async () => {
    const lines = [pin('pools', hash), pin('ghosts', hash), pin('pools', hash, 'absent.yaml')];
    await expect(run(lines)).rejects.toThrow(
      /2 problems\n.*absent.yaml: not fetched: ENOENT.*\n.*has no definition ghosts.example.io/,
    );
    expect(existsSync(into)).toBe(false);
  });

  it('refuses a file without a pinned hash, unless told to trust it', async () => {
    await expect(run([pin('pools', '-')])).rejects.toThrow('no sha256 is pinned');
    await expect(run([pin('pools', '-')], true)).resolves.toContain(
      `to pin: example/operator@v1.2.3 deploy/crds.yaml: ${hash}`,
    );
  });

  it('trusts no file that is pinned elsewhere with another hash', async () => {
    await expect(run([pin('pools', '-'), pin('clusters', 'f'.repeat(64))], true)).rejects.toThrow('want ffff');
  });
});

describe('crds.tsv', () => {
  it('names the line that has the wrong fields', () => {
    expect(() => readPins(`${header}\na\tb\tc\n`)).toThrow('line 2');
    expect(() => readPins('group\tplural\n')).toThrow('line 1');
  });

  it('pins every definition once, in order, by hash', () => {
    const pins = readPins(readFileSync(join(__dirname, '../../scripts/crds.tsv'), 'utf8'));
    const names = pins.map(({ group, plural }) => `${group}\t${plural}`);
    expect(names).toEqual([...new Set(names)].sort());
    expect(pins.filter(({ sha256 }) => !/^[0-9a-f]{64}$/.test(sha256))).toEqual([]);
  });
});
