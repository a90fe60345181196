import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { EngineEvent, PulumiFn, Stack } from '@pulumi/pulumi/automation';
import { binary } from '../../../cluster/harness';
import { Recorder, type Run } from './run';

export interface UpOptions {
  /** @default - the one before, at first the one that the stack was made with */
  readonly program?: PulumiFn;
  /** Reads the state of the cluster first. @default false */
  readonly refresh?: boolean;
  /** Has the engine tell how it goes about it: where a secret would be seen, too. @default false */
  readonly debug?: boolean;
  /** Hears of everything while it goes on. @default - nobody does */
  readonly onEvent?: (event: EngineEvent) => void;
}

/** Bytes of an exported state: definitions alone are some megabytes. */
const LARGEST_STATE = 100 * 2 ** 20;

/** A stack of the project, whose program is a function of the test. */
export class TestStack {
  constructor(
    readonly inner: Stack,
    private program: PulumiFn,
  ) {}

  get name(): string {
    return this.inner.name;
  }

  /** Sets `tripod:<key>`; an undefined value takes it away. */
  async set(key: string, value: string | undefined, secret = false): Promise<void> {
    if (value === undefined) await this.inner.removeConfig(`tripod:${key}`);
    else await this.inner.setConfig(`tripod:${key}`, { value, secret });
  }

  /** @throws where the run fails */
  up(options: UpOptions = {}): Promise<Run> {
    return must(this.tryUp(options));
  }

  /** `up` whose failure is in what is returned. */
  tryUp({ refresh, debug, ...options }: UpOptions = {}): Promise<Run> {
    this.program = options.program ?? this.program;
    return recorded(async (listeners) => {
      const { outputs } = await this.inner.up({ ...listeners, program: this.program, refresh, debug });
      return outputs;
    }, options.onEvent);
  }

  /** @throws where the run fails */
  preview(options: UpOptions = {}): Promise<Run> {
    return must(this.tryPreview(options));
  }

  tryPreview({ refresh, debug, ...options }: UpOptions = {}): Promise<Run> {
    this.program = options.program ?? this.program;
    return recorded(async (listeners) => {
      await this.inner.preview({ ...listeners, program: this.program, refresh, debug });
      return {};
    });
  }

  /** @throws where the run fails */
  destroy(): Promise<Run> {
    return must(this.tryDestroy());
  }

  tryDestroy(): Promise<Run> {
    return recorded(async (listeners) => {
      await this.inner.destroy(listeners);
      return {};
    });
  }

  /** @throws where the run fails */
  refresh(): Promise<Run> {
    return must(
      recorded(async (listeners) => {
        await this.inner.refresh(listeners);
        return {};
      }),
    );
  }

  /** Folder of the backend. */
  get backend(): string {
    return new URL(this.inner.workspace.envVars['PULUMI_BACKEND_URL'] ?? '').pathname;
  }

  /** All that the backend keeps: the state, earlier ones and the record of runs, as they lie on the disk. */
  readBackend(): string {
    const entries = readdirSync(this.backend, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    return files.map((file) => readFileSync(join(file.parentPath, file.name), 'utf8')).join('\n');
  }

  /** The state as the engine exports it to whoever has the passphrase: secrets are in plain text. */
  async exportState(): Promise<State> {
    // `exportStack` of the Automation API would decrypt them.
    const { pulumiHome = '', workDir, envVars } = this.inner.workspace;
    const { stdout } = await promisify(execFile)(binary('pulumi'), ['stack', 'export', '--stack', this.name], {
      cwd: workDir,
      env: { ...process.env, PULUMI_HOME: pulumiHome, ...envVars },
      maxBuffer: LARGEST_STATE,
    });
    return (JSON.parse(stdout) as { readonly deployment: State }).deployment;
  }
}

/** What the engine keeps of a stack. */
interface State {
  readonly resources?: readonly StateResource[];
  readonly [field: string]: unknown;
}

interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly protect?: boolean;
  readonly retainOnDelete?: boolean;
  readonly parent?: string;
  readonly dependencies?: readonly string[];
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

async function recorded(
  act: (listeners: Recorder['listeners']) => Promise<Run['outputs']>,
  onEvent?: UpOptions['onEvent'],
): Promise<Run> {
  const recorder = new Recorder(onEvent);
  try {
    return recorder.run(await act(recorder.listeners));
  } catch (error) {
    return recorder.run({}, (error as Error).message);
  }
}

async function must(running: Promise<Run>): Promise<Run> {
  const run = await running;
  if (run.failure !== undefined) throw new Error([run.failure, ...run.errors].join('\n'));
  return run;
}
