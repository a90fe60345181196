import { ControlPlane, SecretValue, SiteTraffic, Traffic, Witness } from 'tripod-iac';
import { environment } from '../../support/bank';
import { PROPS } from '../../support/control-plane';
import { objects } from '../../support/objects';
import { type ApiServer, Client, type KubeObject, startApiServer } from '../harness';
import { podOf, podTemplates } from '../support/pod-templates';

let server: ApiServer;
let client: Client;

beforeAll(async () => {
  server = await startApiServer();
  client = new Client(server);
});
afterAll(async () => {
  client?.close();
  await server?.stop();
});

it('is accepted as it is, in pod security restricted', async () => {
  const owner = environment('production');
  new ControlPlane(owner, 'control-plane', PROPS);
  const witness = Witness.dns({
    zone: 'prod.bank.example',
    servers: [{ name: 'ns-1', address: '192.0.2.1' }],
    key: SecretValue.from('dns/guard'),
    keyName: 'tripod-guard',
  });
  const sides = { production: ['10.10.0.5', '10.11.0.5'], 'remote-dr': ['10.30.0.5'] };
  const traffic = Traffic.dns({ witness, records: [{ name: 'api.prod.bank.example', follows: 'api', sides }] });
  new SiteTraffic(owner, 'api', { traffic, record: 'api.prod.bank.example', key: SecretValue.from('dns/sites') });
  const all = (objects(owner) as KubeObject[]).filter(
    ({ metadata }) => metadata.namespace === 'traffic' || metadata.name === 'traffic',
  );
  expect(all.map(({ kind }) => kind).sort()).toEqual(['Deployment', 'Namespace']);
  for (const object of [...all].sort((a) => (a.kind === 'Namespace' ? -1 : 1)))
    expect((await client.apply(object)).warnings).toEqual([]);
  const labels = { 'pod-security.kubernetes.io/enforce': 'restricted' };
  await client.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'restricted', labels } });
  for (const pod of all.flatMap(podTemplates)) await client.createDryRun(podOf(pod, 'restricted'));
});
