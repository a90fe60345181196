import { parseArgs } from 'node:util';
import { TripodError } from 'tripod-iac';
import { FAULTS, type Fault } from './faults';
import { WORLDS, type WorldName } from './worlds';

export const HELP = `Usage: npm run drill:ha -- [OPTION...]

Builds highly available control planes on this machine, from the files that Tripod renders for their hosts, kills parts
of them while clients write, and measures. Needs Linux, root and the programs of tools/build.

  --quick           one world, each important failure once; at most three minutes
  --world NAME      only this world: ${Object.keys(WORLDS).join(', ')}
  --only NAME       only this failure; may be given several times, --list shows the names
  --record FOLDER   where the record is written (default: drills/ha)
  --list            the failures, and how often each is brought about
  --dry-run         what would be done, in order
  --help            this text

Exit code: 0 when every limit was kept, 1 when one was not, 2 when the machine cannot, 130 when interrupted.`;

export interface Options {
  readonly quick: boolean;
  readonly list: boolean;
  readonly dryRun: boolean;
  readonly help: boolean;
  readonly record: string;
  /** What is to be done, in order. */
  readonly turns: readonly Turn[];
}

/** A fault about to be injected, and how often it was before. */
export interface Turn {
  readonly fault: Fault;
  readonly turn: number;
}

/** @throws TripodError with everything that is wrong */
export function options(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
      'dry-run': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
      world: { type: 'string' },
      only: { type: 'string', multiple: true, default: [] },
      record: { type: 'string', default: 'drills/ha' },
    },
  });
  const { quick, only, world } = values;
  const names = FAULTS.map(({ name }) => name);
  const problems = [
    ...only.filter((name) => !names.includes(name)).map((got) => unknown('--only', got, names)),
    ...(world === undefined || world in WORLDS ? [] : [unknown('--world', world, Object.keys(WORLDS))]),
  ];
  if (problems.length > 0) throw new TripodError(problems);
  const turns = chosen({ quick, only, world: world as WorldName | undefined });
  if (turns.length === 0) {
    throw new TripodError([
      {
        path: 'drill:ha',
        got: args.join(' '),
        want: 'at least one failure',
        fix: 'leave out --quick, --world or --only',
      },
    ]);
  }
  return { quick, list: values.list, dryRun: values['dry-run'], help: values.help, record: values.record, turns };
}

/** World by world, each failure as often as it is wanted: in turn, so that an early end has seen all of them. */
function chosen(wanted: { quick: boolean; only: readonly string[]; world: WorldName | undefined }): readonly Turn[] {
  const { quick, only, world } = wanted;
  const faults = FAULTS.filter(
    (fault) =>
      (world === undefined || fault.world === world) &&
      (only.length === 0 || only.includes(fault.name)) &&
      (!quick || only.length > 0 || fault.quick === true),
  );
  const turns = faults.flatMap((fault) =>
    Array.from({ length: quick ? 1 : fault.times }, (_, turn) => ({ fault, turn })),
  );
  const worlds = Object.keys(WORLDS);
  return turns.sort((a, b) => worlds.indexOf(a.fault.world) - worlds.indexOf(b.fault.world) || a.turn - b.turn);
}

function unknown(path: string, got: string, known: readonly string[]) {
  return { path, got, want: `one of ${known.join(', ')}`, fix: '`npm run drill:ha -- --list` says what each is' };
}

/** The drill as somebody else would repeat it: where its record was written is of no use to him. */
export function command(args: readonly string[]): string {
  const kept = args.filter((arg, index) => !arg.startsWith('--record') && args[index - 1] !== '--record');
  return ['npm run drill:ha', ...(kept.length === 0 ? [] : ['--', ...kept])].join(' ');
}
