import { loadavg } from 'node:os';
import { TripodError } from 'tripod-iac';
import { missing } from '../world';
import { drill } from './drill';
import { type Fault, FAULTS } from './faults';
import { finishedFaults } from './finished';
import { interruptible } from './interruption';
import { breaches } from './judge/breaches';
import { comparisons } from './judge/comparison';
import { MEMORY } from './judge/limits';
import type { Round } from './judge/round';
import { summaries } from './judge/summary';
import { command, HELP, options, type Options } from './options';
import { byKind } from './report/markdown';
import { type DrillRecord, NOT_PROVEN, SCHEMA, type WorldRecord } from './report/record';
import { sayRound } from './report/say-round';
import { writeProof, writeRecord } from './report/write';
import { versions } from './versions';
import { now } from './clock';
import { WORLDS, type WorldName, type WorldPlan } from './worlds';

/** Milliseconds that the quick drill may take, and that its end does at most: measured were 1 to 2 s. */
const QUICK = 180_000;
const END = 5_000;

const say = (text: string) => void process.stdout.write(`${text}\n`);

async function main(args: readonly string[]): Promise<number> {
  const wanted = options(args);
  if (wanted.help) return tell(HELP);
  if (wanted.list) return tell(list());
  if (wanted.dryRun) return tell(order(wanted));
  const lacks = missing();
  if (lacks.length > 0) {
    process.stderr.write(`drill:ha: this machine lacks\n${lacks.map((lack) => `  ${lack}\n`).join('')}`);
    return 2;
  }
  return run(wanted, command(args));
}

async function run({ turns, quick, record: folder }: Options, repeated: string): Promise<number> {
  const interruption = interruptible();
  const begun = new Date();
  const began = now();
  const rounds: Round[] = [];
  const worlds: WorldRecord[] = [];
  const errors: string[] = [];
  const load = loadAverage();
  const leftOut: string[] = [];
  const hasTimeFor = ({ name, seconds }: Fault) => {
    const hasTime = !quick || now() - began + seconds * 1000 * slowness(rounds) + END <= QUICK;
    if (!hasTime) leftOut.push(name);
    return hasTime;
  };
  const done = (round: Round) => {
    rounds.push(round);
    say(`${clock(now() - began)} ${rounds.length}/${turns.length} ${sayRound(round)}`);
  };
  const keepProof = ({ name }: WorldPlan, text: string) => writeProof(folder, begun, name, text);
  const progress = { say, signal: interruption.signal, hasTimeFor, keepProof, done };
  for (const name of Object.keys(WORLDS) as WorldName[]) {
    const own = turns.filter(({ fault }) => fault.world === name);
    if (own.length === 0 || interruption.signal.aborted) continue;
    try {
      const first = turns.findIndex(({ fault }) => fault.world === name) + 1;
      worlds.push(await drill(WORLDS[name], own, first, quick, progress));
    } catch (error) {
      if (!interruption.signal.aborted) errors.push(`${name}: ${error instanceof Error ? error.stack : String(error)}`);
    }
  }
  const finished = finishedFaults(rounds);
  const found = [...breaches(rounds, finished), ...worlds.flatMap(ofWorld), ...errors, ...nothing(rounds, leftOut)];
  const interrupted = interruption.signal.aborted;
  const record: DrillRecord = {
    schema: SCHEMA,
    begun: begun.toISOString(),
    took: now() - began,
    command: repeated,
    outcome: interrupted ? 'interrupted' : found.length > 0 ? 'failed' : 'passed',
    versions: versions(),
    load: { begin: load, end: loadAverage() },
    leftOut,
    worlds,
    summaries: summaries(rounds),
    comparisons: comparisons(rounds, finished),
    rounds,
    breaches: found,
    notProven: NOT_PROVEN,
  };
  say(`\n${byKind(record.summaries)}\n`);
  found.forEach((breach) => say(`NOT KEPT  ${breach}`));
  say(`${record.outcome}: ${rounds.length} kills in ${clock(record.took)}; ${writeRecord(folder, record)}`);
  return interrupted ? 130 : found.length > 0 ? 1 : 0;
}

/** How many times longer the slowest round took than it usually does, at least 1: that of a busy or an old machine. */
function slowness(rounds: readonly Round[]): number {
  const usual = new Map(FAULTS.map(({ name, seconds }) => [name, seconds * 1000]));
  // One that went wrong mostly waited for its patience to end.
  const sound = rounds.filter(({ error }) => error === undefined);
  return Math.max(1, ...sound.map(({ fault, took }) => took / (usual.get(fault) ?? took)));
}

/** A drill that had time for nothing shows nothing. */
function nothing(rounds: readonly Round[], leftOut: readonly string[]): readonly string[] {
  return rounds.length > 0 || leftOut.length === 0 ? [] : ['nothing was killed: the cluster took too long to begin'];
}

/** Promises about a world as a whole. */
function ofWorld({ name, memory, members }: WorldRecord): readonly string[] {
  return [
    ...(memory > MEMORY ? [`${name}: ${memory.toFixed(0)} MiB of memory, want at most ${MEMORY}`] : []),
    ...members
      .filter((member) => member.missing > 0)
      .map((member) => `${name}: the member on ${member.name} lacks ${member.missing} acknowledged writes`),
  ];
}

function list(): string {
  const width = Math.max(...FAULTS.map(({ name }) => name.length));
  const rows = FAULTS.map(
    ({ name, world, times, title, quick }) =>
      `${name.padEnd(width)}  ${world.padEnd(11)}  ${times} ×  ${title}${quick === true ? ' (quick)' : ''}`,
  );
  return rows.join('\n');
}

function order({ turns }: Options): string {
  return turns
    .map(({ fault, turn }, index) => `${index + 1}. ${fault.world}: ${fault.name}, time ${turn + 1}: ${fault.title}`)
    .join('\n');
}

function tell(text: string): number {
  say(text);
  return 0;
}

/** Over one minute. */
function loadAverage(): number {
  return loadavg()[0] ?? 0;
}

/** `[03:12]` */
function clock(milliseconds: number): string {
  const whole = Math.floor(milliseconds / 1000);
  const two = (number: number) => String(number).padStart(2, '0');
  return `[${two(Math.floor(whole / 60))}:${two(whole % 60)}]`;
}

main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof TripodError ? error.message : String((error as Error).stack)}\n`);
    process.exitCode = 1;
  },
);
