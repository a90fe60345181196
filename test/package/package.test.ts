import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { MATCHER_TEST, PLATFORM, PROGRAM, TYPED_TESTS } from './stranger';

const ROOT = resolve(__dirname, '../..');
const { exports: subPaths } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  exports: Record<string, unknown>;
};
/** All that loads anywhere: the matcher loads inside jest only, the bridge where Pulumi is. */
const MODULES = Object.keys(subPaths)
  .filter((path) => !['./package.json', './jest', './pulumi'].includes(path))
  .map((path) => path.replace('.', 'tripod-iac'));

let folder: string;
const run = (program: string, ...args: string[]) =>
  execFileSync(program, args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' });

/** The packed library in a project that knows cdk8s and nothing else of ours. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tripod-package-'));
  const packed = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--pack-destination', folder], {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: 'pipe',
    }),
  ) as { filename: string }[];
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'stranger', private: true }));
  run(
    'npm',
    'install',
    '--no-audit',
    '--no-fund',
    'cdk8s@2.70.106',
    `./${packed[0]?.filename}`,
    'typescript@5.9',
    '@types/node@20',
  );
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('packs no source, test or tool', () => {
  const names = run('npm', 'ls', '--all', '--parseable');
  expect(names).not.toContain('@pulumi');
  const packed = run('ls', 'node_modules/tripod-iac')
    .split('\n')
    .filter((name) => name !== '' && name !== 'node_modules');
  expect(packed.sort()).toEqual(['LICENSE', 'README.md', 'build', 'docs', 'package.json']);
});

const program = `
const app = new App();
new Calico(app, 'network', { pools: [{ name: 'all', cidr: '10.0.0.0/16' }] });
const text = app.synthYaml();
if (!text.includes('kind: Installation')) throw new Error(text);
`;

it('synthesizes Calico in a plain App, by require and by import', () => {
  writeFileSync(
    join(folder, 'a.cjs'),
    `const { App } = require('cdk8s'); const { Calico } = require('tripod-iac/network');${program}`,
  );
  writeFileSync(join(folder, 'b.mjs'), `import { App } from 'cdk8s'; import { Calico } from 'tripod-iac';${program}`);
  run('node', 'a.cjs');
  run('node', 'b.mjs');
});

it.each(MODULES)('%s loads by require and by import', (module) => {
  run('node', '-e', `if (Object.keys(require('${module}')).length === 0) process.exit(1)`);
  run(
    'node',
    '--input-type=module',
    '-e',
    `import * as all from '${module}'; if (Object.keys(all).length === 0) process.exit(1)`,
  );
});

it('compiles under strict NodeNext, from a CommonJS and from an ES module, and so does the example of the README', () => {
  const lines = MODULES.map((module, index) => `import * as m${index} from '${module}';\nvoid m${index};`).join('\n');
  mkdirSync(join(folder, 'src'), { recursive: true });
  const text = `${lines}\nimport { App } from 'cdk8s';\nimport { Calico } from 'tripod-iac';\n${program}`;
  writeFileSync(join(folder, 'src/a.cts'), text);
  writeFileSync(join(folder, 'src/b.mts'), text);
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const example = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].find(([, code]) => code?.includes('app.synth()'))?.[1];
  writeFileSync(join(folder, 'src/readme.mts'), example ?? '');
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: { module: 'NodeNext', target: 'ES2022', strict: true, outDir: 'out', types: ['node'] },
      include: ['src'],
    }),
  );
  run('npx', 'tsc', '-p', '.');
  run('node', 'out/a.cjs');
  run('node', 'out/b.mjs');
  run('node', 'out/readme.mjs');
  expect(run('ls', 'dist')).toContain('network.k8s.yaml');
});

it('needs Pulumi for the bridge alone', () => {
  const load = ['-e', "process.stdout.write(Object.keys(require('tripod-iac/pulumi')).join())"];
  expect(() => run('node', ...load)).toThrow(/Cannot find module '@pulumi\/pulumi/);
  const { devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  const packages = ['pulumi', 'kubernetes', 'command'].map((name) => `@pulumi/${name}`);
  const versions = packages.map((name) => `${name}@${devDependencies[name]}`);
  // Without what Pulumi does after an install: it would fetch the plugins.
  run('npm', 'install', '--no-audit', '--no-fund', '--ignore-scripts', ...versions);
  expect(run('node', ...load).split(',')).toEqual(expect.arrayContaining(['deploy', 'program']));
  writeFileSync(join(folder, 'src/bridge.mts'), "import { program } from 'tripod-iac/pulumi';\nvoid program;\n");
  run('npx', 'tsc', '-p', '.');
});

describe('the proof', () => {
  beforeAll(() => {
    writeFileSync(join(folder, 'platform.cjs'), PLATFORM);
    writeFileSync(join(folder, 'main.cjs'), PROGRAM);
    writeFileSync(join(folder, 'cdk8s.yaml'), 'language: typescript\napp: node main.cjs\n');
  });

  it('is told by `npx tripod prove` in a project of plain JavaScript', () => {
    const [file] = [JSON.parse(run('npx', 'tripod', 'prove', '--json', '--fail', 'site=west'))];
    expect(file).toMatchObject({ schema: 1, environment: 'main', failures: [{ kind: 'site', name: 'site west' }] });
    expect(run('npx', 'tripod', 'prove', 'main')).toMatch(/^main: /);
  });

  it('is a matcher in jest, with the global expect and with an imported one, and compiles in strict mode', () => {
    run('npm', 'install', '--no-audit', '--no-fund', 'jest@30', '@types/jest@30');
    writeFileSync(join(folder, 'matcher.test.js'), MATCHER_TEST);
    run('npx', 'jest', '--ci', 'matcher.test.js');
    mkdirSync(join(folder, 'typed'), { recursive: true });
    for (const [name, text] of Object.entries(TYPED_TESTS)) writeFileSync(join(folder, 'typed', name), text);
    const compilerOptions = {
      module: 'NodeNext',
      target: 'ES2022',
      strict: true,
      noEmit: true,
      types: ['node', 'jest'],
    };
    writeFileSync(join(folder, 'tsconfig.typed.json'), JSON.stringify({ compilerOptions, include: ['typed'] }));
    run('npx', 'tsc', '-p', 'tsconfig.typed.json');
  });
});
