import { NamespacePatch } from '@pulumi/kubernetes/core/v1/namespacePatch';
import { Namespace } from '@pulumi/kubernetes/core/v1/namespace';
import { type Output, type ProviderResource, type Resource, RunError } from '@pulumi/pulumi';
import { RECORD } from '../../../core/owner';
import { type Expectation, refusal } from './guard';

/** What a cluster is known by, and the resource that everything else waits for. */
export interface Record {
  readonly resource: Resource;
  /** uid of the namespace kube-system, which no two clusters share. */
  readonly uid: Output<string>;
}

/**
 * Looks whose cluster it is, and writes down that it is ours, before anything else: in a preview it is only looked at. The
 * record is a few annotations of kube-system, which is there before anything else and stays.
 */
export function takeCluster(expectation: Expectation, provider: ProviderResource): Record {
  const found = Namespace.get(KUBE_SYSTEM, KUBE_SYSTEM, { provider });
  const environment = found.metadata.apply((metadata) => {
    const problem = refusal({ uid: metadata.uid, annotations: metadata.annotations }, expectation);
    if (problem !== undefined) throw new RunError(problem);
    return expectation.environment;
  });
  const annotations = {
    [RECORD.environment]: environment,
    [RECORD.owner]: 'pulumi',
    'pulumi.com/patchFieldManager': 'tripod',
    // From the files it may stand there already, written by another manager.
    'pulumi.com/patchForce': 'true',
  };
  const resource = new NamespacePatch('record', { metadata: { name: KUBE_SYSTEM, annotations } }, { provider });
  return { resource, uid: found.metadata.uid };
}

const KUBE_SYSTEM = 'kube-system';
