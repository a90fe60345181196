import { files, type Platform } from '../../core';
import { answer, proofFile, QUESTION, questionOf } from '../proof';
import { type Proved, report } from '../report';
import { choose, environmentsOf } from './choose';
import { outputOf } from './output';
import { provedAll, provedIfSound } from './proved';
import { sayWritten } from './say';
import { writeStream } from './stream';
import { type Folder, linkManifests, writeFolders } from './write';

export interface SynthOptions {
  /** Folder that takes one folder for each environment. @default - CDK8S_OUTDIR as the cdk8s CLI sets it, else `dist` */
  readonly outdir?: string;
  /** Names of the environments to write; the others stay as they are. @default - TRIPOD_ENVIRONMENT, separated by commas, else all */
  readonly environments?: readonly string[];
}

/**
 * Proves the environments of a platform and writes them: manifests by stage, host files, plan, images, facts, proof and
 * report. Where `tripod prove` asks, it answers and writes nothing. Reports on stderr, since the cdk8s CLI swallows stdout.
 * @throws TripodError with every problem and every broken objective of every environment; nothing was written then
 */
export function synth(platform: Platform, options: SynthOptions = {}): void {
  const question = questionOf(process.env[QUESTION]);
  if (question !== undefined)
    return answer(question, choose(platform, { at: 'tripod prove', names: some(question.environments) }));
  const output = outputOf(options.outdir ?? process.env['CDK8S_OUTDIR']);
  const wanted = options.environments ?? namesIn(process.env['TRIPOD_ENVIRONMENT']);
  const chosen = choose(platform, { at: 'TRIPOD_ENVIRONMENT', names: wanted, onlyOne: output.toStdout });
  const proved = provedAll(chosen);
  if (output.toStdout) return writeStream(output.folder, proved);
  const others = provedIfSound(environmentsOf(platform).filter((environment) => !chosen.includes(environment)));
  const folders = proved.map((each) => folderOf(each, inOrder(platform, [...proved, ...others])));
  writeFolders(output.folder, folders, wanted === undefined);
  if (output.listing !== undefined) linkManifests(output.listing, output.folder, folders);
  proved.forEach((each) => sayWritten(each, output.folder));
}

/** The report compares with all others, also with those that a run does not write: it is the same for any choice. */
function folderOf(each: Proved, all: readonly Proved[]): Folder {
  const { rendering, proof } = each;
  const others = all.filter((other) => other !== each);
  return {
    name: rendering.environment.name,
    files: [
      ...files(rendering),
      { path: 'proof.json', text: proofFile(proof) },
      { path: 'report.html', text: report(rendering, proof, others) },
    ],
  };
}

function inOrder(platform: Platform, proved: readonly Proved[]): readonly Proved[] {
  return environmentsOf(platform).flatMap((environment) =>
    proved.filter(({ rendering }) => rendering.environment === environment),
  );
}

/** Names in a text; undefined where there are none, which means all. */
function namesIn(text: string | undefined): readonly string[] | undefined {
  const names = (text ?? '').split(',').map((name) => name.trim());
  return some(names.filter((name) => name !== ''));
}

function some(names: readonly string[]): readonly string[] | undefined {
  return names.length > 0 ? names : undefined;
}
