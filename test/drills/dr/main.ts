import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TripodError } from 'tripod-iac';
import { binary } from '../../cluster/harness';
import { now } from '../ha/clock';
import { interruptible } from '../ha/interruption';
import { versions } from '../ha/versions';
import { breaches } from './judge/breaches';
import type { Round } from './judge/round';
import { missing } from './missing';
import { FAULTS, HELP, momentOf, type Options, options } from './options';
import { RPO } from './region/environments';
import { markdown } from './report/markdown';
import { type DrillRecord, NOT_PROVEN, SCHEMA } from './report/record';
import { play } from './round/play';

/** Seconds between two snapshots. */
const INTERVAL = 20;

const say = (text: string) => void process.stdout.write(`${text}\n`);

async function main(args: readonly string[]): Promise<number> {
  const wanted = options(args);
  if (wanted.help) return tell(HELP);
  if (wanted.list) return tell(list());
  const lacks = missing();
  if (lacks.length > 0) {
    process.stderr.write(`drill:dr: this machine lacks\n${lacks.map((lack) => `  ${lack}\n`).join('')}`);
    return 2;
  }
  return run(wanted, args);
}

async function run({ faults, seed, size, record: folder }: Options, args: readonly string[]): Promise<number> {
  const { signal } = interruptible();
  const begun = new Date();
  const began = now();
  const rounds: Round[] = [];
  const errors: string[] = [];
  for (const [index, fault] of faults.entries()) {
    if (signal.aborted) break;
    const number = index + 1;
    const moment = momentOf(seed, number, INTERVAL);
    say(`${number}/${faults.length} ${fault}: ${FAULTS[fault].title}`);
    try {
      const tell = (line: string) => say(`  [${Math.round((now() - began) / 1000)} s] ${line}`);
      const round = await play({ number, fault, size, interval: INTERVAL, moment, say: tell, signal });
      rounds.push(round);
      say(`  ${sayRound(round)}`);
    } catch (error) {
      if (signal.aborted) break;
      errors.push(`round ${number} (${fault}): ${(error as Error).stack}`);
      say(`  it was not finished: ${(error as Error).message}`);
    }
  }
  const rpo = RPO.toSeconds();
  const found = [...breaches(rounds, rpo), ...errors];
  const record: DrillRecord = {
    schema: SCHEMA,
    begun: begun.toISOString(),
    took: now() - began,
    command: ['npm run drill:dr', ...(args.length === 0 ? [] : ['--', ...args])].join(' '),
    seed,
    outcome: signal.aborted ? 'interrupted' : found.length > 0 ? 'failed' : 'passed',
    versions: { ...versions(), ...more() },
    size,
    interval: INTERVAL,
    rpo,
    rounds,
    breaches: found,
    notProven: NOT_PROVEN,
  };
  found.forEach((breach) => say(`NOT KEPT  ${breach}`));
  say(`${record.outcome}: ${rounds.length} rounds; ${write(folder, record)}`);
  return signal.aborted ? 130 : found.length > 0 ? 1 : 0;
}

function sayRound({ seen, held }: Round): string {
  const time = (milliseconds: number | undefined) =>
    milliseconds === undefined ? 'never' : `${(milliseconds / 1000).toFixed(1)} s`;
  return [
    ...seen.map(({ client, served }) => `${client} served after ${time(served)}`),
    ...held.map(
      ({ holder, afterFence, lost, returned, both }) =>
        `${holder}: ${time(afterFence)} after the fence, ${lost.length} lost, ${returned.length} came back, ${both.length} on both sides`,
    ),
  ].join('; ');
}

function write(folder: string, record: DrillRecord): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, record.begun.replaceAll(':', '-').replace(/\.\d+/, ''));
  writeFileSync(`${path}.json`, `${JSON.stringify(record, (_, value: unknown) => value ?? null, 2)}\n`);
  writeFileSync(`${path}.md`, markdown(record));
  return `${path}.md`;
}

function more(): Readonly<Record<string, string>> {
  const said = (program: string, ...args: readonly string[]) =>
    execFileSync('sh', ['-c', 'exec "$0" "$@" 2>&1', program, ...args], { encoding: 'utf8' })
      .trim()
      .split('\n')[0] ?? '';
  return {
    mariadbd: said('mariadbd', '--version'),
    named: said('named', '-v'),
    rclone: said(binary('rclone'), '--version'),
    'tripod-agent': said(binary('tripod-agent'), 'version'),
  };
}

function list(): string {
  return Object.entries(FAULTS)
    .map(([name, { title, times }]) => `${name.padEnd(8)} ${times} ×  ${title}`)
    .join('\n');
}

function tell(text: string): number {
  say(text);
  return 0;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof TripodError ? error.message : String((error as Error).stack)}\n`);
    process.exit(1);
  },
);
