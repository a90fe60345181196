import { Yaml } from 'cdk8s';
import { fileName } from '../component/file-name';
import { Operator } from '../component/operator';
import { Stage, stageFolder } from '../component/stage';
import { kustomizations } from './kustomization';
import type { RenderedComponent, RenderedFile, Rendering } from './rendering';

/** The files of a component: its objects in order, and the definitions of its release. */
export function manifests({ component, changes, waves }: RenderedComponent): readonly RenderedFile[] {
  const objects = waves.flat().map(({ json }) => document(json));
  const own =
    objects.length === 0 ? [] : [{ path: manifestPath(component.stage, fileName(component)), text: objects.join('') }];
  if (!Operator.isOperator(component)) return own;
  if (changes !== undefined) return [...kustomizations(component, changes), ...own];
  const definitions = component.definitions.map((text) => `---\n${text.endsWith('\n') ? text : `${text}\n`}`);
  return definitions.length === 0 ? own : [{ path: definitionsPath(component), text: definitions.join('') }, ...own];
}

/** Where the definitions of a vendored release are written. */
export function definitionsPath(operator: Operator): string {
  return manifestPath(Stage.DEFINITIONS, `${fileName(operator)}-definitions`);
}

/** `manifests/03-network/network.k8s.yaml` */
export function manifestPath(stage: Stage, name: string): string {
  return `manifests/${stageFolder(stage)}/${name}.k8s.yaml`;
}

/** Every document starts with a separator, so that files can be joined in any way. */
function document(value: unknown): string {
  return `---\n${Yaml.stringify(value)}`;
}

/** All documents of an environment in the order in which they are applied. Releases that were not vendored are not among them. */
export function manifestDocuments({ components }: Rendering): string {
  const files = components.flatMap(manifests).filter(({ path }) => path.endsWith('.yaml'));
  // Stage folders sort in order, and a stable sort keeps the order of components inside a stage.
  return [...files]
    .sort((a, b) => compare(a.path.split('/')[1], b.path.split('/')[1]))
    .map(({ text }) => text)
    .join('');
}

function compare(a = '', b = ''): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
