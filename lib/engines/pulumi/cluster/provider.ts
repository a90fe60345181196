import { Provider } from '@pulumi/kubernetes/provider';
import { type Input, secret } from '@pulumi/pulumi';

/** A kubeconfig is a secret, else it would stand in the state as plain text. A change of it changes no object. */
function access(environment: string, kubeconfig: Input<string>) {
  return { kubeconfig: secret(kubeconfig), clusterIdentifier: environment };
}

/** The one provider of all objects of an environment. */
export function clusterProvider(environment: string, kubeconfig: Input<string>): Provider {
  return new Provider(environment, {
    ...access(environment, kubeconfig),
    enableServerSideApply: true,
    // What the tree says holds: a field that somebody changed by hand is taken back when its object changes here. Without
    // it, a preview would end with a conflict that the run does not have.
    enablePatchForce: true,
    // Otherwise a change of either would delete the old object first, and its readers would start without it.
    enableConfigMapMutable: true,
    enableSecretMutable: true,
    // An interrupted run leaves objects that the state does not know: the next run takes them on, as kubectl apply does.
    // That two resources of a stack stand for one object is refused before anything runs, see state/compare.ts.
    upsertExistingObjects: true,
  });
}

/**
 * Looks at a cluster before it is known to be the right one. A provider of its own: what a refused run registers stays in
 * the state, and a refresh or a destroy would work on the wrong cluster by it.
 */
export function lookingProvider(environment: string, kubeconfig: Input<string>): Provider {
  return new Provider(`${environment}-look`, access(environment, kubeconfig));
}
