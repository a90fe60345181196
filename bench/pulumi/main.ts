import { type Environment, render } from 'tripod-iac';
import { environmentsOf } from '../../lib/engines/synth/choose';
import { platform } from '../../stacks/platform';
import { deploying, town } from '../../test/pulumi/change/town';
import { Engine, type Run, setScene, startWorld, vendoredForTests, type World } from '../../test/pulumi/harness';
import { choosePlugins } from '../../test/pulumi/harness/stack/plugins';
import { binary } from '../../test/cluster/harness';
import { Part, thing } from '../../test/support/part';

const say = (text: string) => process.stdout.write(`${text}\n`);

/** Objects of a component. */
const EACH = 50;

/** Components of ConfigMaps, each needing the one before it. */
function growing(objects: number): Environment {
  return town((environment) => {
    environment.namespace('grown');
    let last: Part | undefined;
    for (let index = 0; index < objects / EACH; index++) {
      last = new Part(environment, `part-${index}`, { needs: last === undefined ? [] : [last] });
      for (let at = 0; at < EACH; at++) {
        const name = `thing-${index}-${at}`;
        thing(last, name, { metadata: { name, namespace: 'grown' }, data: { at: String(at) } });
      }
    }
  });
}

/** Worlds that run until the end. */
const worlds: World[] = [];

/** How long a run takes, in seconds. */
async function timed(run: () => Promise<Run>): Promise<string> {
  const started = performance.now();
  await run();
  return `${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s`;
}

async function growth(engine: Engine): Promise<void> {
  say(
    'Growing a stack: components of 50 objects, each needing the one before (edges and bytes of an object stay the same)',
  );
  for (const objects of [250, 500, 1000]) {
    const world = await startWorld();
    worlds.push(world);
    const stack = await engine.stack(
      'production',
      deploying(() => growing(objects), { kubeconfig: world.kubeconfig }),
    );
    const first = await timed(() => stack.up());
    const second = await timed(() => stack.up());
    const state = await stack.exportState();
    const edges = (state.resources ?? []).reduce((sum, { dependencies = [] }) => sum + dependencies.length, 0);
    const bytes = JSON.stringify(state).length;
    const counts = `${String(edges).padStart(6)} edges ${(bytes / 1024).toFixed(0).padStart(6)} KiB`;
    const each = `${(edges / objects).toFixed(2)} edges, ${(bytes / objects).toFixed(0)} bytes an object`;
    say(`  ${String(objects).padStart(5)} objects ${counts}, ${each}; up ${first}, again ${second}`);
    await stack.inner.workspace.removeStack('production', { force: true });
  }
}

async function previews(engine: Engine): Promise<void> {
  const vendored = vendoredForTests();
  const production = environmentsOf(platform(vendored)).find(({ name }) => name === 'production');
  if (production === undefined) throw new Error('no production');
  const { world, stack } = await setScene(engine, production, () => platform(vendored));
  worlds.push(world);
  const names = render(production)
    .secrets.flatMap(({ values }) => Object.values(values))
    .map(({ name }) => name);
  await stack.set('secrets', JSON.stringify(Object.fromEntries(names.map((name) => [name, 'value']))), true);
  const first = await timed(() => stack.preview());
  const up = await timed(() => stack.up());
  const unchanged = await timed(() => stack.preview());
  const objects = (await stack.exportState()).resources?.filter(({ type }) => type.startsWith('kubernetes:')).length;
  say(
    `\nProduction, ${objects} objects: first preview ${first}, up ${up}, preview of the unchanged stack ${unchanged}`,
  );
}

/** What is missing for a real engine; undefined where nothing is. */
function missing(): string | undefined {
  try {
    for (const name of ['pulumi', 'kwok', 'kube-apiserver'] as const) binary(name);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

async function main(): Promise<void> {
  const lack = missing();
  if (lack !== undefined) return void say(`\nThe engine of Pulumi is left out: ${lack}`);
  await choosePlugins();
  const engine = await Engine.start({ checkpoints: false });
  try {
    await growth(engine);
    await previews(engine);
  } finally {
    await Promise.all(worlds.map((world) => world.stop()));
    await engine.stop();
  }
}

main().then(
  () => process.exit(0),
  (error: Error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  },
);
