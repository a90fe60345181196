import { Operator } from '../../operator';
import { Stage } from '../../stage';
import { fileName, kustomizationFolders } from '../kustomization';
import { definitionsPath, manifestPath } from '../manifests';
import type { Rendering } from '../rendering';
import { fence } from './markdown';

/** The way back: what came last goes first. Namespaces and definitions take all that lives in them along. */
export function tearDown({ components }: Rendering): string {
  const reversed = [...components].reverse().filter(({ component }) => component.stage !== Stage.DEFINITIONS);
  const commands = reversed.flatMap(({ component, waves }) => [
    ...(waves.length > 0 ? [remove(`-f ${manifestPath(component.stage, fileName(component))}`)] : []),
    ...(Operator.isOperator(component) ? operator(component, false) : []),
  ]);
  const last = [
    ...reversed.flatMap(({ component }) => (Operator.isOperator(component) ? operator(component, true) : [])),
    ...components.flatMap(({ component, waves }) =>
      component.stage === Stage.DEFINITIONS && waves.length > 0
        ? [remove(`-f ${manifestPath(component.stage, fileName(component))}`)]
        : [],
    ),
  ];
  if (commands.length + last.length === 0) return '';
  return [
    '## Tear-down',
    'In reverse order; each command waits until what it deletes is gone. **It deletes data.** Volumes of classes that retain them stay in Ceph until the cluster itself is removed.',
    fence(commands),
    'Then the definitions, and the namespaces with all that is left in them:',
    fence(last),
  ].join('\n\n');
}

function operator(component: Operator, definitions: boolean): readonly string[] {
  if (component.vendored)
    return definitions && component.definitions.length > 0 ? [remove(`-f ${definitionsPath(component)}`)] : [];
  return kustomizationFolders(component)
    .filter(({ stage }) => (stage === Stage.DEFINITIONS) === definitions)
    .map(({ path }) => remove(`-k ${path}`));
}

function remove(what: string): string {
  return `kubectl delete --ignore-not-found --wait ${what}`;
}
