import { readFileSync } from 'node:fs';
import { Platform } from 'tripod-iac';
import { program } from 'tripod-iac/pulumi';
import { environmentsOf } from '../../lib/engines/synth/choose';
import { type ApiServer, startApiServer, type KubeObject } from '../cluster/harness';
import { Flat } from '../support/network';
import { Part } from '../support/part';
import { claim, map } from './change/town';
import { Api, Engine, named, type Run, type TestStack } from './harness';
import { hostsWith } from './hosts/environment';
import { Room } from './hosts/room';

const MAPS = ['ConfigMap/town/market', 'ConfigMap/town/ledger'];
const CLAIM = 'PersistentVolumeClaim/town/storehouse';
const config = (name: string) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'town' } });

/** One run makes a cluster from its hosts, and deploys to it what it will only then know how to reach. */
describe('hosts and what stands on them, by one run', () => {
  let server: ApiServer;
  let api: Api;
  let room: Room;
  let engine: Engine;
  let stack: TestStack;
  let port: number;

  const platform = (): Platform => {
    const platform = new Platform();
    hostsWith(
      { port },
      (environment) => {
        new Flat(environment);
        environment.namespace('town');
        const part = new Part(environment, 'square');
        map(part, 'market', 'tea');
        map(part, 'ledger', 'full');
        claim(part, 'storehouse', 'slow');
      },
      platform,
    );
    return platform;
  };
  const there = (object: KubeObject) => api.read(object);
  const reason = ({ failure = '', errors }: Run) => [failure, ...errors].join('\n');

  beforeAll(async () => {
    [server, port, engine] = await Promise.all([
      startApiServer(),
      Room.port(),
      Engine.start({ plugins: ['kubernetes', 'command'] }),
    ]);
    api = new Api(server);
    const [environment] = environmentsOf(platform());
    room = await Room.open(environment!.hosts, port, readFileSync(server.kubeconfig, 'utf8'));
    stack = await engine.stack('all', program(platform));
    await stack.set('bootstrap', 'true');
    await stack.set('sshKey', room.privateKey, true);
    await stack.set('knownHosts', room.knownHosts);
  }, 120_000);
  afterAll(async () => {
    api?.close();
    await Promise.all([engine?.stop(), room?.close(), server?.stop()]);
  }, 60_000);

  it('are refused together with all else that is amiss, before anything is registered', async () => {
    await stack.set('knownHosts', room.knownHosts.split('\n').slice(1).join('\n'));
    const run = await stack.tryPreview();
    expect(reason(run)).toContain('no key of s1-master-1');
    expect(run.steps).toEqual([]);
    await stack.set('knownHosts', room.knownHosts);
  });

  it('are told in a preview, which reaches neither hosts nor the cluster', async () => {
    const told = named(await stack.preview(), 'create');
    expect(told).toEqual(expect.arrayContaining(['Host/s1-worker-2/join', 'Host/s1-master-1/kubeconfig', ...MAPS]));
    expect(room.calls()).toEqual([]);
    expect(await there(config('market'))).toBeUndefined();
  });

  it('are made, the cluster before what stands in it', async () => {
    const run = await stack.up();
    const made = named(run, 'create');
    for (const each of MAPS) expect(made.indexOf('Host/s1-master-1/kubeconfig')).toBeLessThan(made.indexOf(each));
    expect(room.calls().filter((call) => call.endsWith(' join'))).toHaveLength(4);
    expect(await there(config('market'))).toMatchObject({ data: { goods: 'tea' } });
    expect(await there(config('ledger'))).toBeDefined();
    expect(run.outputs['endpoint']).toEqual({ value: server.url, secret: false });
    expect(run.outputs['kubeconfig']?.secret).toBe(true);
  }, 150_000);

  it('are left alone by a second run', async () => {
    const { summary } = await stack.up();
    expect(Object.keys(summary).sort()).toEqual(['read', 'same']);
    expect(room.calls()).toEqual([]);
  });

  it('are not destroyed while anything is protected', async () => {
    const run = await stack.tryDestroy();
    expect(reason(run)).toContain(CLAIM);
    expect(named(run, 'delete')).toEqual([]);
    expect(await there(config('market'))).toBeDefined();
  });
});
