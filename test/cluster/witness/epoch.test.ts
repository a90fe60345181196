import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { nameServerDocuments } from 'tripod-iac';
import { here, NameServers, SIDES, ZONE } from './name-servers';

let servers: NameServers;

beforeAll(async () => {
  servers = await NameServers.start();
  await servers.open();
}, 60_000);
afterAll(() => servers?.stop());

const there = (epoch: number) => ({ FROM: 'production', TO: 'remote-dr', PREVIOUS: `${epoch - 1}`, EPOCH: `${epoch}` });
const back = (epoch: number) => ({ FROM: 'remote-dr', TO: 'production', PREVIOUS: `${epoch - 1}`, EPOCH: `${epoch}` });
const take = () => servers.witness.take()[0]!;
const all = (words: string) => ({ 'ns-1': words, 'ns-2': words, 'ns-3': words });

describe('a new witness', () => {
  it('has no epoch', async () => {
    expect(await servers.said()).toEqual(all('0 -'));
    const { code, errors } = await servers.run(servers.witness.read());
    expect(code).not.toBe(0);
    expect(errors).toContain('no majority of the witness has one epoch');
  });

  it('begins on all servers or does not', async () => {
    await servers.down('ns-3');
    expect((await servers.run(servers.witness.begin('production'))).code).not.toBe(0);
    await servers.up('ns-3');
    expect(await servers.run(servers.witness.begin('production'))).toMatchObject({ code: 0, errors: '' });
    expect(await servers.said()).toEqual(all('1 production'));
  });

  it('begins once', async () => {
    expect((await servers.run(servers.witness.begin('production'))).code).toBe(0);
    expect((await servers.run(servers.witness.begin('remote-dr'))).errors).toContain('no new witness');
    expect(await servers.said()).toEqual(all('1 production'));
  });
});

describe('taking', () => {
  beforeEach(() => servers.setAll('7 production'));

  it('gives the epoch to the other side, and stands being run twice', async () => {
    const { check, commands, verify } = take();
    expect((await servers.run(verify, there(8))).code).not.toBe(0);
    for (let round = 0; round < 2; round++)
      for (const lines of [check!, commands, verify])
        expect(await servers.run(lines, there(8))).toMatchObject({ code: 0, errors: '' });
    expect(await servers.run(servers.witness.read())).toMatchObject({ code: 0, output: '8 remote-dr' });
  });

  it('refuses to begin from anything but what stands there', async () => {
    for (const values of [there(10), there(7), back(8)]) {
      const { code, errors } = await servers.run(take().commands, values);
      expect(code).not.toBe(0);
      expect(errors).toContain('with which this begins');
    }
    expect(await servers.said()).toEqual(all('7 production'));
  });

  it('is won by one of two contenders', async () => {
    let from = 'production';
    for (let epoch = 8; epoch < 28; epoch++) {
      const values = { FROM: from, PREVIOUS: `${epoch - 1}`, EPOCH: `${epoch}` };
      const runs = await Promise.all(SIDES.map((side) => servers.run(take().commands, { ...values, TO: side })));
      const won = SIDES.filter((_, index) => runs[index]!.code === 0);
      expect(won).toHaveLength(1);
      from = won[0]!;
      const [repair] = servers.witness.repair();
      const mended = await servers.run(repair!.commands, { EPOCH: `${epoch}`, TO: from });
      expect(mended.code).toBe(0);
      expect(await servers.said()).toEqual(all(`${epoch} ${from}`));
    }
  });

  it('needs no server that is away, names it, and tells it later', async () => {
    await servers.down('ns-2');
    const { code, errors } = await servers.run(take().commands, there(8));
    expect(code).toBe(0);
    expect(errors).toMatch(/ns-2 .* \? \?/);
    await servers.up('ns-2');
    expect(await servers.said()).toEqual({ ...all('8 remote-dr'), 'ns-2': '7 production' });
    const [{ commands, verify } = take()] = servers.witness.repair();
    expect((await servers.run(commands)).code).toBe(0);
    expect((await servers.run(verify, there(8))).code).toBe(0);
    expect(await servers.said()).toEqual(all('8 remote-dr'));
  });

  it('takes nothing while two of three are away, and goes on when they are back', async () => {
    await servers.down('ns-2');
    await servers.down('ns-3');
    expect((await servers.run(take().commands, there(8))).code).not.toBe(0);
    await servers.up('ns-2');
    await servers.up('ns-3');
    expect(await servers.said()).toEqual(all('7 production'));
    expect((await servers.run(take().commands, there(8))).code).toBe(0);
  });

  it('goes on where it was broken off, also when one of them has gone since', async () => {
    servers.set('ns-1', '8 remote-dr');
    await servers.down('ns-3');
    expect((await servers.run(servers.witness.read())).code).not.toBe(0);
    expect((await servers.run(take().check!, there(8))).code).toBe(0);
    expect((await servers.run(take().commands, there(8))).code).toBe(0);
    await servers.up('ns-3');
    expect(await servers.said()).toEqual({ ...all('8 remote-dr'), 'ns-3': '7 production' });
  });

  it('is undone by the next epoch, which is recorded with the holders', async () => {
    await servers.run(take().commands, there(8));
    const [{ undo } = take()] = servers.witness.take({ back: ['echo "record $EPOCH for $FROM"'] });
    const run = await servers.run(undo as readonly string[], there(8));
    expect(run).toMatchObject({ code: 0, output: 'record 9 for production' });
    expect((await servers.run(undo as readonly string[], there(8))).code).toBe(0);
    expect(await servers.said()).toEqual(all('9 production'));
    // And the step cannot be done a second time by the same run.
    expect((await servers.run(take().commands, there(8))).code).not.toBe(0);
  });

  it('outlives a server that is killed right after', async () => {
    await servers.run(take().commands, there(8));
    for (const name of ['ns-1', 'ns-2', 'ns-3']) {
      await servers.down(name);
      await servers.up(name);
    }
    expect(await servers.said()).toEqual(all('8 remote-dr'));
  });

  it('waits until leases have ended, once', async () => {
    const wait = servers.witness.take()[1]!;
    expect(wait.time.toSeconds()).toBe(16);
    const lines = wait.commands.map((line) => line.replace('sleep 16', 'sleep 1'));
    expect((await servers.run(wait.verify, there(7))).code).not.toBe(0);
    // Not while it is still the turn of the old side.
    expect((await servers.run(lines, there(8))).code).not.toBe(0);
    await servers.run(take().commands, there(8));
    const began = Date.now();
    expect((await servers.run(lines, there(8))).code).toBe(0);
    expect(Date.now() - began).toBeGreaterThan(1000);
    expect((await servers.run(wait.verify, there(8))).code).toBe(0);
  });
});

describe('voices', () => {
  it('count only with the key', async () => {
    servers.setAll('7 production');
    const stolen = servers.witness.read().map((line) => line.replace('witness.key', 'other.key'));
    const { stdout } = spawnSync('tsig-keygen', ['-a', 'hmac-sha256', 'tripod-guard-plan'], { encoding: 'utf8' });
    spawnSync('tee', [join(servers.secrets, 'other.key')], { input: stdout });
    expect((await servers.run(stolen)).code).not.toBe(0);
  });

  it.each(['guard.key', 'sites.key'])('of %s change no epoch', async (key) => {
    servers.setAll('7 production');
    expect(servers.set('ns-1', '9 remote-dr', key)).toBe(false);
    const asked = servers.witness.read().map((line) => line.replace('witness.key', key));
    expect(await servers.run(asked)).toMatchObject({ code: 0, output: '7 production' });
  });
});

describe('epoch.sh', () => {
  const program = () => {
    const { text } = nameServerDocuments(servers.witness, SIDES).find(({ path }) => path.endsWith('epoch.sh'))!;
    return here(text);
  };
  const call = (...words: readonly string[]) =>
    spawnSync('bash', ['-c', program(), 'epoch.sh', ...words], {
      env: { PATH: process.env.PATH, SECRETS: servers.secrets },
      encoding: 'utf8',
    });

  it('shows, repairs and refuses to begin again', () => {
    servers.setAll('7 production');
    servers.set('ns-2', '6 remote-dr');
    expect(call('show').stdout).toMatch(/ns-2 .* 6 remote-dr\n.*\n7 production\n/);
    expect(call('repair').status).toBe(0);
    expect(call('show').stdout).toMatch(/ns-2 .* 7 production/);
    expect(call('begin', 'production').status).toBe(1);
    expect(call('begin', 'elsewhere').status).toBe(2);
    expect(call().status).toBe(2);
  });

  it('settles what has no majority, and nothing else', async () => {
    servers.setAll('7 production');
    expect(call('settle', 'production').stderr).toContain('run a plan');
    servers.set('ns-1', '8 production');
    servers.set('ns-2', '8 remote-dr');
    await servers.down('ns-3');
    expect(call('show').status).not.toBe(0);
    expect(call('settle', 'production').status).toBe(0);
    await servers.up('ns-3');
    expect(call('show').stdout).toMatch(/\n9 production\n$/);
  });

  it('is a script that shellcheck passes', () => {
    const { stdout, status } = spawnSync('shellcheck', ['-s', 'bash', '-'], { input: program(), encoding: 'utf8' });
    expect({ stdout, status }).toEqual({ stdout: '', status: 0 });
  });
});

it('reads its files with the real programs', () => {
  const folder = servers.folder('ns-1');
  expect(spawnSync('named-checkconf', [join(folder, 'named.conf')], { encoding: 'utf8' })).toMatchObject({
    status: 0,
    stdout: '',
  });
  const zone = spawnSync('named-checkzone', [ZONE, join(folder, `${ZONE}.zone`)], { encoding: 'utf8' });
  expect(zone).toMatchObject({ status: 0 });
});
