import { execFile } from 'node:child_process';
import { accessSync, constants, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { binary } from '../../../cluster/harness';
import { projectRoot } from '../../../cluster/harness/project-root';

/** A resource plugin that stacks of the project use. */
export type PluginName = 'kubernetes' | 'command';
const PLUGINS: readonly PluginName[] = ['kubernetes', 'command'];

/** Folder of the official plugin's program; undefined where a stand-in takes its place. */
type Plugins = Readonly<Partial<Record<PluginName, string>>>;

/** How long a download may take, in milliseconds: 60 MB at 10 Mbit/s and as much again. Without a network it fails in ten seconds. */
const DOWNLOAD = 100_000;

/** In which variable the choice travels to the tests. */
const CHOICE = 'TRIPOD_PULUMI_PLUGINS';

/**
 * Looks for every official plugin, says on stderr which it is, a line for each, and keeps the choice for the tests that
 * this process starts. Called once per run of jest.
 */
export async function choosePlugins(): Promise<void> {
  const found = await Promise.all(PLUGINS.map(async (name) => [name, await officialPlugin(name)] as const));
  for (const [name, folder] of found) {
    const what = folder
      ? `the official one in ${folder}`
      : 'a stand-in of the tests, since the official one is not to be had';
    process.stderr.write(`plugin ${name}: ${what}\n`);
  }
  process.env[CHOICE] = JSON.stringify(Object.fromEntries(found));
}

/** What `choosePlugins` found. @throws where it was not called: the configuration of jest calls it */
export function chosenPlugins(): Plugins {
  const choice = process.env[CHOICE];
  if (choice === undefined) throw new Error('no plugins were chosen; fix: jest --config jest.pulumi.config.cjs');
  return JSON.parse(choice) as Plugins;
}

/** On PATH, else among the plugins of this user, else downloaded to there. */
async function officialPlugin(name: PluginName): Promise<string | undefined> {
  const program = `pulumi-resource-${name}`;
  const version = packageVersion(name);
  const home = process.env['PULUMI_HOME'] ?? join(homedir(), '.pulumi');
  const installed = join(home, 'plugins', `resource-${name}-v${version}`);
  const search = () =>
    [...(process.env['PATH'] ?? '').split(delimiter), installed].find((folder) => runs(folder, program));
  return search() ?? (await download(name, version).then(search, () => undefined));
}

async function download(name: PluginName, version: string): Promise<void> {
  const args = ['plugin', 'install', 'resource', name, version];
  await promisify(execFile)(binary('pulumi'), args, {
    env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: 'true' },
    timeout: DOWNLOAD,
  });
}

/** Package and plugin bear the same version. */
function packageVersion(name: PluginName): string {
  const manifest = readFileSync(join(projectRoot, 'node_modules', '@pulumi', name, 'package.json'), 'utf8');
  return (JSON.parse(manifest) as { readonly version: string }).version;
}

function runs(folder: string, program: string): boolean {
  try {
    accessSync(join(folder, program), constants.X_OK);
    return folder !== '';
  } catch {
    return false;
  }
}
