import { rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  collect,
  Environment,
  fetchedOperators,
  files,
  manifestDocuments,
  type Platform,
  Problems,
  render,
  renderedObjects,
  type Rendering,
} from '../../core';
import { type Output, outputOf } from './output';
import { type Folder, linkManifests, writeFolders } from './write';

export interface SynthOptions {
  /** Folder that takes one folder for each environment. @default - CDK8S_OUTDIR as the cdk8s CLI sets it, else `dist` */
  readonly outdir?: string;
  /** Names of the environments to write; the others stay as they are. @default - TRIPOD_ENVIRONMENT, separated by commas, else all */
  readonly environments?: readonly string[];
}

/**
 * Writes the environments of a platform: manifests by stage, host files, plan, images and facts. Reports on stderr,
 * since the cdk8s CLI swallows stdout.
 * @throws TripodError with every problem of every environment; nothing was written then
 */
export function synth(platform: Platform, options: SynthOptions = {}): void {
  const output = outputOf(options.outdir ?? process.env['CDK8S_OUTDIR']);
  const all = platform.node.findAll().filter((construct) => Environment.isEnvironment(construct));
  const wanted = options.environments ?? namesIn(process.env['TRIPOD_ENVIRONMENT']);
  const chosen = choose(all, wanted, output);
  const renderings: Rendering[] = [];
  collect(...chosen.map((environment) => () => void renderings.push(render(environment))));
  if (output.toStdout) return writeStream(output, renderings);
  const folders: readonly Folder[] = renderings.map((rendering) => ({
    name: rendering.environment.name,
    files: files(rendering),
  }));
  writeFolders(output.folder, folders, wanted === undefined);
  if (output.listing !== undefined) linkManifests(output.listing, output.folder, folders);
  renderings.forEach((rendering) => report(rendering, output.folder));
}

function namesIn(text: string | undefined): readonly string[] | undefined {
  const names = (text ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return names.length > 0 ? names : undefined;
}

function choose(
  all: readonly Environment[],
  wanted: readonly string[] | undefined,
  output: Output,
): readonly Environment[] {
  const problems = new Problems('synth');
  const names = all.map(({ name }) => name);
  problems.check(all.length > 0, {
    at: 'environments',
    got: 'none',
    want: 'at least one',
    fix: '`new Environment(platform, …)`',
  });
  problems.check(new Set(names).size === names.length, {
    at: 'environments',
    got: names.join(', '),
    want: 'a name of its own for every environment',
    fix: 'rename one of them: the name is its folder',
  });
  for (const name of wanted ?? []) {
    problems.check(names.includes(name), {
      at: 'TRIPOD_ENVIRONMENT',
      got: name,
      want: `one of ${names.join(', ')}`,
      fix: 'correct the name, or leave it out for all',
    });
  }
  const chosen = all.filter(({ name }) => wanted === undefined || wanted.includes(name));
  problems.check(!output.toStdout || chosen.length <= 1, {
    at: '--stdout',
    got: `${chosen.length} environments`,
    want: 'one: the cdk8s CLI would mix their documents',
    fix: `TRIPOD_ENVIRONMENT=${names[0]} cdk8s synth --stdout`,
  });
  problems.throwIfAny();
  return chosen;
}

/** One file with every document in order: the CLI prints several at once, in pieces. */
function writeStream({ folder }: Output, renderings: readonly Rendering[]): void {
  rmSync(folder, { recursive: true, force: true });
  for (const rendering of renderings) {
    const text = manifestDocuments(rendering);
    writeFolders(folder, [{ name: rendering.environment.name, files: [{ path: 'manifests.k8s.yaml', text }] }], true);
    const left = fetchedOperators(rendering);
    if (left.length > 0)
      say(`not in this stream, since they are not vendored: ${left.map(({ node }) => node.id).join(', ')}`);
  }
}

function report(rendering: Rendering, folder: string): void {
  const { environment, components, images, hostFiles } = rendering;
  const objects = renderedObjects(rendering).length;
  const hosts = new Set(hostFiles.map(({ file }) => file.host.name)).size;
  const counts = [`${components.length} components`, `${objects} objects`, `${images.length} images`, `${hosts} hosts`];
  say(`${environment.name}: ${counts.join(', ')} → ${join(folder, environment.name)}`);
}

function say(text: string): void {
  process.stderr.write(`tripod: ${text}\n`);
}
