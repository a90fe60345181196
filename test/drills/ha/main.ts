import { mkdirSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { TripodError } from 'tripod-iac';
import { missing } from '../world';
import { drill, sayRound } from './drill';
import { breaches, MEMORY } from './judge/limits';
import type { Round } from './judge/round';
import { type Kill, KILLS } from './kills';
import { HELP, options, type Options } from './options';
import { byKind, markdown } from './report/markdown';
import { type DrillRecord, NOT_PROVEN, type WorldRecord } from './report/record';
import { versions } from './versions';
import { now } from './writer/log';
import { WORLDS, type WorldName } from './worlds';

/** Milliseconds that the quick drill may take, and that the end of it does. */
const QUICK = 180_000;
const END = 12_000;

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
  return run(wanted, `npm run drill:ha${args.length > 0 ? ` -- ${args.join(' ')}` : ''}`);
}

async function run({ turns, quick, record: folder }: Options, command: string): Promise<number> {
  const interruption = interruptible();
  const begun = new Date();
  const began = now();
  const rounds: Round[] = [];
  const worlds: WorldRecord[] = [];
  const faults: string[] = [];
  const load = loadavg()[0] ?? 0;
  const leftOut: string[] = [];
  const hasTimeFor = ({ name, seconds }: Kill) => {
    const hasTime = !quick || now() - began + seconds * 1000 + END <= QUICK;
    if (!hasTime) leftOut.push(name);
    return hasTime;
  };
  const done = (round: Round) => {
    rounds.push(round);
    say(`${clock(now() - began)} ${rounds.length}/${turns.length} ${sayRound(round)}`);
  };
  const progress = { say, signal: interruption.signal, hasTimeFor, done };
  for (const name of Object.keys(WORLDS) as WorldName[]) {
    const own = turns.filter(({ kill }) => kill.world === name);
    if (own.length === 0 || interruption.signal.aborted) continue;
    try {
      const first = turns.findIndex(({ kill }) => kill.world === name) + 1;
      worlds.push(await drill(WORLDS[name], own, first, quick, progress));
    } catch (error) {
      if (!interruption.signal.aborted) faults.push(`${name}: ${error instanceof Error ? error.stack : String(error)}`);
    }
  }
  const found = [...breaches(rounds), ...worlds.flatMap(ofWorld), ...faults];
  const interrupted = interruption.signal.aborted;
  const record: DrillRecord = {
    begun: begun.toISOString(),
    took: now() - began,
    command,
    outcome: interrupted ? 'interrupted' : found.length > 0 ? 'failed' : 'passed',
    versions: versions(),
    load,
    leftOut,
    worlds,
    rounds,
    breaches: found,
    notProven: NOT_PROVEN,
  };
  say(`\n${byKind(rounds)}\n`);
  found.forEach((breach) => say(`NOT KEPT  ${breach}`));
  say(`${record.outcome}: ${rounds.length} kills in ${clock(record.took)}; ${write(folder, record)}`);
  return interrupted ? 130 : found.length > 0 ? 1 : 0;
}

/** Aborted by Ctrl-C, by a polite kill, and when whoever started the drill is gone: npm passes no signal on when it ends. */
function interruptible(): AbortController {
  const controller = new AbortController();
  const stop = () => controller.abort(new Error('interrupted'));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid !== parent) stop();
  }, 1_000);
  watch.unref();
  // Nobody may be left to read what is said.
  process.stdout.on('error', stop);
  return controller;
}

/** Promises about a world as a whole. */
function ofWorld({ name, memory, members }: WorldRecord): readonly string[] {
  return [
    ...(memory > MEMORY ? [`${name}: ${memory.toFixed(0)} MB of memory, want at most ${MEMORY}`] : []),
    ...members
      .filter((member) => member.missing > 0)
      .map((member) => `${name}: the member on ${member.name} lacks ${member.missing} acknowledged writes`),
  ];
}

/** The record for programs and for people; the path of the latter. */
function write(folder: string, record: DrillRecord): string {
  mkdirSync(folder, { recursive: true });
  const base = join(folder, record.begun.replaceAll(':', '-').replace(/\.\d+/, ''));
  writeFileSync(`${base}.json`, `${JSON.stringify(record, null, 2)}\n`);
  writeFileSync(`${base}.md`, markdown(record));
  return `${base}.md`;
}

function list(): string {
  const width = Math.max(...KILLS.map(({ name }) => name.length));
  const rows = KILLS.map(
    ({ name, world, times, title, quick }) =>
      `${name.padEnd(width)}  ${world.padEnd(11)}  ${times} ×  ${title}${quick === true ? ' (quick)' : ''}`,
  );
  return rows.join('\n');
}

function order({ turns }: Options): string {
  return turns
    .map(({ kill, turn }, index) => `${index + 1}. ${kill.world}: ${kill.name}, time ${turn + 1}: ${kill.title}`)
    .join('\n');
}

function tell(text: string): number {
  say(text);
  return 0;
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
