import { existsSync } from 'node:fs';
import { Fence } from 'tripod-iac';
import { Keeper } from '../harness/keeper';
import { freePort } from '../harness/free-port';
import { poll } from '../harness/poll';
import { object } from '../../support/objects';
import { ledgers } from '../../recovery/mariadb/ledgers';
import { NameServers } from '../witness/name-servers';
import { type Member, Members } from './members';

const LIBRARY = '/usr/lib/galera/libgalera_smm.so';

let servers: NameServers;
let members: Members;
let a: Member;
let b: Member;
let copy: Member;
let arbitrator: Keeper;
let port: number;
let pair: ReturnType<typeof ledgers>;

const TURN = { EPOCH: '1', PREVIOUS: '0', FROM: 'production', TO: 'remote-dr' };
const status = (member: Member, what: string) => member.sql(`SHOW STATUS LIKE '${what}'`).split('\t')[1];
const rows = (member: Member) => Number(member.sql('SELECT COUNT(*) FROM bank.payments'));
const so = (seconds: number, is: () => boolean) =>
  poll(seconds, () => {
    try {
      return Promise.resolve(is() || undefined);
    } catch {
      return Promise.resolve(undefined);
    }
  });
const whole = (member: Member) => so(60, () => status(member, 'wsrep_cluster_size') === '3');

/** A real garbd with the arguments of the Deployment. */
function arbitrate(): void {
  arbitrator = new Keeper();
  const { args } = object(pair.ledger, 'Deployment').spec.template.spec.containers[0];
  const peers = [a, b].map(({ ports }) => `127.0.0.1:${ports.GROUP_PORT}`).join(',');
  const moved = (args as string[]).map((each) =>
    each
      .replace(/gcomm:.*/, `gcomm://${peers}`)
      .replace(/ssl:\/\/0.0.0.0:\d+/, `ssl://127.0.0.1:${port}`)
      .replace('$(ADDRESS)', '127.0.0.1')
      .replace(/base_port=\d+/, `base_port=${port}`)
      .replaceAll('/etc/tripod/tls', a.tls)
      .replace('/run/garbd', arbitrator.folder),
  );
  arbitrator.start('garbd', 'garbd', moved);
}

(existsSync(LIBRARY) ? describe : describe.skip)('a group over two sites, with a vote at a third', () => {
  beforeAll(async () => {
    servers = await NameServers.start();
    await servers.open();
    await servers.run(servers.witness.begin('production'));
    pair = ledgers({ witness: servers.witness, replicas: 2 });
    members = new Members(servers);
    const both = await members.add(pair.ledger, 2);
    [a, b] = both as [Member, Member];
    const others = await members.add(pair.copy);
    [copy] = others as [Member];
    port = await freePort();
    members.know(both, others);
    members.know(others, both);
    for (const member of members.all) member.start();
  }, 60_000);

  afterAll(async () => {
    await members?.stop();
    await arbitrator?.stop();
    await servers?.stop();
  });

  it('is formed by the one that is begun; the other takes its data, and the arbitrator joins', async () => {
    expect(await a.is('waiting')).toBe(true);
    expect(a.ask('begin')).toMatchObject({ code: 0 });
    arbitrate();
    expect(await so(90, () => status(b, 'wsrep_local_state_comment') === 'Synced')).toBe(true);
    expect(await whole(a)).toBe(true);
    for (const member of [a, b]) expect(await so(30, () => member.ask('is', 'open').code === 0)).toBe(true);
    expect(b.log).toContain('wsrep_sst_mariabackup');
  });

  it('takes writes at every member, under the same GTIDs', async () => {
    a.sql(
      "CREATE DATABASE bank; CREATE TABLE bank.payments (id BIGINT PRIMARY KEY, word VARCHAR(20)); CREATE USER app IDENTIFIED BY 'app' REQUIRE SSL; GRANT ALL ON bank.* TO app",
    );
    for (let id = 1; id <= 20; id++) (id % 2 === 0 ? a : b).app(`INSERT INTO bank.payments VALUES (${id}, 'paid')`);
    expect(await so(10, () => rows(a) === 20 && rows(b) === 20)).toBe(true);
    expect(await so(10, () => a.ask('position').output === b.ask('position').output)).toBe(true);
    expect(a.ask('position').output).toMatch(/^1-1-\d+$/);
    await members.run(pair.ledger.holder.verify(), TURN);
  });

  it('is copied and followed; the copy moves on when the member that it follows is gone', async () => {
    await members.run(pair.copy.holder.rebuild(), TURN);
    copy.beside('replicate');
    expect(await so(20, () => rows(copy) === 20)).toBe(true);
    const follows = Number(/follows 127.0.0.1:(\d+)/.exec(copy.ask('state').output)?.[1]);
    const [source, other] = a.ports.PORT === follows ? [a, b] : [b, a];
    await source.kill();
    expect(await so(30, () => status(other, 'wsrep_cluster_size') === '2')).toBe(true);
    other.app("INSERT INTO bank.payments VALUES (21, 'paid')");
    expect(await so(40, () => rows(copy) === 21)).toBe(true);
    expect(copy.ask('state').output).toContain(`follows 127.0.0.1:${other.ports.PORT}`);
    source.start();
    expect(await whole(source)).toBe(true);
    expect(rows(source)).toBe(21);
  });

  it('forms anew after all ended in good order, around the last', async () => {
    await arbitrator.stop();
    expect(await so(30, () => status(a, 'wsrep_cluster_size') === '2')).toBe(true);
    await b.end();
    await a.end();
    b.start();
    a.start();
    arbitrate();
    expect(await whole(b)).toBe(true);
    expect([rows(a), rows(b)]).toEqual([21, 21]);
    expect(a.log).toContain('forms its group anew');
    for (const member of [a, b]) expect(await so(30, () => member.ask('is', 'open').code === 0)).toBe(true);
  });

  it('is formed by hand around the one with the last write, where not all return from a crash', async () => {
    a.app("INSERT INTO bank.payments VALUES (22, 'paid')");
    await Promise.all([a.kill(), b.kill()]);
    await arbitrator.stop();
    a.start();
    b.start();
    expect(await so(30, () => /^[0-9a-f-]{36}:\d+(,1-1-\d+)?$/.test(a.ask('recovered').output))).toBe(true);
    expect(a.ask('form').code).toBe(0);
    expect(await so(60, () => status(a, 'wsrep_cluster_status') === 'Primary')).toBe(true);
    b.ask('restart');
    expect(await so(60, () => status(a, 'wsrep_cluster_size') === '2')).toBe(true);
    expect(await so(60, () => rows(b) === 22)).toBe(true);
    expect(await so(30, () => a.ask('is', 'open').code === 0)).toBe(true);
  });

  it('is rebuilt whole from the side that took over', async () => {
    const turn = { EPOCH: '2', PREVIOUS: '1', FROM: 'production', TO: 'remote-dr' };
    expect(await so(20, () => rows(copy) === 22)).toBe(true);
    await members.run([...servers.witness.take(), ...pair.copy.holder.open(Fence.self())], turn);
    copy.app("INSERT INTO bank.payments VALUES (23, 'paid')");
    a.sql("SET GLOBAL read_only = OFF; INSERT INTO bank.payments VALUES (900, 'alone'); SET GLOBAL read_only = ON");
    await members.run(pair.ledger.holder.rebuild(), { ...turn, EPOCH: '3' });
    expect(await so(60, () => status(a, 'wsrep_cluster_size') === '2')).toBe(true);
    expect(await so(60, () => rows(b) === 23 && rows(a) === 23)).toBe(true);
    for (const member of [a, b]) expect(member.ask('is', 'closed').code).toBe(0);
  });
});
