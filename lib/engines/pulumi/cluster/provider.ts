import { Provider } from '@pulumi/kubernetes/provider';
import { type Input, secret } from '@pulumi/pulumi';

/**
 * The one provider of an environment. Its kubeconfig is a secret, else it would stand in the state as plain text; a change
 * of it changes nothing else, since the cluster is identified by the environment's name.
 */
export function clusterProvider(environment: string, kubeconfig: Input<string>): Provider {
  return new Provider(environment, {
    kubeconfig: secret(kubeconfig),
    clusterIdentifier: environment,
    enableServerSideApply: true,
    // Otherwise a change of either would delete the old object first, and its readers would start without it.
    enableConfigMapMutable: true,
    enableSecretMutable: true,
    // An interrupted run leaves objects that the state does not know: the next run takes them on, as kubectl apply does.
    // That two resources of a stack stand for one object is refused before anything runs, see state/compare.ts.
    upsertExistingObjects: true,
  });
}
