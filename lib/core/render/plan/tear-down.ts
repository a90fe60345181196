import { fileName } from '../../component/file-name';
import { Operator } from '../../component/operator';
import type { PlanStep } from '../../component/plan-step';
import { kubectlName, refOf } from '../../component/readiness';
import { Stage } from '../../component/stage';
import { kustomizationFolders } from '../kustomization';
import { definitionsPath, manifestPath } from '../manifests';
import type { RenderedComponent, Rendering } from '../rendering';
import { fence } from './markdown';

/** The way back: what came last goes first. Namespaces and definitions take all that lives in them along. */
export function tearDown({ components }: Rendering): string {
  const reversed = [...components].reverse().filter(({ component }) => component.stage !== Stage.DEFINITIONS);
  const commands = reversed.flatMap((entry) => [
    ...entry.component.steps.filter((step) => step.when === 'tear-down').flatMap(commented),
    ...objects(entry),
    ...(Operator.isOperator(entry.component) ? operator(entry.component, false) : []),
  ]);
  const last = [
    ...reversed.flatMap(({ component }) => (Operator.isOperator(component) ? operator(component, true) : [])),
    ...components.flatMap((entry) => (entry.component.stage === Stage.DEFINITIONS ? objects(entry) : [])),
  ];
  if (commands.length + last.length === 0) return '';
  return [
    '## Tear-down',
    'In reverse order; each command waits until what it deletes is gone. **It deletes data.**',
    fence(commands),
    'Then the definitions, and the namespaces with all that is left in them:',
    fence([...last, 'sh own.sh --release']),
  ].join('\n\n');
}

function commented({ title, commands }: PlanStep): readonly string[] {
  return [`# ${title}`, ...commands];
}

/** All objects of a component at once; one by one where some of them are the cluster's own. */
function objects({ component, waves }: RenderedComponent): readonly string[] {
  if (waves.length === 0) return [];
  if (component.kept.size === 0) return [remove(`-f ${manifestPath(component.stage, fileName(component))}`)];
  const own = waves.flat().filter(({ object }) => !component.kept.has(object));
  return own.reverse().map(({ object }) => {
    const ref = refOf(object);
    return remove(`${kubectlName(ref)}${ref.namespace === undefined ? '' : ` --namespace=${ref.namespace}`}`);
  });
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
