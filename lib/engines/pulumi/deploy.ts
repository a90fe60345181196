import { type CustomResource, type Output, output, secret } from '@pulumi/pulumi';
import type { Environment } from '../../core';
import { clusterProvider } from './cluster/provider';
import { takeCluster } from './cluster/record';
import type { DeployOptions } from './options';
import { planResources } from './plan/plan';
import type { PlannedResource } from './plan/resource';
import { register } from './register';
import { provedAll } from '../synth/proved';
import { checkOperators, checkSecrets } from './check';
import { readState } from './state/read';

/** What was handed to Pulumi. */
export interface Deployment {
  /** Every object, by its name in the stack. */
  readonly resources: ReadonlyMap<string, CustomResource>;
  readonly planned: readonly PlannedResource[];
  /** uid of the cluster's namespace kube-system. */
  readonly cluster: Output<string>;
}

/**
 * Deploys an environment to its cluster: every object of the tree as one resource, in the order of the files, each waited
 * for as its component says. To be called once in a program.
 * @throws TripodError with every problem of the environment, every objective that it breaks, every release that is not
 * vendored and every secret that is missing; nothing was registered then
 */
export async function deploy(environment: Environment, options: DeployOptions): Promise<Deployment> {
  const [proved] = provedAll([environment]);
  if (proved === undefined) throw new Error(`${environment.name} was not proved`);
  const { rendering } = proved;
  const secrets = new Map(Object.entries(options.secrets ?? {}).map(([name, value]) => [name, output(secret(value))]));
  checkOperators(rendering);
  checkSecrets(rendering, secrets);
  const planned = planResources(rendering, {
    tearDown: options.tearDown === environment.name,
    mayDelete: new Set(options.mayDelete),
    isGiven: ({ later, values }) => !later || Object.values(values).every(({ name }) => secrets.has(name)),
  });
  const before = await readState();
  const provider = clusterProvider(environment.name, options.kubeconfig);
  const known = before.find(({ type, name }) => type === 'kubernetes:core/v1:Namespace' && name === 'kube-system');
  const uid = options.cluster ?? (known?.outputs['metadata'] as { uid?: string } | undefined)?.uid;
  const record = takeCluster(
    { environment: environment.name, adopt: options.adopt ?? false, ...(uid === undefined ? {} : { uid }) },
    provider,
  );
  const made = register(planned, { provider, first: record.resource, secrets, earlierNames: new Map() });
  const resources = new Map(
    planned.flatMap(({ key, name }) => {
      const resource = made.get(key);
      return resource === undefined ? [] : [[name, resource] as const];
    }),
  );
  return { resources, planned, cluster: record.uid };
}
