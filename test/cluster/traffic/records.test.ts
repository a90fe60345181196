import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Duration } from 'cdk8s';
import { Traffic } from 'tripod-iac';
import { freePort } from '../harness/free-port';
import { poll } from '../harness/poll';
import { here, NameServers, ZONE } from '../witness/name-servers';

const API = `api.${ZONE}`;
const LEDGER = `ledger.${ZONE}`;
const TTL = 4;
const VALUES = { FROM: 'production', TO: 'remote-dr', PREVIOUS: '7', EPOCH: '8' };

let servers: NameServers;
let traffic: Traffic;
/** A resolver as clients have one: it forwards to all name servers, and remembers. */
let resolver: { readonly port: number; readonly process: ChildProcess };

beforeAll(async () => {
  servers = await NameServers.start();
  traffic = Traffic.dns({
    witness: servers.witness,
    ttl: Duration.seconds(TTL),
    records: [
      { name: API, follows: 'api', sides: { production: ['10.10.0.5', '10.11.0.5'], 'remote-dr': ['10.30.0.5'] } },
      { name: LEDGER, follows: 'mariadb-ledger', sides: { production: ['10.10.0.6'], 'remote-dr': ['10.30.0.6'] } },
    ],
  });
  await servers.open(traffic);
  resolver = await resolve();
}, 60_000);
afterAll(async () => {
  resolver?.process.kill('SIGKILL');
  await servers?.stop();
});

/** A real named that keeps what it was told, as long as it was told. */
async function resolve(): Promise<typeof resolver> {
  const port = await freePort();
  const folder = servers.folder('resolver');
  mkdirSync(folder);
  const forwarders = servers.witness.servers.map((server) => `${here(server.address)} port ${server.port};`).join(' ');
  const text = `options { directory "${folder}"; listen-on port ${port} { 127.0.0.1; }; pid-file none; session-keyfile "${folder}/key";
  recursion yes; allow-query { any; }; dnssec-validation no; forward only; forwarders { ${forwarders} }; };\ncontrols { };\n`;
  writeFileSync(join(folder, 'named.conf'), text);
  const process = spawn('/usr/sbin/named', ['-g', '-4', '-c', join(folder, 'named.conf')], { stdio: 'ignore' });
  return { port, process };
}

const ask = (name: string, port: number): readonly string[] =>
  spawnSync('dig', ['@127.0.0.1', '-p', String(port), '+short', '+time=1', '+tries=1', name, 'A'], { encoding: 'utf8' })
    .stdout.split('\n')
    .filter((line) => line !== '')
    .sort();
const everywhere = (name: string) => servers.witness.servers.map(({ port }) => ask(name, port));

const lead = (isOpen: readonly string[] = [':']) => traffic.lead({ api: isOpen, 'mariadb-ledger': isOpen });
const [PRODUCTION, DR] = [['10.10.0.5', '10.11.0.5'], ['10.30.0.5']];

it('begins with the side whose turn it is', async () => {
  expect((await servers.run(traffic.begin('production'))).code).not.toBe(0);
  await servers.run(servers.witness.begin('production'));
  expect((await servers.run(traffic.begin('remote-dr'))).errors).toContain('it is the turn of production');
  expect(await servers.run(traffic.begin('production'))).toMatchObject({ code: 0, errors: '' });
  expect(everywhere(API)).toEqual([PRODUCTION, PRODUCTION, PRODUCTION]);
});

describe('leading', () => {
  beforeEach(async () => {
    servers.setAll('7 production');
    expect((await servers.run(traffic.begin('production'))).code).toBe(0);
    servers.setAll('8 remote-dr');
  });

  it('goes one thing after the other, and stands being run twice', async () => {
    const [api, ledger] = lead();
    for (let round = 0; round < 2; round++)
      for (const lines of [api!.check!, api!.commands, api!.verify])
        expect(await servers.run(lines, VALUES)).toMatchObject({ code: 0, errors: '' });
    expect(everywhere(API)).toEqual([DR, DR, DR]);
    expect(everywhere(LEDGER)).toEqual([['10.10.0.6'], ['10.10.0.6'], ['10.10.0.6']]);
    expect((await servers.run(ledger!.verify, VALUES)).code).not.toBe(0);
    expect((await servers.run(ledger!.commands, VALUES)).code).toBe(0);
    expect(everywhere(LEDGER)).toEqual([['10.30.0.6'], ['10.30.0.6'], ['10.30.0.6']]);
  });

  it('is undone while it is still the turn of that side', async () => {
    const [api] = lead();
    await servers.run(api!.commands, VALUES);
    expect((await servers.run(api!.undo as readonly string[], VALUES)).code).toBe(0);
    expect(everywhere(API)).toEqual([PRODUCTION, PRODUCTION, PRODUCTION]);
  });

  it('does not begin where what it follows is closed', async () => {
    const [api] = lead(['test -e "$STATE/open"']);
    expect((await servers.run(api!.check!, VALUES)).code).not.toBe(0);
  });

  it('is refused by the servers themselves for a side whose turn it is not', async () => {
    servers.setAll('7 production');
    const [api] = lead();
    expect((await servers.run(api!.check!, VALUES)).code).not.toBe(0);
    expect((await servers.run(api!.commands, VALUES)).errors).toContain('it is not the turn of remote-dr');
    // And where somebody goes on all the same.
    const [{ address, port } = { address: '', port: 0 }] = servers.witness.servers;
    const forced = [...api!.commands.slice(0, -1), `traffic_lead ${address} ${port} remote-dr`];
    expect((await servers.run(forced, VALUES)).errors).toContain('NXRRSET');
    expect(everywhere(API)).toEqual([PRODUCTION, PRODUCTION, PRODUCTION]);
  });

  it('leaves out a server that is away, and leads on it later', async () => {
    await servers.down('ns-3');
    const [api] = lead();
    for (const lines of [api!.check!, api!.commands, api!.verify])
      expect((await servers.run(lines, VALUES)).code).toBe(0);
    await servers.up('ns-3');
    expect(everywhere(API)).toEqual([DR, DR, PRODUCTION]);
    // It answers now, and leads astray: whoever looks must see it.
    expect((await servers.run(api!.verify, VALUES)).errors).toContain('ns-3 leads');
    const [repair] = traffic.repair();
    expect((await servers.run(repair!.commands, VALUES)).code).toBe(0);
    expect((await servers.run(repair!.verify, VALUES)).code).toBe(0);
    expect(everywhere(API)).toEqual([DR, DR, DR]);
  });

  it('tells a server that was away for the fence whose turn it is, before it leads there', async () => {
    servers.set('ns-2', '7 production');
    const [api] = lead();
    expect((await servers.run(api!.commands, VALUES)).code).toBe(0);
    expect(everywhere(API)).toEqual([DR, DR, DR]);
    expect((await servers.said())['ns-2']).toBe('8 remote-dr');
  });

  it('is seen behind a resolver within the TTL', async () => {
    const [api] = lead();
    await poll(10, () => Promise.resolve(ask(API, resolver.port).length > 0 ? true : undefined));
    // From the moment at which the resolver has just asked.
    await sleep(TTL * 1000);
    expect(ask(API, resolver.port)).toEqual(PRODUCTION);
    const began = Date.now();
    expect((await servers.run(api!.commands, VALUES)).code).toBe(0);
    const changed = Date.now();
    if (changed - began < (TTL - 1) * 1000) expect(ask(API, resolver.port)).toEqual(PRODUCTION);
    const seen = await poll(TTL + 5, () => Promise.resolve(ask(API, resolver.port).join() === DR.join() || undefined));
    expect(seen).toBe(true);
    expect(Date.now() - changed).toBeLessThan((TTL + 1) * 1000);
    const wait = lead().at(-1)!;
    expect(wait.time.toSeconds()).toBe(TTL);
    expect((await servers.run(wait.verify)).code).not.toBe(0);
    expect((await servers.run(wait.commands)).code).toBe(0);
    expect((await servers.run(wait.verify)).code).toBe(0);
  });
});

describe('keys', () => {
  const change = (key: string, name: string, type: string, data: string) => {
    const [{ port } = { port: 0 }] = servers.witness.servers;
    const input = `server 127.0.0.1 ${port}\nzone ${ZONE}\nupdate add ${name} 5 ${type} ${data}\nsend\n`;
    return spawnSync('nsupdate', ['-k', join(servers.secrets, key)], { input, encoding: 'utf8' }).stderr;
  };

  it.each([
    ['guard.key', API, 'A', '10.66.0.1'],
    ['witness.key', `other.${ZONE}`, 'A', '10.66.0.1'],
    ['witness.key', API, 'TXT', '"x"'],
    ['sites.key', `_epoch.pair.${ZONE}`, 'TXT', '"9 production"'],
    ['sites.key', ZONE, 'NS', `elsewhere.${ZONE}.`],
  ])('%s may not change %s %s', (key, name, type, data) => {
    expect(change(key, name, type, data)).toContain('REFUSED');
  });

  it('of sites may change addresses', () => {
    expect(change('sites.key', API, 'A', '10.10.0.5')).toBe('');
  });

  it('are needed for no transfer, which nobody gets', () => {
    const [{ port } = { port: 0 }] = servers.witness.servers;
    const { stdout } = spawnSync('dig', ['@127.0.0.1', '-p', String(port), ZONE, 'AXFR'], { encoding: 'utf8' });
    expect(stdout).toContain('Transfer failed');
  });
});

it.each(['check', 'commands', 'verify', 'undo'] as const)('has steps whose %s shellcheck passes', (part) => {
  const actions = [...servers.witness.take(), ...servers.witness.repair(), ...lead(), ...traffic.repair()];
  for (const action of actions) {
    const lines = action[part];
    if (!Array.isArray(lines)) continue;
    const text = [
      '#!/usr/bin/env bash',
      'set -euo pipefail',
      'export FROM=a TO=b',
      ': "${EPOCH:?}" "${PREVIOUS:?}" "${STATE:?}" "${SECRETS:?}"',
      ...lines,
      '',
    ];
    const { stdout } = spawnSync('shellcheck', ['-s', 'bash', '-'], { input: text.join('\n'), encoding: 'utf8' });
    expect(`${action.id}: ${stdout}`).toBe(`${action.id}: `);
  }
});
