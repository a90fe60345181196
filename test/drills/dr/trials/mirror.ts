import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { now } from '../../ha/clock';
import { kill, must } from '../../world/process/run';
import type { KeyWriting } from '../clients/keys';
import { LIMITS } from '../judge/limits';
import { percentile } from '../judge/times';
import { endpointAt, etcdctl, mirrorContainer, PREFIX } from '../region/application-etcd';
import { PRODUCTION } from '../region/landscape';
import type { Region } from '../region/region';
import type { Trial } from './trial';

const WRITER = resolve(__dirname, '../clients/keys.ts');
/** A hundred writes a second, for twenty seconds. */
const PACE = { every: 10, count: 2_000 };
const COPY = `/mirror/production${PREFIX}`;
const PID = '/run/drill-mirror.pid';

/** The mirror of an application's etcd: how late it is, and what its reconciler repairs after it had stopped. */
export async function mirrored(region: Region): Promise<readonly Trial[]> {
  const first = startMirror(region);
  await sleep(3_000);
  const lags = await lagsOf(region);
  await stopMirror(region);
  await first;
  await change(region);
  const second = startMirror(region);
  await sleep(3_000);
  const before = await divergence(region);
  await reconcile(region);
  const after = await divergence(region);
  await stopMirror(region);
  await second;
  const p99 = percentile(lags, 99);
  return [
    {
      what: `a mirror at 100 writes a second, ${lags.length} of ${PACE.count} seen`,
      want: `99 of 100 within ${LIMITS.mirrorLag / 1000} s`,
      found: p99 === undefined ? 'nothing arrived' : `within ${(p99 / 1000).toFixed(2)} s`,
      isKept: p99 !== undefined && p99 <= LIMITS.mirrorLag && lags.length === PACE.count,
    },
    {
      what: `200 deletes, 50 changes and 50 new keys while the mirror stood still; when it ran again ${before} keys differed`,
      want: 'none that differs after the reconciler',
      found: `${after} differ`,
      isKept: after === 0 && before > 0,
    },
  ];
}

function startMirror({ store, renderings }: Region): Promise<unknown> {
  const words = ['etcdctl', ...mirrorContainer(renderings.standby, 'mirror')].map((word) => `'${word}'`);
  return store.run(`echo $$ >${PID}; exec ${words.join(' ')}`, { timeout: 300 });
}

async function stopMirror({ store }: Region): Promise<void> {
  await store.must(`kill "$(cat ${PID})"`);
}

/** Milliseconds that each write took from its sending until it was seen in the copy. */
async function lagsOf(region: Region): Promise<readonly number[]> {
  const { store, primary, secrets } = region;
  const lags: number[] = [];
  const [program = '', ...args] = store.command(`exec ${etcdctl(store.address)} watch --prefix ${COPY}`);
  const watch = spawn(program, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  // Three lines for each: PUT, the key, the value.
  createInterface({ input: watch.stdout }).on('line', (line) => {
    if (/^\d+(\.\d+)?$/.test(line)) lags.push(now() - Number(line));
  });
  await sleep(1_000);
  const writing: KeyWriting = {
    endpoint: endpointAt(primary.address),
    prefix: PREFIX,
    ca: region.authority.certificate,
    cert: secrets.read(`etcd-${PRODUCTION}.crt`),
    key: secrets.read(`etcd-${PRODUCTION}.key`),
    ...PACE,
  };
  const file = secrets.path('keys.json');
  writeFileSync(file, JSON.stringify(writing), { mode: 0o600 });
  await must([...region.enter(PRODUCTION), process.execPath, '--import', 'tsx', WRITER, file]);
  for (let tries = 0; tries < 50 && lags.length < PACE.count; tries++) await sleep(100);
  // With what nsenter has started: it would go on to count what the mirror copies anew.
  kill(watch, 'SIGKILL');
  return [...lags];
}

/** What happens to the source while the mirror stands still. */
async function change({ primary }: Region): Promise<void> {
  const ctl = etcdctl(primary.address);
  const puts = Array.from({ length: 50 }, (_, index) => [`key-${index}`, `new-${index}`]).flat();
  await primary.must(
    `
${ctl} del ${PREFIX}key-10 ${PREFIX}key-11
${ctl} del --prefix ${PREFIX}key-5
${ctl} del --prefix ${PREFIX}key-19
for name in ${puts.join(' ')}; do ${ctl} put ${PREFIX}$name changed; done`,
    { timeout: 120 },
  );
}

async function reconcile({ store, renderings }: Region): Promise<void> {
  // As rendered, but for one pass; nobody asks it how far it is.
  const args = mirrorContainer(renderings.standby, 'reconciler').filter(
    (word) => word !== '--metrics' && !/^:\d+$/.test(word),
  );
  await store.must(`tripod-agent ${[...args, '--once'].map((word) => `'${word}'`).join(' ')}`, { timeout: 120 });
}

/** Keys that are on one side only, or have another value there. */
async function divergence({ primary, store }: Region): Promise<number> {
  const list = (address: string, prefix: string) =>
    store.must(`${etcdctl(address)} get --prefix ${prefix} | sed 's#^${prefix}##' | paste - - | sort`);
  const [here, there] = [await list(primary.address, PREFIX), await list(store.address, COPY)].map(
    (text) => new Set(text.split('\n').filter(Boolean)),
  );
  const missing = [...(here ?? [])].filter((line) => !there?.has(line));
  const more = [...(there ?? [])].filter((line) => !here?.has(line));
  return missing.length + more.length;
}
