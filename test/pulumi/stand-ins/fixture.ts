import { Provider, type ProviderArgs } from '@pulumi/kubernetes/provider';
import { type CustomResourceOptions, secret } from '@pulumi/pulumi';
import type { PulumiFn } from '@pulumi/pulumi/automation';
import type { KubeObject } from '../../cluster/harness';
import { type Api, Engine, startWorld, type TestStack, type World } from '../harness';
import { RawObject } from '../harness/object';
import { definitionOfVessels } from '../harness/samples';

/** An object of a program, and how Pulumi treats it. */
export interface Item {
  readonly object: KubeObject;
  readonly options?: CustomResourceOptions;
  /** Of a patch resource the kind in its type is `NamespacePatch`, in the object `Namespace`. @default the object's */
  readonly kind?: string;
}

export const item = (object: KubeObject, options: CustomResourceOptions = {}): Item => ({ object, options });

/** A cluster, and an engine with one sort of plugin. */
interface Fixture {
  readonly kubeconfig: string;
  readonly api: Api;
  /** A new stack, whose program has these objects. Its objects live in the namespace of its name, which is there. */
  stack(name: string, items: readonly Item[], settings?: ProviderArgs): Promise<TestStack>;
  /** A program with these objects, each after those of the list before it that it names in `dependsOn`. */
  program(items: readonly Item[], settings?: ProviderArgs): PulumiFn;
}

/**
 * Runs the tests with the stand-in, and once more with the official plugin where that is to be had: what the two do must
 * be the same.
 */
export function withEveryPlugin(tests: (fixture: Fixture, standIn: boolean) => void): void {
  const official = process.env[CHOICE] ?? '{}';
  const sorts: [title: string, choice: string][] = [['the stand-in', '{}']];
  if ('kubernetes' in (JSON.parse(official) as object)) sorts.push(['the official plugin', official]);

  describe.each(sorts)('%s', (title, choice) => {
    let world: World;
    let engine: Engine;
    beforeAll(async () => {
      process.env[CHOICE] = choice;
      [world, engine] = await Promise.all([startWorld(), Engine.start()]);
      process.env[CHOICE] = official;
    });
    afterAll(async () => {
      await Promise.all([engine?.stop(), world?.stop()]);
    });
    const program = (items: readonly Item[], settings?: ProviderArgs) => programOf(world.kubeconfig, items, settings);
    const fixture: Fixture = {
      get kubeconfig() {
        return world.kubeconfig;
      },
      get api() {
        return world.api;
      },
      program,
      stack: async (name, items, settings) => {
        await world.api.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
        return engine.stack(name, program(items, settings));
      },
    };
    tests(fixture, title === 'the stand-in');
  });
}

/** Where the choice of plugins stands, see ../harness/stack/plugins.ts. */
const CHOICE = 'TRIPOD_PULUMI_PLUGINS';

function programOf(kubeconfig: string, items: readonly Item[], settings: ProviderArgs = {}): PulumiFn {
  return () => {
    const provider = new Provider('cluster', {
      kubeconfig: secret(kubeconfig),
      enableServerSideApply: true,
      ...settings,
    });
    for (const { object, kind, options } of items) new RawObject(object, { provider, ...options }, kind);
    return Promise.resolve();
  };
}

/** A map of settings, the plainest of objects. */
export const settings = (namespace: string, name: string, data: Readonly<Record<string, string>>): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace },
  data,
});

/** With two versions that are the same. */
export const VESSELS = definitionOfVessels(['v1beta1', 'v1'], { 'x-kubernetes-preserve-unknown-fields': true });

export const vessel = (
  namespace: string,
  name: string,
  annotations?: Readonly<Record<string, string>>,
  version = 'v1',
): KubeObject => ({
  apiVersion: `tripod.example/${version}`,
  kind: 'Vessel',
  metadata: { name, namespace, ...(annotations ? { annotations } : {}) },
  spec: { legs: 3 },
});

export const uid = async (api: Api, object: KubeObject): Promise<string | undefined> =>
  (await api.read(object))?.metadata['uid'] as string | undefined;
