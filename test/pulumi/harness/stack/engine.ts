import { randomBytes } from 'node:crypto';
import { mkdirSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { LocalWorkspace, PulumiCommand, type PulumiFn } from '@pulumi/pulumi/automation';
import { binary } from '../../../cluster/harness';
import { Keeper } from '../../../cluster/harness/keeper';
import { chosenPlugins, type PluginName } from './plugins';
import { TestStack } from './stack';
import { startStandIn } from './stand-in';
import { leaveErrorsToPulumi } from './stray';

/** The project of every stack, and the name space of its settings. */
export const PROJECT = 'tripod';

interface EngineOptions {
  /** Plugins that the stacks use. @default ['kubernetes'] */
  readonly plugins?: readonly PluginName[];
  /**
   * Whether the state is written after every step, as it is in earnest. Where a run makes much and nobody interrupts it,
   * writing it once at the end saves the engine most of its work. @default true
   */
  readonly checkpoints?: boolean;
  /** Further variables of the engine's process. @default - none */
  readonly env?: Readonly<Record<string, string>>;
}

/** The real Pulumi engine with a backend of its own: stacks of one engine see each other, and nobody else's. */
export class Engine {
  private readonly errorsToJest = leaveErrorsToPulumi();

  private constructor(
    private readonly keeper: Keeper,
    private readonly command: PulumiCommand,
    private readonly env: Readonly<Record<string, string>>,
    /** Which of the plugins are stand-ins. */
    readonly standIns: readonly PluginName[],
  ) {}

  static async start({ plugins = ['kubernetes'], checkpoints = true, env = {} }: EngineOptions = {}): Promise<Engine> {
    const keeper = new Keeper();
    try {
      const official = chosenPlugins();
      const standIns = plugins.filter((name) => official[name] === undefined);
      const ports = await Promise.all(standIns.map(async (name) => `${name}:${await startStandIn(name, keeper)}`));
      const folders = plugins.flatMap((name) => official[name] ?? []);
      for (const folder of ['bin', 'home', 'state', 'work']) mkdirSync(join(keeper.folder, folder));
      // The Automation API wants the program in a folder named bin.
      symlinkSync(binary('pulumi'), join(keeper.folder, 'bin', 'pulumi'));
      const command = await PulumiCommand.get({ root: keeper.folder });
      const variables = {
        PATH: [...folders, process.env['PATH'] ?? ''].join(delimiter),
        PULUMI_BACKEND_URL: `file://${join(keeper.folder, 'state')}`,
        PULUMI_CONFIG_PASSPHRASE: randomBytes(12).toString('hex'),
        // No network: neither for news of itself, nor for plugins.
        PULUMI_SKIP_UPDATE_CHECK: 'true',
        PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: 'true',
        ...(ports.length > 0 ? { PULUMI_DEBUG_PROVIDERS: ports.join(',') } : {}),
        ...(checkpoints ? {} : { PULUMI_SKIP_CHECKPOINTS: 'true' }),
        ...env,
      };
      return new Engine(keeper, command, variables, standIns);
    } catch (error) {
      await keeper.stop();
      throw error;
    }
  }

  /** A stack of the project, made at the first call. Its full name in a StackReference is `organization/tripod/<name>`. */
  async stack(name: string, program: PulumiFn): Promise<TestStack> {
    const workDir = join(this.keeper.folder, 'work', name);
    mkdirSync(workDir, { recursive: true });
    const stack = await LocalWorkspace.createOrSelectStack(
      { stackName: name, projectName: PROJECT, program },
      {
        workDir,
        pulumiHome: join(this.keeper.folder, 'home'),
        pulumiCommand: this.command,
        envVars: { ...this.env },
        secretsProvider: 'passphrase',
      },
    );
    return new TestStack(stack, program);
  }

  /** Ends the stand-ins and removes everything that the engine kept. */
  async stop(): Promise<void> {
    await this.keeper.stop();
    this.errorsToJest();
  }
}
