import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { files, render, type SitePair } from 'tripod-iac';
import { platform } from '../../stacks/platform';
import { guarded } from '../recovery/pair/guarded';
import { paired, witness } from '../recovery/pair/sides';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tripod-pair-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What shellcheck finds in scripts of that name. */
function found(name: string, documents: readonly { readonly path: string; readonly text: string }[]): string {
  const scripts = documents.filter(({ path }) => path.startsWith('recovery/') && path.endsWith('.sh'));
  expect(scripts.length).toBeGreaterThan(50);
  for (const { path, text } of scripts) {
    mkdirSync(dirname(join(folder, name, path)), { recursive: true });
    writeFileSync(join(folder, name, path), text);
  }
  const paths = scripts.map(({ path }) => join(folder, name, path));
  const { stdout, status } = spawnSync('shellcheck', ['-s', 'bash', '-f', 'gcc', ...paths], { encoding: 'utf8' });
  expect([0, 1]).toContain(status);
  return stdout;
}

describe('scripts of the plans have nothing for shellcheck to find', () => {
  it.each<[string, () => SitePair]>([
    ['a pair that is fenced from outside', () => paired({ witness: witness() }).pair],
    ['a pair with a database that closes by itself', () => guarded().make()],
  ])('of %s', (name, make) => {
    expect(found(name, make().documents)).toBe('');
  });

  it('of the stacks', () => {
    const production = platform(new Map()).node.children.find(({ node }) => node.id === 'production');
    expect(found('stacks', files(render(production as never)))).toBe('');
  });
});
