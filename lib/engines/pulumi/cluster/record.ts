import { NamespacePatch } from '@pulumi/kubernetes/core/v1/namespacePatch';
import { Namespace } from '@pulumi/kubernetes/core/v1/namespace';
import { log, type Output, type ProviderResource, type Resource } from '@pulumi/pulumi';
import { TripodError } from '../../../core';
import { FIELD_MANAGER, RECORD } from '../../../core/owner';
import type { Known } from '../state/read';
import { clusterProvider, lookingProvider } from './provider';
import { type Expectation, type Found, refusal } from './guard';

/** What a cluster is known by, and the resource that everything else waits for. */
interface ClusterRecord {
  readonly resource: Resource;
  /** What makes all objects of the environment. */
  readonly provider: ProviderResource;
  /** uid of the namespace kube-system, which no two clusters share. */
  readonly uid: Output<string>;
}

/**
 * Looks whose cluster it is, and writes down that it is ours, before anything else: in a preview it is only looked at. The
 * record is a few annotations of kube-system, which is there before anything else and stays. A cluster that is made in the
 * same run is not looked at in a preview: it is not there yet.
 * @throws TripodError where the cluster is not that of the environment; only looking at it has happened then
 */
export async function takeCluster(expectation: Expectation, kubeconfig: Output<string>): Promise<ClusterRecord> {
  const { environment } = expectation;
  const found = Namespace.get(KUBE_SYSTEM, KUBE_SYSTEM, { provider: lookingProvider(environment, kubeconfig) });
  const metadata = await settled(found.metadata);
  if (metadata !== undefined) checkCluster(metadata, expectation);
  const provider = clusterProvider(environment, kubeconfig);
  const annotations = {
    [RECORD.environment]: environment,
    [RECORD.owner]: 'pulumi',
    'pulumi.com/patchFieldManager': FIELD_MANAGER,
  };
  const resource = new NamespacePatch(
    RECORD_NAME,
    { metadata: { name: KUBE_SYSTEM, annotations } },
    { provider, dependsOn: found },
  );
  return { resource, provider, uid: found.metadata.uid };
}

function checkCluster({ uid, annotations }: Found, expectation: Expectation): void {
  const problem = refusal({ uid, annotations }, expectation);
  if (problem !== undefined) throw new TripodError([problem]);
  if (expectation.adopt && annotations?.[RECORD.owner] === 'pulumi')
    void log.info('the cluster is taken over already: `pulumi config rm tripod:adopt`, so that it is not taken again');
}

/**
 * The value of an output; undefined where a preview cannot know it. A program that goes on, and throws in an `apply`, is
 * not told of it: what depends on the result waits for ever. Source: pulumi sdk/nodejs/output.ts, `OutputImplementation`.
 */
async function settled<T>(value: Output<T>): Promise<T | undefined> {
  const { isKnown, promise } = value as unknown as {
    readonly isKnown: Promise<boolean>;
    readonly promise: (this: unknown) => Promise<T>;
  };
  return (await isKnown) ? promise.call(value) : undefined;
}

/** Name of the record in the stack. */
export const RECORD_NAME = 'record';
const KUBE_SYSTEM = 'kube-system';

/**
 * uid of the cluster that the stack was applied to; undefined at the first run. It is that of the record, which is written
 * after the cluster was found to be the right one: what was merely read changes also in a run that is refused.
 */
export function rememberedCluster(before: readonly Known[]): string | undefined {
  const record = before.find(({ type, name }) => type === 'kubernetes:core/v1:NamespacePatch' && name === RECORD_NAME);
  return (record?.outputs['metadata'] as { readonly uid?: string } | undefined)?.uid;
}
