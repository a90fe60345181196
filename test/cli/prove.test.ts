import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { proveCommand } from '../../lib/cli/prove';
import type { ProofFile } from '../../lib/engines/proof';

const ROOT = resolve(__dirname, '../..');
const TSX = join(ROOT, 'node_modules/tsx/dist/loader.mjs');
const CLI = join(ROOT, 'lib/cli/tripod.ts');
const appOf = (name: string) => `node --import ${TSX} ${join(ROOT, 'test/cli/apps', name)}`;

let folder: string;

/** A project of its own: a folder with a cdk8s.yaml, and nothing else. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tripod-cli-'));
  writeFileSync(join(folder, 'cdk8s.yaml'), `language: typescript\napp: ${appOf('main.ts')}\n`);
});

afterAll(() => rmSync(folder, { recursive: true }));

function prove(args: readonly string[], env: Readonly<Record<string, string>> = {}, cwd = folder) {
  const all = { ...process.env, TSX_TSCONFIG_PATH: join(ROOT, 'tsconfig.json'), ...env };
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', TSX, CLI, 'prove', ...args], {
    cwd,
    env: all,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe('tripod prove', () => {
  it('shows what each kind of failure does at worst, and what would mend a broken objective; it writes no file', () => {
    const { status, stdout, stderr } = prove([]);
    expect({ status, stderr }).toEqual({ status: 1, stderr: 'a line of the program itself\n' });
    const [production = '', test = ''] = stdout.split(/^(?=test: )/m);
    expect(production).toMatch(/^production: 1 thing; kept objectives: site\n/);
    expect(production).toMatch(/^ {2}site \(3\) +votes +degraded +safe +≤ 2 s$/m);
    expect(production).toMatch(/^ {2}city \(\d\) +votes +down +all lost +nobody brings it back$/m);
    expect(test).toMatch(/^test: 1 thing; broken objectives: site\n/);
    expect(test).toMatch(/^Broken objectives\n {2}votes without site sh-t: got .*want .*fix: /m);
    expect(stdout).not.toContain('\u001b');
    expect(readdirSync(folder)).toEqual(['cdk8s.yaml']);
  });

  it('judges failures one by one, for each thing, with the reason', () => {
    const each = ['site=sh-a', 'site=sh-a + site=sh-w', 'site=sh-a then site=sh-w'];
    const { status, stdout } = prove(['production', ...each.flatMap((failure) => ['--fail', failure])]);
    expect(stdout.match(/^production: .*$/gm)).toEqual([
      'production: site sh-a',
      'production: site sh-a + site sh-w',
      'production: site sh-a, then site sh-w',
    ]);
    expect(stdout).toMatch(/^ {2}votes +degraded +safe +≤ 2 s +3 of 5 /m);
    expect(stdout.match(/^ {2}votes +down/gm)).toHaveLength(2);
    expect(status).toBe(0);
  });

  it('ends with 1 for a failure that breaks the objective of its class', () => {
    const { status, stdout } = prove(['test', '--fail', 'site=sh-t']);
    expect(stdout).toContain('breaks the objective for a site: votes');
    expect(status).toBe(1);
  });

  it('ends with 0 where every objective is kept, and prints the form of proof.json and nothing else', () => {
    const { status, stdout } = prove(['production', '--json']);
    const file = JSON.parse(stdout) as ProofFile;
    expect(file).toMatchObject({ schema: 1, environment: 'production', breaches: [] });
    expect(file.failures.some(({ kind, name }) => kind === 'site' && name === 'site sh-a')).toBe(true);
    expect(status).toBe(0);
  });

  it('does not complain when nobody reads what it prints', () => {
    const command = `'${process.execPath}' --import '${TSX}' '${CLI}' prove production | true`;
    const env = { ...process.env, TSX_TSCONFIG_PATH: join(ROOT, 'tsconfig.json') };
    const { stderr } = spawnSync('sh', ['-c', command], { cwd: folder, env, encoding: 'utf8' });
    expect(stderr).toBe('a line of the program itself\n');
  });

  it.each<[string, readonly string[], RegExp]>([
    ['an environment that is not there', ['prod'], /tripod prove: got prod, want one of production, test; fix: /],
    ['a host that is not there', ['--fail', 'host=nobody'], /host: got nobody, want one of .*fix: correct the name/],
    [
      'a program that does not answer',
      ['--app', appOf('silent.ts')],
      /got no proof from .*fix: call `synth\(platform\)`/,
    ],
    ['a program that is not there', ['--app', 'no-such-program'], /ended with 127, want .* 0; fix: mend what it said/],
  ])('refuses %s', (_, args, want) => {
    const { status, stdout, stderr } = prove(args);
    expect(stderr).toMatch(want);
    expect(stderr).not.toMatch(/^ +at /m);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  });

  it.each<[string, readonly string[], RegExp]>([
    ['a failure of no known form', ['--fail', 'sites=sh-a'], /got sites=sh-a, want one of host=HOST, /],
    ['a failure that the shell took apart', ['--fail', 'site=sh-a', 'then', 'host=x'], /got then, .*fix: .*quotes/],
    ['an unknown option', ['--fial', 'site=sh-a'], /want known options; fix: `tripod prove --help`/],
    ['an option without its value', ['--fail'], /got .*--fail.*, want known options/],
  ])('refuses %s before it runs a program', (_, args, want) => {
    expect(() => void proveCommand([...args, '--app', 'exit 77'])).toThrow(want);
  });

  it('says where it looked for a program', () => {
    const { status, stderr } = prove([], {}, tmpdir());
    expect(stderr).toMatch(/app: got no `app` in .*cdk8s\.yaml, want .*; fix: .*--app/);
    expect(status).toBe(1);
  });
});
