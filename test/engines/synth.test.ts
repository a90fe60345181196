import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Duration } from 'cdk8s';
import { Calico, type Environment, none, Platform } from 'tripod-iac';
import { run, synth } from 'tripod-iac/synth';
import type { ProofFile } from '../../lib/engines/proof';
import { bank } from '../support/bank';
import { environmentOn } from '../support/environment';
import { Voting } from '../support/voting';

let folder: string;
let said: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tripod-synth-'));
  said = '';
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
});

afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

function platform(change: (production: Environment) => void = () => undefined): Platform {
  const root = new Platform();
  for (const name of ['test', 'production'] as const) new Calico(environmentOn(root, name, bank), 'network');
  change(root.node.findChild('production') as Environment);
  return root;
}

/** Every file with its bytes and mode. */
function tree(root: string): Record<string, string> {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(
    paths.map((path) => [path.slice(root.length), `${statSync(path).mode.toString(8)} ${readFileSync(path, 'utf8')}`]),
  );
}

describe('synth', () => {
  it('writes the same bytes twice, under any umask', () => {
    synth(platform(), { outdir: join(folder, 'a') });
    const before = process.umask(0o077);
    synth(platform(), { outdir: join(folder, 'b') });
    process.umask(before);
    expect(tree(join(folder, 'b'))).toEqual(tree(join(folder, 'a')));
    expect(Object.keys(tree(join(folder, 'a')))).toContain('/production/manifests/03-network/network.k8s.yaml');
  });

  it('keeps the last good output when it fails, and names every problem of every environment', () => {
    synth(platform(), { outdir: folder });
    const good = tree(folder);
    const broken = new Platform();
    environmentOn(broken, 'test', bank);
    environmentOn(broken, 'production', bank);
    expect(() => synth(broken, { outdir: folder })).toThrow(
      /test {2}network: got none[\s\S]*production {2}network: got none/,
    );
    expect(tree(folder)).toEqual(good);
  });

  it('limits a run to the environments that are named, and leaves the others as they are', () => {
    synth(platform(), { outdir: folder, environments: ['test'] });
    expect(existsSync(join(folder, 'production'))).toBe(false);
    synth(platform(), { outdir: folder });
    const all = tree(folder);
    synth(platform(), { outdir: folder, environments: ['production'] });
    expect(tree(folder)).toEqual(all);
  });

  it('removes environments that are gone, and nothing that it did not write', () => {
    synth(platform(), { outdir: folder });
    const other = new Platform();
    new Calico(environmentOn(other, 'test', bank), 'network');
    synth(other, { outdir: folder });
    expect(readdirSync(folder).sort()).toEqual(['.tripod.json', 'test']);
  });

  it('refuses an environment that does not exist', () => {
    expect(() => synth(platform(), { outdir: folder, environments: ['prod'] })).toThrow(
      /got prod, want one of test, production/,
    );
  });

  it('refuses to join several environments on stdout, and writes one as a single file in order', () => {
    const collected = mkdtempSync(join(tmpdir(), 'cdk8s-'));
    expect(() => synth(platform(), { outdir: collected })).toThrow(/--stdout: got 2 environments, want one/);
    synth(platform(), { outdir: collected, environments: ['test'] });
    const text = readFileSync(join(collected, 'test/manifests.k8s.yaml'), 'utf8');
    expect([...text.matchAll(/^kind: (.*)$/gm)].map(([, kind]) => kind)).toEqual([
      'Namespace',
      'Installation',
      'APIServer',
    ]);
    rmSync(collected, { recursive: true });
  });

  it('writes the proof and the report of each environment, and says in a line what it survives', () => {
    synth(platform(), { outdir: folder });
    for (const name of ['test', 'production']) {
      const proof = JSON.parse(readFileSync(join(folder, name, 'proof.json'), 'utf8')) as ProofFile;
      expect(proof).toMatchObject({ schema: 1, environment: name, things: [{ name: 'typha' }], breaches: [] });
      expect(readFileSync(join(folder, name, 'report.html'), 'utf8')).toMatch(/^<!doctype html>/i);
      expect(said).toMatch(new RegExp(`^tripod: ${name}: found: any host.*: no data lost, back `, 'm'));
    }
  });

  it('refuses a broken objective with its mend, together with every other problem', () => {
    synth(platform(), { outdir: folder });
    const good = tree(folder);
    const broken = new Platform();
    const objectives = { site: { rpo: none, rto: Duration.minutes(5) } };
    new Voting(environmentOn(broken, 'test', bank, { objectives }), 'votes', ['sh-t-master-1']);
    environmentOn(broken, 'production', bank);
    expect(() => synth(broken, { outdir: folder })).toThrow(
      /test\/votes {2}votes without site sh-t: got .*, want .*; fix: .*\n[\s\S]*production {2}network: got none/,
    );
    expect(tree(folder)).toEqual(good);
  });

  it('writes an environment although another one, which was not asked for, has problems', () => {
    const change = (production: Environment) => new Voting(production, 'votes', ['nobody']);
    expect(() => synth(platform(change), { outdir: folder })).toThrow(/nobody/);
    synth(platform(change), { outdir: folder, environments: ['test'] });
    expect(readdirSync(folder)).toContain('test');
  });

  it('lets only Kubernetes objects end in .yaml', () => {
    synth(platform(), { outdir: folder });
    for (const [path, text] of Object.entries(tree(folder)).filter(([path]) => path.endsWith('.yaml'))) {
      expect(path).toMatch(/\.k8s\.yaml$/);
      expect(text).toMatch(/^\d+ ---\n/);
    }
  });
});

describe('run', () => {
  afterEach(() => {
    process.exitCode = undefined;
  });

  it('prints problems without a stack and ends with 1', () => {
    run(() => synth(platform(), { outdir: folder, environments: ['prod'] }));
    expect(process.exitCode).toBe(1);
    expect(said).toContain('synth: 1 problem');
    expect(said).not.toContain('    at ');
  });

  it('does not hide a fault of the program', () => {
    expect(() => run(() => void (undefined as unknown as string).length)).toThrow(TypeError);
  });
});
