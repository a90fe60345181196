import { setTimeout as sleep } from 'node:timers/promises';
import { now } from '../../ha/clock';
import { busy } from '../../ha/load';
import { acknowledged, type Holder, type Write } from '../clients/log';
import { lossOf, outside, secondsLost } from '../judge/loss';
import type { FaultName, Held, Round } from '../judge/round';
import { turnsOf } from '../judge/sides';
import { servedAfter } from '../judge/times';
import { build, type Size } from '../region/build';
import { PRODUCTION, STANDBY, WITNESSES } from '../region/landscape';
import { Region } from '../region/region';
import { Snapshots } from '../region/snapshots';
import { damagedSnapshot } from '../trials/damaged-snapshot';
import { mirrored } from '../trials/mirror';
import { goBack } from './back';
import { recordOf, type RunRecord } from './record';
import { newSide, oldSide, storedIn } from './stored';
import { startUsers, type Users } from './users';

export interface Play {
  readonly number: number;
  readonly fault: FaultName;
  readonly size: Size;
  /** Seconds between two snapshots, and until the loss after the second of them. */
  readonly interval: number;
  readonly moment: number;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

const PLAN = 'city-failover';
/** Links that are gone with the first city, or that are cut. Its own users still reach it. */
const CUT = [
  [PRODUCTION, STANDBY],
  [PRODUCTION, WITNESSES],
] as const;
/** Steps of which a person says that they are done: a drill has no services of its own. */
const BY_HAND = ['use-services'];
/** Milliseconds for which the old side is watched at the end, when all links are back. */
const WATCH = 25_000;

/** Builds both cities, loses one, has the plan take over, and compares what clients were promised with what is there. */
export async function play(plan: Play): Promise<Round> {
  const { number, fault, say, signal } = plan;
  const began = now();
  const at = new Date().toISOString();
  const region = await Region.create(say);
  const snapshots = new Snapshots(region);
  let users: Users | undefined;
  const abort = () => void region.close();
  signal.addEventListener('abort', abort, { once: true });
  try {
    await build(region, plan.size, say);
    const trials = plan.number === 1 ? [await damagedSnapshot(region, snapshots), ...(await mirrored(region))] : [];
    snapshots.start(plan.interval);
    users = await startUsers(region);
    while (snapshots.runs.filter(({ failed }) => failed === undefined).length < 2)
      await sleep(200, undefined, { signal });
    await sleep(plan.moment * 1000, undefined, { signal });
    while (fault === 'upload' && snapshots.step !== 'ship') await sleep(5, undefined, { signal });
    const share = busy();
    const lostAt = now();
    await lose(region, fault);
    say(`the city is lost: ${fault}`);
    const done = takeOver(region, lostAt);
    if (fault === 'return') await bringBack(region, done);
    const { code, output } = await done;
    const used = share();
    say(`the plan ended with ${code}`);
    await servedAll(users, region, lostAt);
    const record = recordOf(region.state, PLAN);
    const returned = await watchOld(region, users, fault);
    await snapshots.stop();
    await Promise.all(users.all.map((client) => client.close()));
    const held = await Promise.all([
      holder(region, users, record, snapshots, lostAt, 'api'),
      holder(region, users, record, snapshots, lostAt, 'database'),
    ]);
    const isWhole = fault === 'return' && code === 0;
    const back = isWhole ? await goBack(region, await startUsers(region, 'back'), say) : undefined;
    return {
      number,
      fault,
      at,
      took: now() - began,
      busy: used,
      plan: PLAN,
      steps: record.steps.map(({ step, phase, seconds, outcome }) => ({ step, phase, seconds, outcome })),
      seen: users.behindResolver.map(({ assignment, writes }) => ({
        client: assignment.name,
        holder: assignment.api === undefined ? 'database' : 'api',
        served: servedAfter(writes, newSide(region), lostAt),
        acknowledged: writes.filter(acknowledged).length,
      })),
      held,
      recordedLoss: record.rpo,
      afterReturn: returned,
      back,
      trials,
      error: code === 0 ? undefined : `the plan ended with ${code}: ${output.trim().split('\n').slice(-12).join('\n')}`,
    };
  } finally {
    signal.removeEventListener('abort', abort);
    await Promise.all(users?.all.map((client) => client.close()) ?? []);
    await region.close();
    await snapshots.stop();
  }
}

async function lose(region: Region, fault: FaultName): Promise<void> {
  if (fault === 'cut') return region.cut(...CUT);
  await Promise.all(region.city.map((machine) => machine.powerOff()));
}

/** Two people approve the plan and one runs it, as its runbook says. */
async function takeOver({ operator }: Region, lostAt: number) {
  const run = `recovery/${PLAN}/run.sh`;
  const moment = Math.floor((Date.now() - (now() - lostAt)) / 1000);
  for (const name of ['alice', 'bob']) await operator.must('production', `${run} approve --by ${name}`);
  const done = BY_HAND.map((step) => `--done ${step}`).join(' ');
  return operator.run('production', `${run} run --by alice --yes --lost-at @${moment} ${done}`, 600);
}

/** The old side comes back in the middle of the plan, when the other one has just begun to serve. */
async function bringBack(region: Region, done: Promise<unknown>): Promise<void> {
  let isOver = false;
  void done.finally(() => (isOver = true));
  const hasBegun = () => recordOf(region.state, PLAN).steps.some(({ step }) => step.startsWith('start-etcd'));
  while (!isOver && !safely(hasBegun)) await sleep(300);
  await Promise.all(region.city.map((machine) => machine.boot()));
}

function safely(ask: () => boolean): boolean {
  try {
    return ask();
  } catch {
    return false; // not written yet, or just being written
  }
}

/** Waits until all users are served by the new side, or nobody would wait any longer. */
async function servedAll({ behindResolver }: Users, region: Region, lostAt: number): Promise<void> {
  const side = newSide(region);
  const isServed = () => behindResolver.every(({ writes }) => servedAfter(writes, side, lostAt) !== undefined);
  for (let tries = 0; tries < 450 && !isServed(); tries++) await sleep(200);
}

/** Gives the old side its links back, and counts what it takes: nothing, whatever it was told. */
async function watchOld(region: Region, { all }: Users, fault: FaultName): Promise<number> {
  if (fault === 'kill' || fault === 'upload') return 0;
  const since = now();
  if (fault === 'cut') await region.heal(...CUT);
  await sleep(WATCH);
  const old = oldSide(region);
  const taken = all.flatMap(({ writes }) => writes.filter((write) => acknowledged(write) && write.sent > since));
  return taken.filter(({ address }) => old.includes(address)).length;
}

async function holder(
  region: Region,
  users: Users,
  record: RunRecord,
  snapshots: Snapshots,
  lostAt: number,
  which: Holder,
): Promise<Held> {
  const of = (write: Write) => write.holder === which;
  const writes = users.all.flatMap((client) => client.writes.filter(of)).sort((a, b) => a.answered - b.answered);
  const there = await storedIn(region, 'other', which);
  const turns = turnsOf(writes, oldSide(region), newSide(region));
  const { lost, returned, unknown } = lossOf(writes, oldSide(region), there);
  // A copy of the database ends where it was cut off; that of the API is the snapshot.
  const snapshot = snapshots.runs.find(({ name }) => name === record.snapshot);
  const copiedAt = which === 'api' ? (snapshot?.copiedAt ?? lostAt) : lostAt - REPLICATION;
  const fenced = fencedAt(record);
  const beside = users.atNew.flatMap((client) => client.writes.filter(of));
  const lastTurn = Math.max(lostAt, turns.lastOld ?? 0);
  return {
    holder: which,
    ...turns,
    afterFence: fenced === undefined ? undefined : servedAfter(beside, newSide(region), fenced),
    acknowledged: writes.filter(acknowledged).length,
    lost,
    secondsLost: secondsLost(lost, lostAt),
    returned,
    tooOld: outside([...lost, ...returned], copiedAt, lastTurn),
    unknown,
  };
}

/** Milliseconds by which the copy of the database may be behind while all is well. */
const REPLICATION = 2_000;

/** When the fence was complete, by the record of the plan, as the monotonic clock has it. */
function fencedAt({ steps }: RunRecord): number | undefined {
  const last = steps.filter(({ phase }) => phase === 'fence').at(-1);
  return last === undefined ? undefined : now() - (Date.now() - Date.parse(last.ended));
}
