import { type CustomResource, getProject, getStack, log, type Output, output, secret, unsecret } from '@pulumi/pulumi';
import type { Environment, SecretObject } from '../../core';
import { clusterProvider } from './cluster/provider';
import { rememberedCluster, takeCluster } from './cluster/record';
import { hideAnswers } from './hide-answers';
import type { DeployOptions } from './options';
import { joiningSecrets, offersOf } from './peer/exchange';
import { offeredOutput, Offers } from './peer/offers';
import { planJoins } from './peer/plan';
import { allPending, leaving, tellPending } from './peer/tell';
import { planResources } from './plan/plan';
import type { PlannedResource } from './plan/resource';
import { register } from './register';
import { provedAll } from '../synth/proved';
import { checkOperators, checkSecrets } from './check';
import { announcements } from './state/announce';
import { compare } from './state/compare';
import { readState } from './state/read';
import { checkChange, type Run } from './state/refuse/check';
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
  const [proved] = provedAll([environment]);
  if (proved === undefined) throw new Error(`${environment.name} was not proved`);
  const { rendering } = proved;
  const given = { ...options.secrets, ...options.peer };
  const secrets = new Map(Object.entries(given).map(([name, value]) => [name, output(secret(value))]));
  checkOperators(rendering);
  checkSecrets(rendering, secrets);
  const tearDown = options.tearDown === environment.name;
  const mayDelete = new Set(options.mayDelete);
  const joins = planJoins(rendering, { given: new Set(secrets.keys()), tearDown });
  const joining = joiningSecrets(rendering);
  const objects = planResources(rendering, {
    tearDown,
    mayDelete,
    isGiven: (each) => isGiven(each, secrets) && !joining.has(each),
  });
  const planned = [...objects, ...joins];
  const before = await readState();
  const left = leaving(rendering, joins, before);
  const comparison = compare(before, planned, { stack: getStack(), project: getProject() });
  const run: Run = {
    environment: environment.name,
    before,
    planned,
    comparison: { ...comparison, gone: comparison.gone.filter(({ name }) => !left.has(name)) },
    mayDelete,
    tearDown: options.tearDown,
  };
  checkChange(run);
  for (const { text, isLoss } of announcements(run, rendering)) await (isLoss ? log.warn(text) : log.info(text));
  const kubeconfig = output(secret(options.kubeconfig));
  const provider = clusterProvider(environment.name, kubeconfig);
  const uid = options.cluster ?? rememberedCluster(before);
  const record = await takeCluster(
    { environment: environment.name, adopt: options.adopt ?? false, ...(uid === undefined ? {} : { uid }) },
    provider,
  );
  const pending = tellPending(rendering, new Set(secrets.keys()), left);
  const offers = new Offers(offersOf(rendering), provider);
  const made = register(planned, {
    provider,
    first: record.resource,
    secrets,
    // Whatever stands in a body is no secret: the values of another stack are hidden as a whole only.
    value: (name, made) => unsecret(secrets.get(name) ?? offers.need(name, made)),
    earlierNames: earlierNames(before, planned),
  });
  seal(
    planned,
    before,
    lastOf(planned).flatMap((key) => made.get(key) ?? []),
  );
  const offered = offers.all(made);
  const resources = new Map(
    planned.flatMap(({ key, name }) => {
      const resource = made.get(key);
      return resource === undefined ? [] : [[name, resource] as const];
    }),
  );
  return {
    resources,
    planned,
    cluster: record.uid,
    kubeconfig,
    offered: offeredOutput(offered),
    pending: allPending(environment.name, pending, offered),
  };
}

/** One that a later step makes needs no value before. */
function isGiven({ later, values }: SecretObject, given: ReadonlyMap<string, unknown>): boolean {
  return !later || Object.values(values).every(({ name }) => given.has(name));
}
