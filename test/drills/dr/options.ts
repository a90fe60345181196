import { parseArgs } from 'node:util';
import { TripodError } from 'tripod-iac';
import type { FaultName } from './judge/round';
import type { Size } from './region/build';

export const FAULTS: Readonly<Record<FaultName, { readonly title: string; readonly times: number }>> = {
  kill: { title: 'the city is lost at a random moment: all its hosts lose their power', times: 2 },
  upload: { title: 'the same, while a snapshot is on its way to the store', times: 1 },
  cut: { title: 'the city is cut off from the other one and from the witness, and all in it goes on', times: 2 },
  return: { title: 'the city is lost, and comes back in the middle of the plan', times: 1 },
};

export const HELP = `Usage: npm run drill:dr -- [OPTION...]

Builds two cities on this machine, from what Tripod renders for them, with a witness in a third place; loses one while
clients write, has the generated plan take over in the other one, and measures. Needs Linux, root, the programs of
tools/build and tools/rclone/build, and bind9, dnsutils, mariadb-server, mariadb-backup and openssh-server.

  --quick           one city lost and one cut off, with fewer objects and rows
  --only NAME       only this fault; may be given several times, --list shows the names
  --seed NUMBER     chooses the moments of loss (default: 1)
  --record FOLDER   where the record is written (default: drills/dr)
  --list            the faults, and how often each is brought about
  --help            this text

Exit code: 0 when every limit was kept, 1 when one was not, 2 when the machine cannot, 130 when interrupted.`;

export interface Options {
  readonly help: boolean;
  readonly list: boolean;
  readonly record: string;
  readonly seed: number;
  readonly size: Size;
  readonly faults: readonly FaultName[];
}

const WHOLE: Size = { objects: 20_000, rows: 1_000_000 };
const SMALL: Size = { objects: 2_000, rows: 100_000 };

/** @throws TripodError with everything that is wrong */
export function options(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true, default: [] },
      seed: { type: 'string', default: '1' },
      record: { type: 'string', default: 'drills/dr' },
    },
  });
  const { quick, only, seed, list, help, record } = values;
  const names = Object.keys(FAULTS) as FaultName[];
  const problems = [
    ...only
      .filter((name) => !(name in FAULTS))
      .map((got) => ({
        path: '--only',
        got,
        want: `one of ${names.join(', ')}`,
        fix: '`npm run drill:dr -- --list` says what each is',
      })),
    ...(/^\d{1,9}$/.test(seed)
      ? []
      : [{ path: '--seed', got: seed, want: 'a whole number', fix: 'for example --seed 7' }]),
  ];
  if (problems.length > 0) throw new TripodError(problems);
  const quickly: readonly FaultName[] = ['kill', 'cut'];
  const wanted = only.length > 0 ? names.filter((name) => only.includes(name)) : quick ? quickly : names;
  const most = Math.max(...wanted.map((name) => FAULTS[name].times));
  // In turn, so that an early end has seen all of them.
  const turns = Array.from({ length: quick ? 1 : most }, (_, turn) =>
    wanted.filter((name) => turn < FAULTS[name].times),
  );
  return { help, list, record, seed: Number(seed), size: quick ? SMALL : WHOLE, faults: turns.flat() };
}

/** Seconds until the loss of a round, below `most`: the same for the same seed (a linear congruential generator). */
export function momentOf(seed: number, round: number, most: number): number {
  let state = (seed * 2654435761 + round * 40503) >>> 0;
  for (let step = 0; step < 3; step++) state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.round((state / 2 ** 32) * most * 10) / 10;
}
