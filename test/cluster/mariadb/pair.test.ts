import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Fence } from 'tripod-iac';
import { ledgers } from '../../recovery/mariadb/ledgers';
import { poll } from '../harness/poll';
import { NameServers } from '../witness/name-servers';
import { type Member, Members } from './members';

let servers: NameServers;
let members: Members;
let old: Member;
let copy: Member;
let pair: ReturnType<typeof ledgers>;

beforeAll(async () => {
  servers = await NameServers.start();
  await servers.open();
  pair = ledgers({ witness: servers.witness });
  members = new Members(servers);
  [old] = (await members.add(pair.ledger)) as [Member];
  [copy] = (await members.add(pair.copy)) as [Member];
  members.know([old], [copy]);
  members.know([copy], [old]);
  old.start();
  copy.start();
}, 60_000);

afterAll(async () => {
  await members?.stop();
  await servers?.stop();
});

const turn = (epoch: number, from: string, to: string) => ({
  ...{ EPOCH: String(epoch), PREVIOUS: String(epoch - 1), FROM: from, TO: to },
});
const rows = (member: Member) => Number(member.sql('SELECT COUNT(*) FROM bank.payments'));
const pay = (member: Member, from: number, to: number) => {
  for (let id = from; id <= to; id++) member.app(`INSERT INTO bank.payments VALUES (${id}, 'paid')`);
};
const checksum = (member: Member) => member.sql('CHECKSUM TABLE bank.payments');
const opens = (member: Member) => poll(30, () => Promise.resolve(member.ask('is', 'open').code === 0 || undefined));

describe('a database in two cities', () => {
  it('waits for a person to begin it, and is ready for it', async () => {
    expect(await old.is('waiting')).toBe(true);
    expect(await copy.is('ready')).toBe(true);
    expect(old.ask('begin')).toMatchObject({ code: 0 });
    expect(old.ask('is', 'closed').code).toBe(0);
    expect(old.ask('epoch').output).toBe('1 production');
    expect(old.ask('begin').errors).toContain('it has its data');
  });

  it('opens once the witness says that it is its turn', async () => {
    expect((await servers.run(servers.witness.begin('production'))).code).toBe(0);
    expect(await opens(old)).toBe(true);
    old.sql(
      "CREATE DATABASE bank; CREATE TABLE bank.payments (id BIGINT PRIMARY KEY, word VARCHAR(20)); CREATE USER app IDENTIFIED BY 'app' REQUIRE SSL; GRANT ALL ON bank.* TO app",
    );
    pay(old, 1, 50);
    await members.run(pair.ledger.holder.verify(), turn(1, 'production', 'remote-dr'));
  });

  it('is copied whole, and followed from there', async () => {
    await members.run(pair.copy.holder.rebuild(), turn(1, 'production', 'remote-dr'));
    pay(old, 51, 60);
    expect(await poll(10, () => Promise.resolve(rows(copy) === 60 || undefined))).toBe(true);
    expect(copy.ask('is', 'closed').code).toBe(0);
    expect(() => pay(copy, 61, 61)).toThrow('--read-only');
    const said = await members.run(pair.copy.holder.look(), turn(2, 'production', 'remote-dr'));
    expect(said[`look-at-mariadb-ledger commands`]).toContain('follows 127.0.0.1');
    expect(Number(copy.ask('lag').output)).toBeLessThan(3);
  });

  it('is taken over with all that arrived; the old side closes itself and stays so', async () => {
    // What is written while nothing arrives any more is acknowledged, and alone.
    copy.sql('STOP SLAVE IO_THREAD');
    pay(old, 61, 75);
    old.app("UPDATE bank.payments SET word = 'twice' WHERE id <= 2");
    const steps = [...servers.witness.take(), ...pair.copy.holder.open(Fence.self()), ...pair.copy.holder.verify()];
    const began = Date.now();
    const said = await members.run(steps, turn(2, 'production', 'remote-dr'));
    process.stderr.write(
      `taken over ${Date.now() - began} ms after the epoch was taken, behind ${said['open-mariadb-ledger loses']} s\n`,
    );
    expect(Number(said['open-mariadb-ledger loses'])).toBeLessThan(5);
    expect(rows(copy)).toBe(60);
    expect(old.ask('is', 'closed').code).toBe(0);
    expect(() => pay(old, 900, 900)).toThrow('--read-only');
    pay(copy, 1001, 1010);
    expect(copy.ask('epoch').output).toBe('2 remote-dr');
    expect(copy.ask('take', '2', '5').code).toBe(0);
  });

  it('comes back closed after a kill', async () => {
    await old.kill();
    old.start();
    expect(await old.is('up')).toBe(true);
    expect(old.ask('is', 'closed').code).toBe(0);
    expect(() => pay(old, 900, 900)).toThrow('--read-only');
  });

  it('tells exactly what the old side alone has', async () => {
    const said = await members.run(pair.ledger.holder.rescue(), turn(3, 'remote-dr', 'production'));
    expect(said['rescue-mariadb-ledger commands']).toContain('16 transaction(s) of production alone');
    const state = /listed in (.*)\/transactions.tsv/.exec(said['rescue-mariadb-ledger commands'] ?? '')?.[1] ?? '';
    const list = readFileSync(join(state, 'transactions.tsv'), 'utf8').trim().split('\n');
    expect(list).toHaveLength(16);
    expect(list.every((line) => /^1-1-\d+\t.*\tbank\.payments$/.test(line))).toBe(true);
    const read = readFileSync(join(state, 'read.sql'), 'utf8');
    expect([...read.matchAll(/### INSERT INTO `bank`.`payments`/g)]).toHaveLength(15);
    expect([...read.matchAll(/### UPDATE `bank`.`payments`/g)]).toHaveLength(2);
  });

  it('is rebuilt as a copy, and then equal', async () => {
    const said = await members.run(pair.ledger.holder.rebuild(), turn(3, 'remote-dr', 'production'));
    expect(said['rebuild-mariadb-ledger commands errors']).toContain('and the other side has');
    pay(copy, 1011, 1020);
    expect(await poll(10, () => Promise.resolve(rows(old) === 80 || undefined))).toBe(true);
    expect(checksum(old)).toBe(checksum(copy));
    expect(old.ask('epoch').output).toBe('2 remote-dr');
  });

  it('changes sides without a loss, and follows again without a copy', async () => {
    const there = turn(3, 'remote-dr', 'production');
    pay(copy, 2001, 2050);
    await members.run(servers.witness.take({ waits: false }), there);
    await members.run([...pair.copy.holder.close(), ...pair.ledger.holder.open(Fence.executed())], there);
    expect(rows(old)).toBe(130);
    expect(copy.ask('is', 'closed').code).toBe(0);
    await members.run(pair.ledger.holder.verify(), there);
    pay(old, 3001, 3010);
    await members.run(pair.copy.holder.rebuild(), there);
    expect(await poll(10, () => Promise.resolve(rows(copy) === 140 || undefined))).toBe(true);
    expect(copy.log).not.toContain('waits for a copy\n'.repeat(2));
    expect(checksum(old)).toBe(checksum(copy));
  });

  it('refuses a copy that is not what was sent', () => {
    expect(old.ask('receive').errors).toContain('does not wait for a copy');
    expect(copy.ask('accept').errors).toContain('has no copy');
    expect(old.ask('turn_round', '1-1-1').errors).toMatch(/holds 1-1-\d+, and the other side has 1-1-1 of it/);
  });

  it('is not closed by command while its guard may open it', async () => {
    await expect(members.run(pair.ledger.holder.close(), turn(4, 'production', 'remote-dr'))).rejects.toThrow(
      'take the epoch from production first',
    );
  });
});
