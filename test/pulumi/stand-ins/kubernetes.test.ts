import { Provider } from '@pulumi/kubernetes/provider';
import { secret } from '@pulumi/pulumi';
import type { KubeObject } from '../../cluster/harness';
import { named } from '../harness';
import { RawObject } from '../harness/object';
import { item, settings, uid, VESSELS, vessel, withEveryPlugin, type Item } from './fixture';

const labels = { app: 'web' };
const OWNED = { 'pulumi.com/patchFieldManager': 'tripod' };
/** Nobody makes volumes of its class. */
const SKIP = { 'pulumi.com/skipAwait': 'true' };

const deployment = (namespace: string, spec: object = {}, app = labels): KubeObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace, annotations: OWNED },
  spec: {
    replicas: 2,
    selector: { matchLabels: app },
    template: {
      metadata: { labels: app },
      spec: {
        hostNetwork: false,
        containers: [
          {
            name: 'web',
            image: 'web:1',
            resources: { requests: { cpu: '1000m', memory: '1024Mi' }, limits: { cpu: 2 } },
          },
        ],
        ...spec,
      },
    },
  },
});

const object = (kind: string, apiVersion: string, name: string, body: object, namespace?: string): KubeObject => ({
  apiVersion,
  kind,
  metadata: {
    name,
    ...(namespace ? { namespace } : {}),
    ...(kind === 'PersistentVolumeClaim' ? { annotations: SKIP } : {}),
  },
  ...body,
});

withEveryPlugin((fixture, standIn) => {
  describe('objects of all sorts', () => {
    const ns = 'sorts';
    const password = 'correct-horse-battery';
    const objects: Item[] = [
      item(object('Namespace', 'v1', 'made', {})),
      item(settings(ns, 'plain', { size: 'small' })),
      item({ ...object('Secret', 'v1', 'door', { stringData: { password: secret(password) } }, ns) }),
      item(deployment(ns)),
      item(VESSELS),
      item(vessel(ns, 'ding')),
      item(settings('made', 'inside', { a: 'b' })),
      item(object('Service', 'v1', 'web', { spec: { selector: labels, ports: [{ port: 80 }] } }, ns)),
      item(object('PriorityClass', 'scheduling.k8s.io/v1', 'high', { value: 10, globalDefault: false })),
    ];
    const stack = () => fixture.stack(ns, objects);

    it('are previewed, also where kind and namespace are yet to come', async () => {
      const run = await (await stack()).preview();
      expect(run.summary).toEqual({ create: objects.length });
      expect(await uid(fixture.api, settings(ns, 'plain', {}))).toBeUndefined();
    });

    it('go up, though no order is given: what misses its kind or namespace is tried again', async () => {
      const run = await (await stack()).up();
      expect(run.summary).toEqual({ create: objects.length });
    });

    it('have ids of namespace and name, and outputs of the cluster', async () => {
      const { resources = [] } = await (await stack()).exportState();
      const ids = resources.filter(({ type }) => type.startsWith('kubernetes:')).map(({ id }) => id);
      expect(ids.sort()).toEqual(
        [
          `${ns}/ding`,
          `${ns}/door`,
          `${ns}/plain`,
          `${ns}/web`,
          `${ns}/web`,
          'high',
          'made',
          'made/inside',
          VESSELS.metadata.name,
        ].sort(),
      );
      const plain = resources.find(({ id }) => id === `${ns}/plain`);
      expect(plain?.outputs).toMatchObject({
        metadata: { uid: await uid(fixture.api, settings(ns, 'plain', {})) },
        __initialApiVersion: 'v1',
        __inputs: { data: { size: 'small' } },
      });
    });

    it('keep their secrets out of the state', async () => {
      const state = JSON.stringify(await (await stack()).exportState());
      for (const text of [password, Buffer.from(password).toString('base64')]) expect(state).not.toContain(text);
    });

    it('are the same at the second run, and after a refresh', async () => {
      expect((await (await stack()).up()).summary).toEqual({ same: objects.length });
      const run = await (await stack()).up({ refresh: true });
      expect(run.summary).toEqual({ refresh: objects.length, same: objects.length });
    });

    it('are made anew after a refresh found them gone, and mended where it found them changed', async () => {
      await fixture.api.delete(settings(ns, 'plain', {}));
      await fixture.api.apply({ ...settings(ns, 'added', {}) });
      const run = await (await stack()).up({ refresh: true });
      expect(named(run, 'create')).toEqual([`ConfigMap/${ns}/plain`]);
    });

    it('are deleted, and nothing is left; what is gone already is fine', async () => {
      await fixture.api.delete(settings(ns, 'plain', {}));
      const run = await (await stack()).destroy();
      expect(run.summary).toEqual({ delete: objects.length });
      for (const { object } of objects) {
        // Without the controller of namespaces theirs stays, which skipAwait allows.
        if (object.kind === 'Namespace' || object.kind === 'Vessel') continue;
        expect(await fixture.api.read(object)).toBeUndefined();
      }
    });
  });

  describe('a change', () => {
    const ns = 'changes';
    const role = (name: string) => ({ apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name });
    const pair = (object: KubeObject, change: object): [string, string, KubeObject, KubeObject] => {
      const kind = object.kind;
      return [
        kind,
        `${kind}/${object.metadata.namespace ? `${ns}/` : ''}${object.metadata.name}`,
        object,
        { ...object, ...change },
      ];
    };
    const claim = (size: string, storageClassName: string) => ({
      spec: { accessModes: ['ReadWriteOnce'], storageClassName, resources: { requests: { storage: size } } },
    });
    const job = (image: string) => ({
      spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'a', image }] } } },
    });
    const set = (serviceName: string) => ({ spec: { ...(deployment(ns).spec as object), serviceName } });
    const replaced = [
      pair(object('PersistentVolumeClaim', 'v1', 'claim', claim('1Gi', 'slow'), ns), claim('1Gi', 'fast')),
      pair(object('Job', 'batch/v1', 'once', job('a:1'), ns), job('a:2')),
      pair(object('StatefulSet', 'apps/v1', 'base', set('one'), ns), set('two')),
      pair(deployment(ns), deployment(ns, {}, { app: 'other' })),
      pair(object('RoleBinding', 'rbac.authorization.k8s.io/v1', 'bind', { roleRef: role('view') }, ns), {
        roleRef: role('edit'),
      }),
      pair(object('StorageClass', 'storage.k8s.io/v1', 'class', { provisioner: 'a.example' }), {
        provisioner: 'b.example',
      }),
      pair(object('Secret', 'v1', 'typed', { type: 'a/b' }, ns), { type: 'a/c' }),
      pair(object('Service', 'v1', 'headless', { spec: { ports: [{ port: 1 }] } }, ns), {
        spec: { clusterIP: 'None', ports: [{ port: 1 }] },
      }),
      pair(settings(ns, 'fixed', { a: '1' }), { data: { a: '2' } }),
    ];
    const updated = [
      pair(object('Service', 'v1', 'ports', { spec: { ports: [{ port: 1 }] } }, ns), {
        spec: { ports: [{ port: 2 }] },
      }),
      pair(object('CSIDriver', 'storage.k8s.io/v1', 'csi.example', { spec: { podInfoOnMount: false } }), {
        spec: { podInfoOnMount: true },
      }),
      pair(
        object(
          'Role',
          'rbac.authorization.k8s.io/v1',
          'role',
          { rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }] },
          ns,
        ),
        { rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get', 'list'] }] },
      ),
      pair(object('Namespace', 'v1', 'labelled', {}), {
        metadata: { name: 'labelled', labels: { a: 'b' }, annotations: SKIP },
      }),
    ];
    const all = [...replaced, ...updated];
    const before: (string | undefined)[] = [];
    let run: Awaited<ReturnType<Awaited<ReturnType<typeof fixture.stack>>['up']>>;

    beforeAll(async () => {
      const stack = await fixture.stack(
        ns,
        all.map(([, , object]) => item(object)),
      );
      await stack.up();
      before.push(...(await Promise.all(all.map(([, , object]) => uid(fixture.api, object)))));
      run = await stack.up({ program: fixture.program(all.map(([, , , object]) => item(object))) });
    });

    it.each(replaced)('of what cannot be changed in a %s makes a new one: %s', async (_, name, object) => {
      expect(named(run, 'replace')).toContain(name);
      const now = await uid(fixture.api, object);
      expect(now).toBeDefined();
      expect(before).not.toContain(now);
    });

    it.each(updated)('of other fields of a %s is made in place: %s', async (_, name, object) => {
      expect(named(run, 'update')).toContain(name);
      expect(before).toContain(await uid(fixture.api, object));
    });
  });

  it('changes maps and secrets in place where the provider allows it', async () => {
    const ns = 'mutable';
    const both = (value: string) => [
      item(settings(ns, 'map', { a: value })),
      item(object('Secret', 'v1', 'key', { stringData: { a: secret(value) } }, ns)),
    ];
    const allowed = { enableConfigMapMutable: true, enableSecretMutable: true };
    const stack = await fixture.stack(ns, both('one'), allowed);
    await stack.up();
    const run = await stack.up({ program: fixture.program(both('two'), allowed) });
    expect(run.summary).toEqual({ update: 2 });
    expect((await fixture.api.get<KubeObject>(`/api/v1/namespaces/${ns}/configmaps/map`))?.['data']).toEqual({
      a: 'two',
    });
  });

  it('owns what it changed as the manager of the annotation, and lets go of what the program drops', async () => {
    const ns = 'owner';
    const map = (data: Readonly<Record<string, string>>) => {
      const { metadata, ...rest } = settings(ns, 'map', data);
      return item({ ...rest, metadata: { ...metadata, annotations: OWNED } });
    };
    const allowed = { enableConfigMapMutable: true };
    const stack = await fixture.stack(ns, [map({ a: '1', b: '1' })], allowed);
    await stack.up();
    await stack.up({ program: fixture.program([map({ a: '2' })], allowed) });
    const live = await fixture.api.get<KubeObject>(`/api/v1/namespaces/${ns}/configmaps/map`);
    expect(live?.['data']).toEqual({ a: '2' });
    const managers = live?.metadata['managedFields'] as { manager: string; operation: string }[];
    expect(managers.map(({ manager, operation }) => `${manager} ${operation}`)).toEqual(['tripod Apply']);
  });

  it('takes another apiVersion of a kind for the same object', async () => {
    const ns = 'versions';
    const stack = await fixture.stack(ns, [item(vessel(ns, 'ding', undefined, 'v1beta1'))]);
    await fixture.api.apply(VESSELS);
    await stack.up();
    const before = await uid(fixture.api, vessel(ns, 'ding'));
    const aliases = [{ type: 'kubernetes:tripod.example/v1beta1:Vessel' }];
    const program = fixture.program([item(vessel(ns, 'ding'), { aliases })]);
    expect((await stack.up({ program })).summary).toEqual({ update: 1 });
    expect((await stack.up({ program })).summary).toEqual({ same: 1 });
    expect(await uid(fixture.api, vessel(ns, 'ding'))).toBe(before);
  });

  describe('an object that is there already', () => {
    const ns = 'there';
    const found = { ...settings(ns, 'map', { a: 'found' }) };
    beforeAll(() => fixture.api.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: ns } }));
    beforeEach(() => fixture.api.apply(found));
    afterEach(() => fixture.api.delete(found));

    it('is refused', async () => {
      const run = await (await fixture.stack(ns, [item(settings(ns, 'map', { a: 'mine' }))])).tryUp();
      expect(run.errors.join('\n')).toMatch(/"map" already exists/);
      expect(run.errors.join('\n')).toContain('upsertExistingObjects');
    });

    it('is taken over where the provider is told to, unless another manager holds a field', async () => {
      const upsert = { upsertExistingObjects: true };
      const mine = (annotations: Readonly<Record<string, string>>) => {
        const metadata = { name: 'map', namespace: ns, annotations };
        return fixture.program([item({ ...settings(ns, 'map', { a: 'mine' }), metadata })], upsert);
      };
      const stack = await fixture.stack(ns, [], upsert);
      const other = { 'pulumi.com/patchFieldManager': 'other' };
      const conflict = await stack.tryUp({ program: mine(other) });
      expect(conflict.errors.join('\n')).toMatch(
        /field manager "other" had an apply conflict[^]*conflict with "tripod"/,
      );
      await stack.up({ program: mine({ ...other, 'pulumi.com/patchForce': 'true' }) });
      const live = await fixture.api.get<KubeObject>(`/api/v1/namespaces/${ns}/configmaps/map`);
      expect(live?.['data']).toEqual({ a: 'mine' });
      await stack.destroy();
    });
  });

  it('patches an object of others, and gives the fields back when the patch is deleted', async () => {
    const ns = 'patched';
    const annotations = { 'pulumi.com/patchFieldManager': 'tripod-patch' };
    const patch = (value: string) => ({
      object: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: ns, labels: { zone: value }, annotations } },
      kind: 'NamespacePatch',
    });
    const zone = async () => {
      const live = await fixture.api.get<KubeObject>(`/api/v1/namespaces/${ns}`);
      return (live?.metadata['labels'] as Record<string, string>)['zone'];
    };
    const stack = await fixture.stack(ns, [patch('a')]);
    expect((await stack.preview()).summary).toEqual({ create: 1 });
    await stack.up();
    expect(await zone()).toBe('a');
    expect((await stack.up({ program: fixture.program([patch('b')]) })).summary).toEqual({ update: 1 });
    expect(await zone()).toBe('b');
    await stack.destroy();
    expect(await zone()).toBeUndefined();
  });

  it('reads an object by its id', async () => {
    const ns = 'read';
    const stack = await fixture.stack(ns, []);
    await fixture.api.apply(settings(ns, 'map', { a: 'b' }));
    const program = fixture.program([item({ ...settings(ns, 'map', {}) }, { id: `${ns}/map` })]);
    expect((await stack.up({ program })).summary).toEqual({ read: 1 });
    const { resources = [] } = await stack.exportState();
    expect(resources.at(-1)?.outputs).toMatchObject({ data: { a: 'b' } });
    const missing = await stack.tryUp({
      program: fixture.program([item(settings(ns, 'none', {}), { id: `${ns}/none` })]),
    });
    expect(missing.failure).toBeDefined();
  });

  describe('the provider', () => {
    const ns = 'providers';
    const objects = [item(settings(ns, 'map', { a: 'b' }))];
    /** The same cluster, called by another address. */
    const elsewhere = () => secret(kubeconfig().replace(/(https:[\/\d.:]+)/, '$1/'));
    const kubeconfig = () => fixture.kubeconfig;

    it.each([
      ['with an identifier may reach its cluster by another address', 'one', 'one', true, 'same'],
      ['without one is taken for another cluster then', undefined, undefined, true, 'replace'],
      ['with another identifier is another cluster', 'one', 'two', false, 'replace'],
      ['may be given an identifier', undefined, 'one', false, 'same'],
    ])('%s', async (_, was, is, moved, expected) => {
      const stack = await fixture.stack(ns, objects);
      await stack.up({ program: fixture.program(objects, was ? { clusterIdentifier: was } : {}) });
      const next = { ...(is ? { clusterIdentifier: is } : {}), ...(moved ? { kubeconfig: elsewhere() } : {}) };
      const { summary } = await stack.preview({ program: fixture.program(objects, next) });
      expect(Object.keys(summary)).toContain(expected);
      await stack.destroy();
    });

    it('whose kubeconfig is not known yet previews its objects, and makes them when it is', async () => {
      const stack = await fixture.stack('unknown', []);
      const program = () => {
        const first = new Provider('first', { kubeconfig: secret(kubeconfig()) });
        const map = new RawObject(settings('unknown', 'one', {}), { provider: first });
        const second = new Provider('second', { kubeconfig: secret(map.id.apply(kubeconfig)) });
        new RawObject(settings('unknown', 'two', {}), { provider: second });
        return Promise.resolve();
      };
      expect((await stack.preview({ program })).summary).toEqual({ create: 2 });
      expect((await stack.up({ program })).summary).toEqual({ create: 2 });
    });

    it('keeps its settings apart from those of another in one program', async () => {
      const stack = await fixture.stack('apart', []);
      await fixture.api.apply(settings('apart', 'map', { a: 'b' }));
      const program = (upserts: boolean) => () => {
        const providers = [true, false].map(
          (upsertExistingObjects) =>
            new Provider(String(upsertExistingObjects), { kubeconfig: secret(kubeconfig()), upsertExistingObjects }),
        );
        const metadata = { name: 'map', namespace: 'apart', annotations: OWNED };
        const object = { ...settings('apart', 'map', { a: 'b' }), metadata };
        new RawObject(object, { provider: providers[upserts ? 0 : 1] });
        return Promise.resolve();
      };
      expect((await stack.tryUp({ program: program(false) })).errors.join()).toMatch(/already exists/);
      expect((await stack.tryUp({ program: program(true) })).summary).toEqual({ create: 1 });
    });
  });

  if (standIn) {
    it('refuses an object without a name, which the official plugin would make up', async () => {
      const nameless = { ...settings('default', '', {}), metadata: { namespace: 'default' } } as unknown as KubeObject;
      const run = await (await fixture.stack('nameless', [item(nameless)])).tryUp();
      expect(run.errors.join('\n')).toMatch(/ConfigMap has no `.metadata.name`/);
    });

    it('passes on what the API server warns of, which the official plugin keeps to itself', async () => {
      const odd = deployment('warned', { priorityClass: 'high' });
      const run = await (await fixture.stack('warned', [item(odd)])).up();
      expect(run.output).toMatch(/unknown field \\?"spec.template.spec.priorityClass\\?"/);
    });
  }
});
