import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Duration } from 'cdk8s';
import { Calico, Environment, EtcdMirror, Platform, render, renderedObjects, SecretValue } from 'tripod-iac';
import { bank } from '../support/bank';
import { type Loose, object } from '../support/objects';
import { binary, Client, startApiServer } from './harness';
import { freePort } from './harness/free-port';
import { Keeper } from './harness/keeper';
import { poll } from './harness/poll';

const KEYS = 2000;
/** Folders of the certificates in a container; here both sides have the same. */
const FOLDERS = /\/etc\/(source|destination)\//g;

const access = (endpoint: string) => ({
  endpoints: [endpoint],
  ca: SecretValue.from('etcd/ca'),
  certificate: SecretValue.from('etcd/certificate'),
  key: SecretValue.from('etcd/key'),
});

/** In two cities, from one etcd to another. */
function mirrorOf(source: string, destination: string): EtcdMirror {
  const platform = new Platform();
  const [from, here] = ['production', 'remote-dr'].map(
    (name) => new Environment(platform, name, { landscape: bank, tier: 'production', prometheusOperator: false }),
  );
  new Calico(here!, 'network');
  return new EtcdMirror(here!, 'settings', {
    from: from!,
    source: access(source),
    destination: access(destination),
    prefixes: ['/apisix/'],
    every: Duration.seconds(10),
  });
}

it('every object is accepted by a real API server, without a warning', async () => {
  const server = await startApiServer();
  const client = new Client(server);
  try {
    const { environment } = mirrorOf('https://10.10.0.11:2379', 'https://10.30.0.11:2379');
    const objects = renderedObjects(render(environment!)).map(({ json }) => json);
    const ours = objects.filter(({ metadata }) => metadata.namespace === 'etcd-sync' || metadata.name === 'etcd-sync');
    expect(ours.map(({ kind }) => kind)).toEqual(['Namespace', 'Deployment']);
    for (const each of ours) expect((await client.apply(each)).warnings).toEqual([]);
  } finally {
    client.close();
    await server.stop();
  }
});

describe('between two etcds with TLS, by the very commands of its containers', () => {
  let keeper: Keeper;
  let urls: Readonly<Record<'source' | 'destination', string>>;
  let containers: Loose[];

  const file = (name: string) => join(keeper.folder, name);
  const etcdctl = (side: keyof typeof urls, args: readonly string[], input = ''): string => {
    const tls = ['--cacert', file('ca.crt'), '--cert', file('tls.crt'), '--key', file('tls.key')];
    const options = { encoding: 'utf8', input } as const;
    return execFileSync(binary('etcdctl'), [`--endpoints=${urls[side]}`, ...tls, ...args], options);
  };
  /** One transaction of at most 128 puts each (etcd's `--max-txn-ops`). */
  const put = (side: keyof typeof urls, keys: readonly string[], value: string) => {
    for (let at = 0; at < keys.length; at += 128) {
      const lines = keys.slice(at, at + 128).map((key) => `put ${key} ${value}`);
      etcdctl(side, ['txn'], `\n${lines.join('\n')}\n\n\n`);
    }
  };
  const keysOf = (side: keyof typeof urls, prefix: string) =>
    etcdctl(side, ['get', prefix, '--prefix', '--keys-only']).split('\n').filter(Boolean).sort();
  const copied = () =>
    keysOf('destination', '/mirror/production/').map((key) => key.slice('/mirror/production'.length));
  const argv = (name: string): readonly string[] => {
    const { command = [], args } = containers.find((container) => container.name === name);
    return [...command, ...args].map((word: string) => word.replace(FOLDERS, `${keeper.folder}/`));
  };
  /** Waits until the copy has the very keys of the source. */
  const equal = (seconds: number) =>
    poll(seconds, () => {
      const same = JSON.stringify(copied()) === JSON.stringify(keysOf('source', '/apisix/'));
      return Promise.resolve(same ? true : undefined);
    });
  const startMirror = (): Keeper => {
    const own = new Keeper();
    const [, ...args] = argv('mirror');
    own.start('mirror', binary('etcdctl'), args);
    return own;
  };

  beforeAll(async () => {
    keeper = new Keeper();
    const [source, destination, ...peers] = await Promise.all([freePort(), freePort(), freePort(), freePort()]);
    urls = { source: `https://127.0.0.1:${source}`, destination: `https://127.0.0.1:${destination}` };
    writeFileSync(file('ext'), 'subjectAltName=IP:127.0.0.1\nextendedKeyUsage=serverAuth,clientAuth\n');
    const openssl = (line: string) => execFileSync('openssl', line.split(' '), { cwd: keeper.folder, stdio: 'pipe' });
    openssl(
      'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ca.key -out ca.crt -days 1 -subj /CN=ca',
    );
    openssl('req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout tls.key -out tls.csr -subj /CN=etcd');
    openssl('x509 -req -in tls.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 1 -extfile ext -out tls.crt');
    for (const [index, [side, url]] of Object.entries(urls).entries())
      keeper.start(side, binary('etcd'), [
        ...['--name', side, '--data-dir', side, '--listen-client-urls', url, '--advertise-client-urls', url],
        ...['--listen-peer-urls', `http://127.0.0.1:${peers[index]}`],
        ...['--initial-advertise-peer-urls', `http://127.0.0.1:${peers[index]}`],
        ...['--initial-cluster', `${side}=http://127.0.0.1:${peers[index]}`],
        ...['--client-cert-auth', '--trusted-ca-file', 'ca.crt', '--cert-file', 'tls.crt', '--key-file', 'tls.key'],
        ...['--unsafe-no-fsync', '--log-level', 'error'],
      ]);
    containers = object(mirrorOf(urls.source, urls.destination), 'Deployment').spec.template.spec.containers;
    for (const side of ['source', 'destination'] as const) {
      const up = await poll(20, () => {
        try {
          return Promise.resolve(etcdctl(side, ['endpoint', 'health']));
        } catch {
          return Promise.resolve(undefined);
        }
      });
      if (up === undefined) throw new Error(`${side} does not answer; ${keeper.lastLines(side)}`);
    }
    put(
      'source',
      Array.from({ length: KEYS }, (_, index) => `/apisix/routes/${index}`),
      'one',
    );
    put('source', ['/else/secret'], 'one');
    put('destination', ['/own/key'], 'mine');
  }, 60_000);
  afterAll(() => keeper?.stop());

  it('deletes and other values of the time when the mirror was down are repaired, and nothing else is touched', async () => {
    const first = startMirror();
    try {
      expect(await equal(30)).toBe(true);
    } finally {
      await first.stop();
    }
    etcdctl('source', ['del', '--range', '/apisix/routes/10', '/apisix/routes/11']);
    put('source', ['/apisix/routes/30', '/apisix/routes/new'], 'two');
    const gone = KEYS - keysOf('source', '/apisix/routes/').length + 1;
    expect(gone).toBeGreaterThan(100);

    const again = startMirror();
    const reconciler = new Keeper();
    try {
      // What the mirror alone makes of it: it puts what is there, and keeps what is gone.
      await poll(30, () => Promise.resolve(copied().includes('/apisix/routes/new') ? true : undefined));
      expect(copied()).toHaveLength(KEYS + 1);
      const args = argv('reconciler').map((word) => (word === ':9809' ? '127.0.0.1:0' : word));
      reconciler.start('reconciler', binary('tripod-agent'), args);
      const repaired = await equal(40);
      expect([repaired, reconciler.failure]).toEqual([true, undefined]);
      expect(etcdctl('destination', ['get', '/mirror/production/apisix/routes/30', '--print-value-only'])).toBe(
        'two\n',
      );
      expect(keysOf('destination', '/own/')).toEqual(['/own/key']);
      expect(keysOf('destination', '/').filter((key) => key.includes('else'))).toEqual([]);
      // While it runs, a delete arrives by the mirror itself.
      etcdctl('source', ['del', '/apisix/routes/30']);
      expect(await equal(10)).toBe(true);
    } finally {
      await Promise.all([again.stop(), reconciler.stop()]);
    }
  }, 150_000);
});
