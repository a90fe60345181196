import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { RELEASES } from 'tripod-iac';
import { CATALOGUE, pathOf, readVendored, vendor } from 'tripod-iac/vendor';

const DEFINITION = `# a licence
---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: elasticsearches.elasticsearch.k8s.elastic.co
`;
const OBJECTS = `---
apiVersion: v1
kind: Namespace
metadata:
  name: elastic-system
---
apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: ServiceAccount
    metadata: { name: elastic-operator, namespace: elastic-system }
`;

let folder: string;
let lines: string[];

/** Lays files where `--from` looks for them. */
function bring(key: string, texts: readonly string[]): string {
  const from = join(folder, 'from');
  const release = CATALOGUE[key];
  release?.sources.forEach(({ url }, index) => {
    const path = join(from, pathOf(key, release, url));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, texts[index] ?? '');
  });
  return from;
}

const run = (key: string, options: { from: string; trustFirst?: boolean }) =>
  vendor({ folder: join(folder, 'vendor'), only: [key], say: (line) => lines.push(line), ...options });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tripod-vendor-'));
  lines = [];
});

afterEach(() => rmSync(folder, { recursive: true }));

describe('vendor', () => {
  it('refuses a file whose hash nobody has stated, and pins it when told to', async () => {
    const from = bring('eck', [DEFINITION, OBJECTS]);
    await expect(run('eck', { from })).rejects.toThrow(/want a hash that somebody has stated; fix: .*--trust-first/);
    expect(readVendored(join(folder, 'vendor')).size).toBe(0);
    await run('eck', { from, trustFirst: true });
    expect(lines.join('\n')).toMatch(/pinned sha256 [0-9a-f]{64}/);
    await run('eck', { from });
  });

  it('parts definitions, as bytes, from objects', async () => {
    await run('eck', { from: bring('eck', [DEFINITION, OBJECTS]), trustFirst: true });
    const release = readVendored(join(folder, 'vendor')).get('eck');
    expect(release?.version).toBe(RELEASES.eck.version);
    expect(release?.definitions).toEqual([DEFINITION.split('---\n')[1]]);
    expect(release?.objects.map(({ kind }) => kind)).toEqual(['Namespace', 'ServiceAccount']);
  });

  it('refuses a file that differs from the lock, and keeps what it had', async () => {
    await run('eck', { from: bring('eck', [DEFINITION, OBJECTS]), trustFirst: true });
    const from = bring('eck', [DEFINITION, OBJECTS.replace('elastic-operator', 'evil')]);
    await expect(run('eck', { from, trustFirst: true })).rejects.toThrow(
      /operator\.yaml {2}got sha256 .* want sha256 .*it is not the release that was pinned/,
    );
    expect(JSON.stringify(readVendored(join(folder, 'vendor')).get('eck'))).not.toContain('evil');
  });

  it('refuses a file that differs from the catalogue', async () => {
    await expect(run('tigera', { from: bring('tigera', ['a', 'b']), trustFirst: true })).rejects.toThrow(
      new RegExp(`want sha256 ${RELEASES.tigera.sources[0].sha256}`),
    );
  });

  it('names every file that is missing', async () => {
    await expect(run('eck', { from: join(folder, 'nowhere') })).rejects.toThrow(
      /2 problems[\s\S]*crds\.yaml[\s\S]*operator\.yaml/,
    );
  });

  it('refuses a release that does not exist', async () => {
    await expect(run('rok', { from: folder })).rejects.toThrow(
      /vendor\/rok {2}got no such release, want one of tigera/,
    );
  });
});

describe('readVendored', () => {
  it('has nothing where nothing was vendored', () => {
    expect(readVendored(join(folder, 'nowhere')).size).toBe(0);
  });

  it('refuses a file that was changed after vendoring', async () => {
    await run('eck', { from: bring('eck', [DEFINITION, OBJECTS]), trustFirst: true });
    const path = join(folder, 'vendor', 'eck', RELEASES.eck.version, 'operator.yaml');
    writeFileSync(path, `${readFileSync(path, 'utf8')}# changed`);
    expect(() => readVendored(join(folder, 'vendor'))).toThrow(/operator\.yaml {2}got sha256 .*as in the lock/);
  });

  it('refuses a damaged lock', () => {
    mkdirSync(join(folder, 'vendor'));
    writeFileSync(join(folder, 'vendor', 'lock.json'), '{');
    expect(() => readVendored(join(folder, 'vendor'))).toThrow(/lock\.json {2}got .*restore it from version control/);
  });
});
