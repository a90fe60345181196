import { builtInScope } from '../../lib/core/kind/scope';
import { Calico, type Environment, fetchedOperators, nodeLabels, render } from 'tripod-iac';
import type { Loose } from '../support/objects';
import { storageEnvironments } from '../storage/platforms';
import { rookFaults } from '../storage/rook/rules';
import { FAULTS, spoiled } from '../storage/rook/rules/table';
import { type ApiServer, Client, findDefinitions, type KubeObject, loadDefinitions, startApiServer } from './harness';
import { type FoundPod, podOf, podTemplates } from './support/pod-templates';

/** Objects of an environment in the order in which they are applied, but those of the network. */
function storageObjects(environment: Environment): readonly KubeObject[] {
  return render(environment)
    .components.filter(({ component }) => !(component instanceof Calico))
    .flatMap(({ waves }) => waves.flat().map(({ json }) => json));
}

const isBuiltIn = ({ apiVersion, kind }: KubeObject) => builtInScope(apiVersion, kind) !== undefined;
const environments = storageEnvironments();
const objectsOf = Object.fromEntries(Object.entries(environments).map(([name, each]) => [name, storageObjects(each)]));

// Nothing is left of storage without its definitions, which `npm run crds` fetches; in CI their absence fails environments.test.ts.
(findDefinitions() === undefined ? describe.skip : describe)('a real API server', () => {
  let server: ApiServer;
  let client: Client;

  beforeAll(async () => {
    server = await startApiServer();
    const groups = Object.values(objectsOf)
      .flat()
      .filter((object) => !isBuiltIn(object))
      .map(({ apiVersion }) => apiVersion.split('/')[0] ?? '');
    await loadDefinitions(server, [...new Set(groups)]);
    client = new Client(server);
  });

  afterAll(async () => {
    client.close();
    await server.stop();
  });

  /** Leaves an empty server behind, but for namespaces: no controller is there to empty them. */
  const clear = async (objects: readonly KubeObject[]) => {
    for (const object of objects.filter(({ kind }) => kind !== 'Namespace')) await client.delete(object);
  };

  describe.each(Object.entries(objectsOf))('%s', (name, objects) => {
    it('is accepted in order, object by object, without a warning', async () => {
      const refused: string[] = [];
      for (const object of objects) {
        const { warnings } = await client.apply(object).catch((error: Error) => ({ warnings: [error.message] }));
        refused.push(...warnings.map((warning) => `${object.kind}/${object.metadata.name}: ${warning}`));
      }
      process.stderr.write(`${name}: ${objects.length} objects applied\n`);
      expect(refused).toEqual([]);
    });

    it('is accepted once more, and changes nothing', async () => {
      const versions = () =>
        Promise.all(
          objects.map(async (object) => (await client.get(await client.path(object)))?.metadata['resourceVersion']),
        );
      const before = await versions();
      for (const object of objects) await client.apply(object);
      expect(await versions()).toEqual(before);
      await clear(objects);
    });
  });

  it('runs every pod in pod security restricted, but for those that say why not', async () => {
    const labels = { 'pod-security.kubernetes.io/enforce': 'restricted' };
    await client.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'admission-restricted', labels } });
    const pods = Object.values(objectsOf).flat().flatMap(podTemplates);
    const admitted = (pod: FoundPod) =>
      client.createDryRun(podOf(pod, 'admission-restricted')).then(
        () => true,
        () => false,
      );
    const found = await Promise.all(
      pods.map(async (pod) => ({ owner: pod.owner, reason: pod.reason, admitted: await admitted(pod) })),
    );
    const privileged = found.filter(({ reason }) => reason !== undefined);
    process.stderr.write(
      `${found.length} pod templates, privileged: ${privileged.map(({ owner }) => owner).join(', ')}\n`,
    );
    expect(found.length).toBeGreaterThan(0);
    // Refused without a reason, and a reason without need: both are wrong.
    expect(found.filter(({ reason, admitted }) => admitted !== (reason === undefined))).toEqual([]);
  });

  it('knows every field that is changed in what the operators bring', async () => {
    const namespace: KubeObject = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'rook-ceph' } };
    await loadDefinitions(server, ['csi.ceph.io']);
    await client.apply(namespace);
    const overrides = Object.values(environments)
      .flatMap((environment) => fetchedOperators(render(environment)))
      .flatMap((operator) => operator.overrides)
      .filter((override) => override.apiVersion.startsWith('csi.ceph.io/'));
    expect(overrides.length).toBeGreaterThan(0);
    for (const { apiVersion, kind, name, fields } of overrides) {
      const object: KubeObject = { apiVersion, kind, metadata: { name, namespace: 'rook-ceph' }, ...fields };
      expect((await client.createDryRun(object)).warnings).toEqual([]);
    }
  });

  describe('changes', () => {
    const objects = objectsOf['two sites and a witness'] ?? [];
    const one = (kind: string): Loose => structuredClone(objects.find((object) => object.kind === kind));
    const cluster = (change: (spec: Loose) => void) => {
      const changed = one('CephCluster');
      change(changed.spec);
      return changed as KubeObject;
    };
    const network = (fields: object) => cluster((spec) => Object.assign(spec.network, fields));
    const hosts = { provider: 'host' };
    const multus = { provider: 'multus', selectors: { public: 'rook-ceph/public' } };

    beforeAll(async () => {
      for (const object of objects.filter(({ kind }) => kind === 'Namespace')) await client.apply(object);
    });

    it.each<[string, () => KubeObject, () => KubeObject, string]>([
      ['hosts for Multus', () => network(hosts), () => network(multus), 'network provider must be disabled'],
      ['Multus for hosts', () => network(multus), () => network(hosts), 'network provider must be disabled'],
      [
        'the folder of the daemons',
        () => cluster(() => undefined),
        () => cluster((spec) => (spec.dataDirHostPath = '/srv/rook')),
        'DataDirHostPath is immutable',
      ],
      [
        'the file system of a group',
        () => one('CephFilesystemSubVolumeGroup'),
        () => {
          const group = one('CephFilesystemSubVolumeGroup');
          group.spec.filesystemName = 'other';
          return group;
        },
        'filesystemName is immutable',
      ],
    ])('of %s are refused', async (_, before, after, message) => {
      await client.apply(before());
      await expect(client.apply(after())).rejects.toThrow(message);
      await client.delete(before());
    });

    // The rule compares two values that are there: from none to one it says nothing, and Rook would move every daemon.
    it('from the network of pods to that of hosts are not seen by the server', async () => {
      await client.apply(cluster(() => undefined));
      await expect(client.apply(network(hosts))).resolves.toBeDefined();
      await client.delete(cluster(() => undefined));
    });
  });

  it('takes most of what Rook would refuse: its word proves little', async () => {
    const taken: string[] = [];
    const refused: string[] = [];
    for (const [name, faults] of Object.entries(FAULTS)) {
      const objects = objectsOf[name] ?? [];
      const nodes = environments[name]?.hosts.map(nodeLabels) ?? [];
      for (const fault of faults) {
        const wrong = spoiled(objects, fault) as readonly KubeObject[];
        const changed = wrong.filter((object, index) => JSON.stringify(object) !== JSON.stringify(objects[index]));
        expect(rookFaults(wrong, nodes).join('\n')).toContain(fault[3]);
        for (const object of changed) {
          await client.createDryRun(object).then(
            () => taken.push(fault[0]),
            () => refused.push(fault[0]),
          );
        }
      }
    }
    process.stderr.write(`of what Rook refuses the server takes ${taken.length}: ${taken.join(', ')}\n`);
    process.stderr.write(`and refuses ${refused.length}: ${refused.join(', ')}\n`);
    expect(taken).toEqual(
      expect.arrayContaining(['four monitors', 'two arbiters', 'an erasure code beside copies', 'two peers']),
    );
    expect(refused).toEqual(
      expect.arrayContaining(['two zones', 'more monitors than nodes', 'Multus without networks']),
    );
  });
});
