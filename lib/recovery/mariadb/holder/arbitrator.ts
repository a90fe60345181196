import { RUN_VARIABLE } from './on-member';
import type { Side } from './side';

/**
 * Takes the vote without data away, and back, before a group is formed anew. Left alone it would hold fast to the group as it
 * was, in which nobody has any data to give. Where members are no pods, whoever runs them does it.
 */
export function arbitrator({ name, environment, settings }: Side, replicas: 0 | 1): readonly string[] {
  if (settings.arbitrator === undefined) return [];
  const { namespace } = settings;
  const scale = `scale deployment/${name}-arbitrator --replicas=${replicas}`;
  const kubectl = `kubectl --kubeconfig="$SECRETS/${environment.name}.conf" --namespace=${namespace}`;
  return [`if [[ -z \${${RUN_VARIABLE}:-} ]]; then ${kubectl} ${scale}; fi`];
}
