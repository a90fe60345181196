import { fetchedOperators, Operator, renderedObjects, type Rendering } from 'tripod-iac';
import { builtInScope } from '../../lib/core/kind/scope';
import { type ApiServer, Client, findDefinitions, type KubeObject, loadDefinitions, startApiServer } from './harness';
import { renderings } from './support/environments';
import { type FoundPod, podOf, podTemplates } from './support/pod-templates';
import { PRIVILEGED } from './support/privileged';

const vendoredObjects = ({ components }: Rendering) =>
  components
    .filter(({ component }) => Operator.isOperator(component) && component.vendored)
    .flatMap(({ waves }) => waves.flat().map(({ json }) => json));

const RESTRICTED = 'admission-restricted';
const NAMESPACE: KubeObject = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: RESTRICTED, labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
};

const definitions = findDefinitions();

it('has definitions of custom resources, or is not CI', () => {
  if (definitions === undefined)
    process.stderr.write('no definitions: custom resources are left out; `npm run crds` fetches them\n');
  expect(definitions !== undefined || process.env['CI'] === undefined).toBe(true);
});

describe.each(renderings().map((rendering) => [rendering.environment.name, rendering] as const))(
  '%s',
  (name, rendering) => {
    const all = renderedObjects(rendering).map(({ json }) => json);
    const isBuiltIn = ({ apiVersion, kind }: KubeObject) => builtInScope(apiVersion, kind) !== undefined;
    const objects = definitions === undefined ? all.filter(isBuiltIn) : all;
    // What upstream's operators run, once vendored, is theirs: the namespace of each says what level it needs, and why.
    const vendored = new Set(vendoredObjects(rendering));
    const pods = all.filter((json) => !vendored.has(json)).flatMap(podTemplates);
    let server: ApiServer;
    let client: Client;

    beforeAll(async () => {
      server = await startApiServer({ serviceCidr: rendering.environment.cluster.services });
      const groups = [
        ...new Set(
          objects.filter((object) => !isBuiltIn(object)).map(({ apiVersion }) => apiVersion.split('/')[0] ?? ''),
        ),
      ];
      await loadDefinitions(server, groups);
      client = new Client(server);
      await client.apply(NAMESPACE);
    });

    afterAll(async () => {
      client.close();
      await server.stop();
    });

    it('is accepted by a real API server, object by object, without a warning', async () => {
      const fetched = fetchedOperators(rendering).map(({ node }) => node.id);
      if (fetched.length > 0) process.stderr.write(`${name}: not vendored, so not covered: ${fetched.join(', ')}\n`);
      const refused: string[] = [];
      for (const object of objects) {
        const { warnings } = await client.apply(object).catch((error: Error) => ({ warnings: [error.message] }));
        refused.push(
          ...warnings.map(
            (warning) => `${object.kind} ${object.metadata.namespace ?? ''}/${object.metadata.name}: ${warning}`,
          ),
        );
      }
      process.stderr.write(`${name}: ${objects.length} of ${all.length} objects applied: ${counts(objects)}\n`);
      expect(refused).toEqual([]);
    });

    it('runs every pod in pod security restricted, but for those that say why not', async () => {
      const admitted = async (pod: FoundPod) => {
        const error = await client.createDryRun(podOf(pod, RESTRICTED)).then(
          () => undefined,
          (refusal: Error) => refusal.message,
        );
        return { owner: pod.owner, error };
      };
      const plain = await Promise.all(pods.filter(({ reason }) => reason === undefined).map(admitted));
      expect(plain.filter(({ error }) => error !== undefined)).toEqual([]);
      // A privilege that is not needed would be a hole with an excuse.
      const privileged = await Promise.all(pods.filter(({ reason }) => reason !== undefined).map(admitted));
      expect(privileged.filter(({ error }) => error === undefined)).toEqual([]);
    });

    it('has no privileged pod beyond the list', () => {
      const found = pods.filter(({ reason }) => reason !== undefined).map(({ owner, reason }) => [owner, reason]);
      expect(found.filter(([owner, reason]) => PRIVILEGED[owner ?? ''] !== reason)).toEqual([]);
      process.stderr.write(`${name}: ${pods.length} pod templates, ${found.length} of them privileged\n`);
    });
  },
);

function counts(objects: readonly KubeObject[]): string {
  const byKind = new Map<string, number>();
  for (const { kind } of objects) byKind.set(kind, (byKind.get(kind) ?? 0) + 1);
  return [...byKind]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([kind, count]) => `${count} ${kind}`)
    .join(', ');
}
