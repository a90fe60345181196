import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ControlPlane, SecretValue, SiteTraffic, Traffic } from 'tripod-iac';
import { environment } from '../../support/bank';
import { PROPS } from '../../support/control-plane';
import { object } from '../../support/objects';
import { binary } from '../harness/binaries';
import { freePort } from '../harness/free-port';
import { Keeper } from '../harness/keeper';
import { poll } from '../harness/poll';
import { here, NameServers, ZONE } from '../witness/name-servers';

const NAME = `api.${ZONE}`;
const SITES = ['127.7.1.1', '127.7.1.2'];

let servers: NameServers;
let agent: Keeper;
let traffic: Traffic;
let port: number;
const fronts = new Map<string, Server>();

/** Virtual addresses of sites, on addresses of this machine. */
const moved = (text: string): string => here(text).replace('10.10.0.5', SITES[0]!).replace('10.11.0.5', SITES[1]!);
const begin = (side: string) => servers.run(traffic.begin(side).map(moved));
const led = (): readonly string[] =>
  servers.witness.servers.map(({ port: at }) => {
    const { stdout } = spawnSync('dig', ['@127.0.0.1', '-p', String(at), '+short', NAME, 'A'], { encoding: 'utf8' });
    return stdout.trim().split('\n').sort().join(' ');
  });
const leadsTo = (...addresses: readonly string[]) =>
  poll(15, () => Promise.resolve(led().every((each) => each === addresses.join(' ')) || undefined));

function front(address: string): Promise<void> {
  const [key, cert] = ['key', 'crt'].map((end) => readFileSync(join(servers.secrets, `front.${end}`)));
  const server = createServer({ key, cert }, (_, answer) => answer.end('ok'));
  fronts.set(address, server);
  return new Promise((done) => server.listen(port, address, done));
}

function gone(address: string): Promise<unknown> {
  return new Promise((done) => fronts.get(address)!.close(done));
}

beforeAll(async () => {
  servers = await NameServers.start();
  const owner = environment('production');
  new ControlPlane(owner, 'control-plane', PROPS);
  const sides = { production: ['10.10.0.5', '10.11.0.5'], 'remote-dr': ['10.30.0.5'] };
  traffic = Traffic.dns({ witness: servers.witness, records: [{ name: NAME, follows: 'api', sides }] });
  const component = new SiteTraffic(owner, 'api', { traffic, record: NAME, key: SecretValue.from('dns/sites') });
  await servers.open(traffic);
  await servers.run(servers.witness.begin('production'));
  expect((await begin('production')).code).toBe(0);

  port = await freePort();
  const [key, certificate] = ['key', 'crt'].map((end) => join(servers.secrets, `front.${end}`));
  const names = SITES.map((address) => `IP:${address}`).join(',');
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj', '/CN=front'];
  spawnSync('openssl', [
    'req',
    '-x509',
    ...curve,
    '-addext',
    `subjectAltName=${names}`,
    '-keyout',
    key!,
    '-out',
    certificate!,
  ]);
  for (const address of SITES) await front(address);
  const args = (object(component, 'Deployment').spec.template.spec.containers[0].args as string[]).map((argument) =>
    moved(argument)
      .replace('/etc/tripod/keys/secret', join(servers.secrets, 'sites.key'))
      .replace('/etc/tripod/ca/ca.crt', certificate!)
      .replace(':8443', `:${port}`)
      .replace(/^2s$/, '500ms')
      .replace(':9102', ':0'),
  );
  args[args.indexOf('--rise') + 1] = '2';
  agent = new Keeper();
  agent.start('agent', binary('tripod-agent'), args);
}, 60_000);
afterAll(async () => {
  await agent?.stop();
  for (const server of fronts.values()) server.close();
  await servers?.stop();
});

it('takes a dead site out, and puts it back', async () => {
  expect(await leadsTo(...SITES)).toBe(true);
  await gone(SITES[1]!);
  expect(await leadsTo(SITES[0]!)).toBe(true);
  // What a plan asks of its own side still holds.
  const verify = traffic.lead()[0]!.verify.map(moved);
  expect((await servers.run(verify, { TO: 'production', EPOCH: '1' })).code).toBe(0);
  await front(SITES[1]!);
  expect(await leadsTo(...SITES)).toBe(true);
});

it('leaves the record alone when no site answers, and when it is the turn of the other side', async () => {
  for (const address of SITES) await gone(address);
  await sleep(3000);
  expect(led().every((each) => each !== '')).toBe(true);
  servers.setAll('2 remote-dr');
  expect((await begin('remote-dr')).code).toBe(0);
  for (const address of SITES) await front(address);
  await sleep(3000);
  expect(led()).toEqual(['10.30.0.5', '10.30.0.5', '10.30.0.5']);
});
