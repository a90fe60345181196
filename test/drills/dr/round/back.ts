import { setTimeout as sleep } from 'node:timers/promises';
import { now } from '../../ha/clock';
import type { Holder } from '../clients/log';
import { lossOf } from '../judge/loss';
import type { WayBack } from '../judge/round';
import { turnsOf } from '../judge/sides';
import { servedAfter } from '../judge/times';
import type { Region } from '../region/region';
import { recordOf } from './record';
import { newSide, oldSide, storedIn } from './stored';
import type { Users } from './users';

const PLAN = 'failback';
/** Nothing is built anew here: the first city came back with all its disks. */
const BY_HAND = ['build-anew', 'use-services'];
/** Tries of a fifth of a second until all users are served again, once the plan has ended. */
const PATIENCE = 200;

/** Leads everything back to the first city, as its plan does, while clients write. */
export async function goBack(region: Region, users: Users, say: (line: string) => void): Promise<WayBack> {
  const { operator } = region;
  await sleep(5_000);
  const begun = now();
  const run = `recovery/${PLAN}/run.sh`;
  for (const name of ['alice', 'bob']) await operator.must('production', `${run} approve --by ${name}`);
  const done = BY_HAND.map((step) => `--done ${step}`).join(' ');
  const { code, output } = await operator.run('production', `${run} run --by bob --yes ${done}`, 900);
  say(`the way back ended with ${code}`);
  const first = oldSide(region);
  const served = () => users.behindResolver.map(({ writes }) => servedAfter(writes, first, begun));
  for (let tries = 0; code === 0 && tries < PATIENCE && served().includes(undefined); tries++) await sleep(200);
  await Promise.all(users.all.map((client) => client.close()));
  const found =
    code === 0 ? await Promise.all((['api', 'database'] as const).map((each) => judged(region, users, each))) : [];
  return {
    served: served(),
    steps: recordOf(region.state, PLAN).steps.map(({ step, phase, seconds, outcome }) => ({
      step,
      phase,
      seconds,
      outcome,
    })),
    lost: found.flatMap(({ lost }) => lost),
    both: found.flatMap(({ both }) => both),
    error: code === 0 ? undefined : `the plan ended with ${code}: ${output.trim().split('\n').slice(-12).join('\n')}`,
  };
}

async function judged(region: Region, users: Users, holder: Holder) {
  const writes = users.all
    .flatMap((client) => client.writes.filter((write) => write.holder === holder))
    .sort((a, b) => a.answered - b.answered);
  const { lost } = lossOf(writes, newSide(region), await storedIn(region, 'first', holder));
  return { lost, both: turnsOf(writes, newSide(region), oldSide(region)).both };
}
