import type { CustomResourceOptions } from '@pulumi/pulumi';
import type { KubeObject } from '../../cluster/harness';
import { Connection } from '../../cluster/harness/connection';
import { named } from '../harness';
import { item, settings, VESSELS, vessel, withEveryPlugin } from './fixture';

const waits = (...expressions: string[]) => ({
  'pulumi.com/waitFor': expressions.length === 1 ? (expressions[0] ?? '') : JSON.stringify(expressions),
});
const seconds = (count: number): CustomResourceOptions => ({
  customTimeouts: { create: `${count}s`, update: `${count}s`, delete: `${count}s` },
});

/** Pods that no node takes. */
const lost = { nodeSelector: { no: 'where' }, containers: [{ name: 'main', image: 'registry.example/main:1' }] };

function workload(apiVersion: string, kind: string, name: string, spec: object): KubeObject {
  const labels = { app: `${kind}-${name}`.toLowerCase() };
  const job = kind === 'Job';
  const template = job ? { spec: { ...lost, restartPolicy: 'Never' } } : { metadata: { labels }, spec: lost };
  const selector = job ? {} : { selector: { matchLabels: labels } };
  return { apiVersion, kind, metadata: { name, namespace: 'waits' }, spec: { ...spec, ...selector, template } };
}

function service(type: string): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'lost', namespace: 'waits' },
    spec: { type, ports: [{ port: 80 }] },
  };
}

const INGRESS: KubeObject = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name: 'lost', namespace: 'waits' },
  spec: { defaultBackend: { service: { name: 'none', port: { number: 80 } } } },
};

withEveryPlugin((fixture) => {
  const ns = 'waits';
  beforeAll(() => fixture.api.apply(VESSELS));

  const ready = { conditions: [{ type: 'Ready', status: 'True' }] };
  const sealed = { conditions: [{ type: 'Sealed', status: 'False' }] };
  const cases: [expressions: string[], status: object, met: boolean][] = [
    [['condition=Ready'], ready, true],
    [['condition=ready'], ready, true],
    [['condition=Ready'], { conditions: [{ type: 'Ready', status: 'False' }] }, false],
    [['condition=Ready'], { ...ready, observedGeneration: 0 }, false],
    [['condition=Sealed=False'], sealed, true],
    [['condition=Sealed'], sealed, false],
    [['jsonpath={.status.phase}=Ready'], { phase: 'Ready' }, true],
    [['jsonpath={.status.phase}=Ready'], { phase: 'Failed' }, false],
    [['jsonpath={.status.phase}'], { phase: 'Failed' }, true],
    [['jsonpath={.status.phase}'], { other: 'Failed' }, false],
    [['jsonpath={.status.count}=3'], { count: 3 }, true],
    [['jsonpath={.status.list[1].name}=b'], { list: [{ name: 'a' }, { name: 'b' }] }, true],
    [['jsonpath={.status.phase}=Ready', 'condition=Ready'], { ...ready, phase: 'Ready' }, true],
    [['jsonpath={.status.phase}=Ready', 'condition=Ready'], ready, false],
  ];

  it('waits for what the annotation says, with a limit, and finishes at the next run what was late', async () => {
    const objects = cases.map(([expressions], index) => vessel(ns, `ding-${index}`, waits(...expressions)));
    const stack = await fixture.stack(ns, []);
    // The state of each comes as soon as it is there, as from a controller.
    fixture.api.watch({ apiVersion: 'tripod.example/v1', kind: 'Vessel' }, ({ object }) => {
      const [, status] = cases[Number(/\d+$/.exec(object.metadata.name)?.[0])] ?? [];
      if (status && !object['status']) void fixture.api.writeStatus(object, status);
    });
    const first = await stack.tryUp({ program: fixture.program(objects.map((each) => item(each, seconds(6)))) });
    const names = (met: boolean) =>
      cases.flatMap((each, i) => (each[2] === met ? [`Vessel/${ns}/ding-${i}`] : [])).sort();
    expect([...named(first, 'create')].sort()).toEqual(names(true));
    expect(
      first.steps
        .filter(({ failed }) => failed)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(names(false));
    expect(first.errors.join('\n')).toMatch(
      /failed to fully initialize or become live: timed out waiting for the condition/,
    );

    // All of them are in the state: those that were late are updated, not made.
    const { resources = [] } = await stack.exportState();
    expect(resources.filter(({ type }) => type.endsWith(':Vessel'))).toHaveLength(cases.length);
    const easy = objects.map((each) => item({ ...each, metadata: { ...each.metadata, annotations: {} } }));
    const second = await stack.up({ program: fixture.program(easy) });
    expect(second.summary).toEqual({ update: cases.length });
    await stack.destroy();
  });

  it.each([
    ['jsonpath=.status.phase', /should be wrapped in brackets/],
    ['jsonpath={.status.phase}=', /requires a value/],
    ['phase=Ready', /expected a "jsonpath=" or "condition=" prefix, got "phase=Ready"/],
  ])('refuses the annotation %s', async (annotation, message) => {
    const name = `odd-${annotation.length}`;
    const stack = await fixture.stack(ns, []);
    const run = await stack.tryUp({ program: fixture.program([item(vessel(ns, name, waits(annotation)))]) });
    expect(run.errors.join()).toMatch(message);
  });

  const never: [title: string, object: KubeObject][] = [
    ['a Deployment whose pods nobody can place', workload('apps/v1', 'Deployment', 'lost', { replicas: 1 })],
    ['a StatefulSet', workload('apps/v1', 'StatefulSet', 'lost', { replicas: 1, serviceName: 'lost' })],
    ['a Job', workload('batch/v1', 'Job', 'lost', {})],
    ['a Pod', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'lost', namespace: ns }, spec: lost }],
    ['a Service that gets no address', service('LoadBalancer')],
    ['an Ingress that gets no address', INGRESS],
  ];

  it('waits by itself for kinds that take their time, unless told not to', async () => {
    const stack = await fixture.stack(ns, []);
    const limited = never.map(([, object]) => item(object, seconds(4)));
    const run = await stack.tryUp({ program: fixture.program(limited) });
    const failed = run.steps.filter((step) => step.failed).map(({ type }) => type.split(':').at(-1));
    expect(failed.sort()).toEqual(never.map(([, { kind }]) => kind).sort());
    expect(run.errors.join('\n')).toMatch(/'lost' timed out waiting to be Ready/);

    const annotations = { 'pulumi.com/skipAwait': 'true' };
    const told = never.map(([, object]) => item({ ...object, metadata: { ...object.metadata, annotations } }));
    expect((await stack.up({ program: fixture.program(told) })).summary).toEqual({ update: never.length });
    await stack.destroy();
  });

  it('waits at deletion until finalizers have let go, or time is up', async () => {
    const object = {
      ...settings(ns, 'held', {}),
      metadata: { name: 'held', namespace: ns, finalizers: ['a.example/b'] },
    };
    const stack = await fixture.stack(ns, [item(object, seconds(3))]);
    await stack.up();
    const run = await stack.tryDestroy();
    expect(run.failure).toBeDefined();
    expect(run.output).toMatch(/finalizers might be preventing deletion \(a.example\/b[^)]*\)/);
    await release(object);
    expect((await stack.destroy()).summary).toEqual({ delete: 1 });
  });

  it('makes 500 objects and finds them unchanged, all before the time of a test is up', async () => {
    const many = Array.from({ length: 500 }, (_, index) => item(settings(ns, `map-${index}`, { size: 'small' })));
    const stack = await fixture.stack('many', many);
    expect((await stack.up()).summary).toEqual({ create: 500 });
    expect((await stack.up()).summary).toEqual({ same: 500 });
  });

  /** Takes the finalizers from an object. */
  async function release(object: KubeObject): Promise<void> {
    const connection = new Connection(fixture.api.endpoint);
    const patch = { metadata: { finalizers: null } };
    await connection.send('PATCH', await fixture.api.path(object), patch, 'application/merge-patch+json');
    connection.close();
  }
});
