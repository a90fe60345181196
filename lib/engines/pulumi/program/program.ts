import { getStack, RunError } from '@pulumi/pulumi';
import { type Platform, TripodError } from '../../../core';
import { environmentsOf } from '../../synth/choose';
import { deploy } from '../deploy';
import { hideAnswers } from '../hide-answers';
import { OFFERED, peerValues } from '../peer/values';
import { accessOf, sitesOf } from './outputs';
import { chosen } from './choose';
import { readSettings } from './settings';
import { readStackFile } from './stack-file';

/** What a stack says of its environment: `pulumi stack output`. */
export type Outputs = Readonly<Record<string, unknown>>;

/**
 * A Pulumi program for the environments of a platform: the stack's name chooses one, its settings say how it is reached.
 * `export = program(platform)` in the file that `Pulumi.yaml` names.
 */
export function program(platform: () => Platform): () => Promise<Outputs> {
  return async () => {
    try {
      return await run(platform());
    } catch (error) {
      // A problem is a text for its reader; anything else is a fault of the program, and keeps its stack.
      throw error instanceof TripodError ? new RunError(`\n${error.message}`) : error;
    }
  };
}

async function run(platform: Platform): Promise<Outputs> {
  hideAnswers();
  const environment = chosen(environmentsOf(platform), getStack());
  const settings = readSettings(environment.name, readStackFile());
  const peer = settings.peer === undefined ? {} : await peerValues(settings.peer);
  const deployment = await deploy(environment, { ...settings, peer });
  return {
    environment: environment.name,
    tier: environment.tier,
    ...accessOf(deployment.kubeconfig),
    kubeconfig: deployment.kubeconfig,
    cluster: deployment.cluster,
    sites: sitesOf(environment),
    [OFFERED]: deployment.offered,
    pending: deployment.pending,
    identities: deployment.planned.map(({ name }) => name),
  };
}
