import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from './harness/project-root';

let folder: string;

/** A copy of the project's stacks, run by the real cdk8s CLI. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tripod-cli-'));
  for (const name of ['lib', 'stacks', 'package.json', 'tsconfig.json', 'cdk8s.yaml']) {
    cpSync(join(projectRoot, name), join(folder, name), { recursive: true });
  }
  symlinkSync(join(projectRoot, 'node_modules'), join(folder, 'node_modules'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function cdk8s(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const all = ['cdk8s', 'synth', '--check-upgrade=false', ...args];
  const { status, stdout, stderr } = spawnSync('npx', all, {
    cwd: folder,
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

it('writes all environments, and lists their manifests', () => {
  const { status, stdout, stderr } = cdk8s([]);
  expect(stderr).toMatch(
    /^tripod: production: \d+ components, \d+ objects, \d+ images, 43 hosts → .*\/dist\/production$/m,
  );
  expect(stdout).toContain('- .cdk8s/production/manifests/03-network/network.k8s.yaml');
  expect(status).toBe(0);
  expect(readdirSync(join(folder, 'dist')).filter((name) => !name.startsWith('.'))).toEqual([
    'production',
    'remote-dr',
    'test',
  ]);
});

it('fails with every problem, without a stack, and keeps the last good output', () => {
  const landscape = join(folder, 'stacks/landscape.ts');
  const good = readFileSync(landscape, 'utf8');
  const plan = readFileSync(join(folder, 'dist/production/PLAN.md'), 'utf8');
  writeFileSync(
    landscape,
    good.replace("vip: '10.10.0.5'", "vip: '10.99.0.5'").replace("role: 'witness'", "role: 'judge'"),
  );
  const { status, stderr } = cdk8s([]);
  writeFileSync(landscape, good);
  expect(status).not.toBe(0);
  expect(stderr).toContain(
    'landscape/sites/sh-a  vip: got 10.99.0.5, want an address for hosts inside 10.10.0.0/22; fix: ',
  );
  expect(stderr).toContain('role: got judge, want one of active, witness, standby; fix: ');
  expect(stderr).not.toMatch(/^ +at /m);
  expect(readFileSync(join(folder, 'dist/production/PLAN.md'), 'utf8')).toBe(plan);
});

it('refuses several environments on stdout, and prints one', () => {
  expect(cdk8s(['--stdout']).stderr).toContain('--stdout: got 3 environments, want one');
  const { status, stdout } = cdk8s(['--stdout'], { TRIPOD_ENVIRONMENT: 'test' });
  expect(status).toBe(0);
  expect(stdout.split(/^---$/m).length).toBeGreaterThan(30);
});

it('writes where --output says', () => {
  expect(cdk8s(['--output', 'elsewhere']).status).toBe(0);
  expect(existsSync(join(folder, 'elsewhere/test/PLAN.md'))).toBe(true);
});
