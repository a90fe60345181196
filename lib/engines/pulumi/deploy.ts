import { type CustomResource, type Output, output, secret, unsecret } from '@pulumi/pulumi';
import { type Environment, type Rendering, Stage, stageFolder } from '../../core';
import { provedAll } from '../synth/proved';
import { rememberedCluster, takeCluster } from './cluster/record';
import { hideAnswers } from './hide-answers';
import { bootstrapHosts } from './hosts';
import { type DeployOptions, hostOptions } from './options';
import { StageBranch } from './parents';
import { offersOf } from './peer/exchange';
import { offeredOutput, Offers } from './peer/offers';
import { allPending, tellPending } from './peer/tell';
import type { PlannedResource } from './plan/resource';
import { prepare } from './prepare';
import { among, register } from './register';
import { lookBack } from './state/look';
import { earlierNames } from './state/rename';
import { lastOf, seal } from './state/seal';

/** What was handed to Pulumi. */
export interface Deployment {
  /** Every object, by its name in the stack. */
  readonly resources: ReadonlyMap<string, CustomResource>;
  readonly planned: readonly PlannedResource[];
  /** uid of the cluster's namespace kube-system. */
  readonly cluster: Output<string>;
  /** Kubeconfig of the cluster: a secret. */
  readonly kubeconfig: Output<string>;
  /** What other environments need of this one, by name: a secret. */
  readonly offered: Output<Readonly<Record<string, string>>>;
  /** What is still to be done before it is joined to others, in words. */
  readonly pending: Output<readonly string[]>;
}

/**
 * Deploys an environment to its cluster: every object of the tree as one resource, in the order of the files, each waited
 * for as its component says. To be called once in a program.
 * @throws TripodError with every problem of the environment, every objective that it breaks, every release that is not
 * vendored, every secret that is missing, and everything that would be lost; nothing was registered then. Or with the
 * reason for which the cluster may not be touched; no object was then
 */
export async function deploy(environment: Environment, options: DeployOptions): Promise<Deployment> {
  hideAnswers();
  const { name } = environment;
  const rendering = proved(environment);
  const prepared = prepare(rendering, options);
  const { planned, secrets } = prepared;
  const before = await lookBack(rendering, prepared, options.tearDown);

  const hosts = new StageBranch(stageFolder(Stage.HOSTS), {});
  const kubeconfig = kubeconfigOf(rendering, options, hosts);
  const expectation = { environment: name, adopt: options.adopt ?? false, taken: rememberedCluster(before.known) };
  const { provider, ...record } = await takeCluster(expectation, kubeconfig);

  const pending = tellPending(rendering, new Set(secrets.keys()), before.left);
  const offers = new Offers(offersOf(rendering), provider);
  const { made, empty } = register(planned, {
    provider,
    hosts,
    first: record.resource,
    secrets,
    // Whatever stands in a body is no secret: the values of another stack are hidden as a whole only.
    value: (each, made) => unsecret(secrets.get(each) ?? offers.need(each, made)),
    earlierNames: earlierNames(before.known, planned),
  });
  seal(planned, before.known, among(made, lastOf(planned)), empty);
  const offered = offers.all(made);
  return {
    resources: new Map(planned.map(({ key, name }) => [name, made.get(key)!])),
    planned,
    cluster: record.uid,
    kubeconfig,
    offered: offeredOutput(offered),
    pending: allPending(rendering, pending, offers, made),
  };
}

function proved(environment: Environment): Rendering {
  const [{ rendering } = {}] = provedAll([environment]);
  if (rendering === undefined) throw new Error(`${environment.name} was not proved`);
  return rendering;
}

/** That of a cluster that is there, or of the one that is made from the hosts. */
function kubeconfigOf(rendering: Rendering, options: DeployOptions, parent: StageBranch): Output<string> {
  const hosts = hostOptions(options);
  if (hosts === undefined) return output(secret(options.kubeconfig ?? ''));
  return bootstrapHosts(rendering, { ...hosts, parent });
}
