import { spawnSync } from 'node:child_process';
import { renderedObjects } from 'tripod-iac';
import { rendered } from '../support/control-plane';
import { type ApiServer, binary, Client, startApiServer } from './harness';
import { poll } from './harness/poll';

const FLOW = '/apis/flowcontrol.apiserver.k8s.io/v1/flowschemas/administrators';

let server: ApiServer;
let client: Client;

beforeAll(async () => {
  server = await startApiServer();
  client = new Client(server);
});

afterAll(async () => {
  client.close();
  await server.stop();
});

/** The flow schema by which a request of somebody in a group was classified, as the answer says it. */
function flowOf(group: string): string | undefined {
  const args = ['--kubeconfig', server.kubeconfig, '--as=anna', `--as-group=${group}`, '-v=8'];
  const { stderr } = spawnSync(binary('kubectl'), [...args, 'get', '--raw=/api/v1/namespaces'], { encoding: 'utf8' });
  return /X-Kubernetes-Pf-Flowschema-Uid: (\S+)/i.exec(stderr)?.[1];
}

it('administrators have a part of the API server for themselves, and nobody else has', async () => {
  const objects = renderedObjects(rendered()).map(({ json }) => json);
  for (const object of objects.filter(({ apiVersion }) => apiVersion.startsWith('flowcontrol'))) {
    await client.apply(object);
  }
  const uid = String((await client.get(FLOW))?.metadata['uid']);
  // The API server takes new schemas in on its own time.
  const flow = () => Promise.resolve(flowOf('kubeadm:cluster-admins') === uid ? uid : undefined);
  expect(await poll(20, flow)).toBe(uid);
  expect(flowOf('developers')).toMatch(/^[0-9a-f-]{36}$/);
  expect(flowOf('developers')).not.toBe(uid);
});
