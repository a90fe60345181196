import type { Problems } from '../../../../core';
import { show } from '../../../../errors';
import type { Kept } from '../compare';
import { fixedChanges } from '../fixed';

/** Refuses changes for which an object with data would have to be deleted and made again. */
export function checkReplacements(kept: readonly Kept[], problems: Problems): void {
  for (const { known, planned } of kept.filter(holdsData)) {
    for (const { field, from, to } of fixedChanges(known.type, planned.body, known.outputs)) {
      problems.add({
        path: planned.component,
        at: `${planned.name} ${field}`,
        got: to,
        want: `${show(from)}, as it is in the cluster: it cannot be changed, only made again`,
        fix: `leave it as it is; or ${WAYS[planned.body.kind]?.(planned.name, known.urn) ?? 'make another object'}`,
      });
    }
  }
}

/** Whether data is in it now, or would be: what gives up its claims has them still. */
function holdsData({ known, planned }: Kept): boolean {
  const { volumeClaimTemplates: claims } = (known.outputs['spec'] ?? {}) as {
    volumeClaimTemplates?: readonly unknown[];
  };
  return planned.holdsData || (claims !== undefined && claims.length > 0);
}

/** How to come to the new value without a loss. */
const WAYS: Readonly<Record<string, (name: string, urn: string) => string>> = {
  PersistentVolumeClaim: () =>
    'add a claim under another name, copy the data, let its pods use it, and give up this one with `tripod:mayDelete`',
  PersistentVolume: () => 'add a volume under another name, and give up this one with `tripod:mayDelete`',
  StatefulSet: (name, urn) => {
    const [, namespace, own] = name.split('/');
    const orphan = `kubectl delete statefulset ${own} --namespace=${namespace} --cascade=orphan`;
    return `\`${orphan}\`, which leaves pods and claims, then \`pulumi refresh --target '${urn}'\` and \`pulumi up\`; claims that are there stay as they are`;
  },
};
