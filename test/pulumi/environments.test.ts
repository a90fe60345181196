import { randomBytes } from 'node:crypto';
import { render } from 'tripod-iac';
import { builtInScope } from '../../lib/core/kind/scope';
import { planResources } from '../../lib/engines/pulumi/plan/plan';
import { environmentsOf } from '../../lib/engines/synth/choose';
import { platform } from '../../stacks/platform';
import type { KubeObject } from '../cluster/harness';
import { Engine, named, type Run, setScene, type Scene, vendoredForTests } from './harness';

const vendored = vendoredForTests();
const environments = environmentsOf(platform(vendored));

let engine: Engine;
beforeAll(async () => {
  engine = await Engine.start({ checkpoints: false });
});
afterAll(() => engine.stop());

describe.each(environments.map((environment) => [environment.name, environment] as const))(
  '%s',
  (name, environment) => {
    const rendering = render(environment);
    const planned = planResources(rendering);
    const values = new Map(
      rendering.secrets
        .filter(({ later }) => !later)
        .flatMap((secret) => Object.values(secret.values))
        .map((value) => [value.name, randomBytes(12).toString('hex')]),
    );
    const runs: Run[] = [];
    let world: Scene['world'];
    let player: Scene['player'];
    let stack: Scene['stack'];

    const there = (object: KubeObject) => world.api.read(object);

    beforeAll(async () => {
      ({ world, player, stack } = await setScene(engine, environment, () => platform(vendored)));
      await stack.set('secrets', JSON.stringify(Object.fromEntries(values)), true);
    }, 60_000);
    afterAll(() => world?.stop());

    it('is told in a preview, which changes nothing', async () => {
      const run = await stack.preview();
      runs.push(run);
      expect(named(run, 'create')).toEqual(expect.arrayContaining(planned.map((each) => each.name)));
      expect(await world.api.list({ apiVersion: 'v1', kind: 'Namespace' })).toHaveLength(4);
    }, 120_000);

    it('comes up: every object is made, definitions before what they define', async () => {
      const run = await stack.up({ debug: true });
      runs.push(run);
      const made = named(run, 'create');
      expect(made).toEqual(expect.arrayContaining(planned.map((each) => each.name)));
      const definitions = made.flatMap((each, index) => (each.startsWith('CustomResourceDefinition/') ? [index] : []));
      const first = Math.min(...planned.filter(isCustom).map((each) => made.indexOf(each.name)));
      expect(definitions.length).toBeGreaterThan(0);
      expect(Math.max(...definitions)).toBeLessThan(first);
      for (const { body } of planned) expect(await there(body)).toBeDefined();
      expect(player.unanswered).toEqual([]);
      expect(player.faults).toEqual([]);
      process.stderr.write(`${name}: ${planned.length} objects\n`);
    }, 400_000);

    it('is unchanged in a second run', async () => {
      const run = await stack.up();
      runs.push(run);
      expect(Object.keys(run.summary).sort()).toEqual(['read', 'same']);
    }, 120_000);

    it('says how it is reached, and what it is', () => {
      const outputs = runs.at(-1)?.outputs ?? {};
      expect(outputs['endpoint']?.value).toMatch(/^https:\/\//);
      expect(outputs['ca']?.value).toMatch(/^-----BEGIN CERTIFICATE-----/);
      expect(outputs['kubeconfig']).toMatchObject({ secret: true, value: world.kubeconfig });
      expect((outputs['sites']?.value as { name: string }[]).map((site) => site.name)).toEqual(
        environment.sites.map((site) => site.name),
      );
      expect(outputs['identities']?.value).toHaveLength(planned.length);
    });

    it('shows no secret: not in the state as it lies on the disk, and in nothing that was said', () => {
      const told = [stack.readBackend(), ...runs.map(({ output }) => output)].join('\n');
      for (const secret of [...values.values(), ...credentials(world.kubeconfig)]) {
        expect(told).not.toContain(secret);
        expect(told).not.toContain(Buffer.from(secret).toString('base64').replace(/=+$/, ''));
      }
    });

    it('is not destroyed while it is protected, and what is protected is named', async () => {
      const run = await stack.tryDestroy();
      expect(run.failure).toBeDefined();
      const guarded = planned.filter(({ protect }) => protect).map((each) => each.name);
      expect(guarded.length).toBeGreaterThan(0);
      const holders = guarded.filter((each) => !/^(Namespace|CustomResourceDefinition)\//.test(each));
      for (const each of holders) expect(run.output).toContain(each);
      const namespaces = guarded.filter((each) => each.startsWith('Namespace/'));
      expect(run.output).toContain(`${namespaces.length} namespaces`);
      expect(named(run, 'delete')).toEqual([]);
      expect(await there({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'rook-ceph' } })).toBeDefined();
    }, 120_000);
  },
);

function isCustom({ body: { apiVersion, kind } }: { readonly body: KubeObject }): boolean {
  return builtInScope(apiVersion, kind) === undefined;
}

/** Tokens and keys in a kubeconfig. */
function credentials(kubeconfig: string): readonly string[] {
  return [...kubeconfig.matchAll(/(?:token|client-key-data): *"?([^\s"]+)/g)].map(([, value = '']) => value);
}
