import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { proveCommand } from '../../lib/cli/prove';
import type { ProofFile } from '../../lib/engines/proof';

const ROOT = resolve(__dirname, '../..');
const NODE = [process.execPath, '--require', join(ROOT, 'node_modules/@swc-node/register')] as const;
const CLI = [...NODE, join(ROOT, 'lib/cli/tripod.ts'), 'prove'] as const;
const APP = [...NODE, join(ROOT, 'test/cli/apps/main.ts')].join(' ');
const ENV = { ...process.env, SWC_NODE_PROJECT: join(ROOT, 'tsconfig.json') };

let folder: string;

/** A project of its own: a folder with a cdk8s.yaml, and nothing else. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tripod-cli-'));
  writeFileSync(join(folder, 'cdk8s.yaml'), `language: typescript\napp: ${APP}\n`);
});

afterAll(() => rmSync(folder, { recursive: true }));

/** The real command, in a process of its own, with the program in another. */
function prove(args: string) {
  const { status, stdout, stderr } = spawnSync('sh', ['-c', `${CLI.join(' ')} ${args}`], {
    cwd: folder,
    env: ENV,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe('tripod prove', () => {
  it('shows what each kind of failure does at worst, and what would mend a broken objective; it writes no file', () => {
    const { status, stdout, stderr } = prove('');
    expect({ status, stderr }).toEqual({ status: 1, stderr: 'a line of the program itself\n' });
    const [production = '', test = ''] = stdout.split(/^(?=test: )/m);
    expect(production).toMatch(
      /^production: 1 thing; kept objectives: site\n {2}proved: any host or rack \(nothing promised\): no data lost, /,
    );
    expect(production).toMatch(/^ {2}site \(3\) +votes +degraded +safe +≤ 2 s$/m);
    expect(production).toMatch(/^ {2}city \(\d\) +votes +down +all lost +nobody brings it back$/m);
    expect(test).toMatch(/^test: 1 thing; broken objectives: site\n {2}found: /);
    expect(test).toMatch(/^Broken objectives\n {2}votes without site sh-t: got .*want .*fix: /m);
    expect(stdout).not.toContain('\u001b');
    expect(readdirSync(folder)).toEqual(['cdk8s.yaml']);
  });

  it('judges failures one by one, for each thing, with the reason and what the time is the sum of', () => {
    const each = ['site=sh-a', 'rack=a1', 'site=sh-a + site=sh-w', 'site=sh-a then site=sh-w'];
    const { status, stdout } = prove(`production ${each.map((failure) => `--fail '${failure}'`).join(' ')}`);
    expect(stdout.match(/^production: .*$/gm)).toEqual([
      'production: site sh-a',
      'production: rack a1 of sh-a',
      'production: site sh-a + site sh-w',
      'production: site sh-a, then site sh-w',
    ]);
    expect(stdout).toMatch(/^ {2}votes +degraded +safe +≤ 2 s +3 of 5 .*\n +2 s = election$/m);
    expect(stdout.match(/^ {2}votes +down/gm)).toHaveLength(2);
    expect(status).toBe(0);
  });

  it('does not complain when nobody reads what it prints', () => {
    expect(prove('production --json | true').stderr).toBe('a line of the program itself\n');
  });

  it('prints what its program refuses, without a stack, and ends with 1', () => {
    const { status, stdout, stderr } = prove('prod');
    expect(stderr).toMatch(/tripod prove: got prod, want one of production, test; fix: /);
    expect(stderr).not.toMatch(/^ +at /m);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  });
});

/** The command inside of this process; its program runs in another, and says nothing. */
describe('the command', () => {
  let printed: string;
  const before = { cwd: process.cwd(), project: process.env['SWC_NODE_PROJECT'] };

  beforeEach(() => {
    printed = '';
    process.env['SWC_NODE_PROJECT'] = ENV.SWC_NODE_PROJECT;
    jest.spyOn(process.stdout, 'write').mockImplementation((text, ...rest: unknown[]) => {
      printed += String(text);
      rest.forEach((done) => void (done as () => void)());
      return true;
    });
  });

  afterEach(() => {
    jest.restoreAllMocks();
    process.chdir(before.cwd);
    process.exitCode = undefined;
    if (before.project === undefined) delete process.env['SWC_NODE_PROJECT'];
  });

  const command = async (...args: readonly string[]) => {
    await proveCommand([...args, '--app', `${APP} > ${join(folder, 'said')}`]);
    rmSync(join(folder, 'said'), { force: true });
    return process.exitCode;
  };

  it('ends with 0 where every objective is kept, and prints the form of proof.json and nothing else', async () => {
    expect(await command('production', '--json')).toBeUndefined();
    const file = JSON.parse(printed) as ProofFile;
    expect(file).toMatchObject({ schema: 1, environment: 'production', breaches: [] });
    expect(file.failures.some(({ kind, name }) => kind === 'site' && name === 'site sh-a')).toBe(true);
  });

  it('ends with 1 for a failure that breaks the objective of its class', async () => {
    expect(await command('test', '--fail', 'site=sh-t')).toBe(1);
    expect(printed).toContain('breaks the objective for a site: votes');
  });

  it.each<[string, readonly string[], RegExp]>([
    ['a failure of no known form', ['--fail', 'sites=sh-a'], /got sites=sh-a, want one of host=HOST, /],
    ['a failure that the shell took apart', ['--fail', 'site=sh-a', 'then', 'host=x'], /got then, .*fix: .*quotes/],
    ['an unknown option', ['--fial', 'site=sh-a'], /want known options; fix: `tripod prove --help`/],
    ['an option without its value', ['--fail'], /got .*--fail.*, want known options/],
    ['a program that fails', [], /`exit 77` ended with 77, want .* 0; fix: mend what it said/],
  ])('refuses %s', (_, args, want) => {
    expect(() => void proveCommand([...args, '--app', 'exit 77'])).toThrow(want);
  });

  it('refuses a program that does not answer', () => {
    expect(() => void proveCommand(['--app', 'true'])).toThrow(
      /got no proof from `true`.*fix: call `synth\(platform\)`/,
    );
  });

  it('says where it looked for a program', () => {
    process.chdir(tmpdir());
    expect(() => void proveCommand([])).toThrow(/app: got no `app` in .*cdk8s\.yaml, want .*; fix: .*--app/);
  });
});
