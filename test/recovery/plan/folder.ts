import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { planDocuments } from '../../../lib/recovery/plan/documents';
import type { RecoveryPlan } from '../../../lib/recovery/plan/recovery-plan';

/** What a command of `run.sh` said, and how it ended. */
export interface Said {
  readonly code: number | null;
  readonly out: string;
  readonly errors: string;
}

/** A line of the record. */
export interface Row {
  readonly who: string;
  readonly 'approved by': string;
  readonly step: string;
  readonly outcome: string;
  readonly seconds: string;
  readonly loss: string;
}

/** A plan as it is written, in a folder of its own, with its state and secrets beside it. */
export class PlanFolder {
  readonly root = mkdtempSync(join(tmpdir(), 'tripod-plan-'));
  readonly secrets = join(this.root, 'secrets');
  readonly state = join(this.root, 'state');
  readonly plan: string;

  constructor(private readonly of: RecoveryPlan) {
    mkdirSync(this.secrets);
    for (const { path, text } of planDocuments(of)) {
      mkdirSync(dirname(join(this.root, path)), { recursive: true });
      writeFileSync(join(this.root, path), text);
    }
    this.plan = join(this.root, 'recovery', of.name);
  }

  /** Runs a command to its end. `input` is what people type; without it there is nobody. */
  run(args: readonly string[], input = ''): Said {
    const options = { env: this.env, encoding: 'utf8', input, timeout: 30_000 } as const;
    const { status, stdout, stderr } = spawnSync('bash', [join(this.plan, 'run.sh'), ...args], options);
    return { code: status, out: stdout, errors: stderr };
  }

  /** Approves as each of them, and runs as the first. */
  approveAndRun(names: readonly string[] = ['Ann', 'Bob'], ...args: readonly string[]): Said {
    for (const name of names) this.run(['approve', '--by', name]);
    return this.run(['run', '--by', names[0] ?? 'Ann', '--yes', ...args]);
  }

  /** Begins a command and leaves it running. */
  start(...args: readonly string[]): ChildProcess {
    return spawn('bash', [join(this.plan, 'run.sh'), ...args], {
      env: this.env,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
  }

  private get env() {
    return { ...process.env, TRIPOD_STATE: this.state, SECRETS: this.secrets };
  }

  /** Something that steps of a test look at. */
  set(name: string, text = ''): void {
    writeFileSync(join(this.secrets, name), text);
  }

  unset(name: string): void {
    rmSync(join(this.secrets, name), { force: true });
  }

  has(name: string): boolean {
    return existsSync(join(this.secrets, name));
  }

  /** What the steps did, in order: each leaves a line in `$STATE/done`. */
  done(run = this.latest): readonly string[] {
    const file = join(this.runs, run, 'work', 'done');
    return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
  }

  /** Id of the step that a run is at, where one is. */
  get begun(): string | undefined {
    const file = join(this.runs, this.latest, 'at');
    return existsSync(file) ? readFileSync(file, 'utf8').split('\t')[0] : undefined;
  }

  get runs(): string {
    return join(this.state, this.of.pair ?? this.of.from, this.of.name);
  }

  /** Name of the latest run. */
  get latest(): string {
    return readFileSync(join(this.runs, 'latest'), 'utf8').trim();
  }

  read(name: string): string {
    return readFileSync(join(this.runs, this.latest, name), 'utf8');
  }

  write(name: string, text: string): void {
    writeFileSync(join(this.runs, this.latest, name), text);
  }

  get record(): readonly Row[] {
    const [head = '', ...lines] = this.read('record.tsv').trim().split('\n');
    const names = head.split('\t');
    return lines.map(
      (line) => Object.fromEntries(line.split('\t').map((cell, i) => [names[i], cell])) as unknown as Row,
    );
  }

  /** Steps with what became of them, in the order in which it did. */
  get outcomes(): readonly string[] {
    return this.record.map(({ step, outcome }) => `${step} ${outcome}`);
  }

  get json(): Readonly<Record<string, unknown>> {
    return JSON.parse(this.read('record.json')) as Record<string, unknown>;
  }

  get scripts(): readonly string[] {
    const steps = readdirSync(join(this.plan, 'steps')).map((name) => join('steps', name));
    return [...readdirSync(this.plan), ...steps].filter((name) => name.endsWith('.sh'));
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** Makes folders for a test, and removes them after it. */
export function planFolders(): (plan: RecoveryPlan) => PlanFolder {
  const made: PlanFolder[] = [];
  afterEach(() => made.splice(0).forEach((folder) => folder.remove()));
  return (plan) => {
    const folder = new PlanFolder(plan);
    made.push(folder);
    return folder;
  };
}

/** Waits until it is so, for ten seconds at most. */
export async function until(what: string, isSo: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${what}: not within 10 s`);
}
