import { Duration } from 'cdk8s';
import type { Component } from '../../component/component';
import { fileName } from '../../component/file-name';
import { Operator } from '../../component/operator';
import { kubectlName, type Readiness } from '../../component/readiness';
import { Stage, stageFolder, STAGES } from '../../component/stage';
import { kustomizationFolders } from '../kustomization';
import { definitionsPath, manifestPath } from '../manifests';
import { FIELD_MANAGER } from '../../owner';
import type { RenderedComponent, Rendering } from '../rendering';
import { fence } from './markdown';
import { secretSteps } from './secrets';

/** Server-side: a client-side apply fails on definitions above 256 KiB, and this keeps other managers' fields. */
const APPLY = `kubectl apply --server-side --field-manager=${FIELD_MANAGER}`;

/** How long the API server may take to serve the kind of a definition, by whichever door it comes. */
export const ESTABLISHED_WITHIN = Duration.minutes(1);

/** The steps of a stage. */
export function installation(stage: Stage, rendering: Rendering): readonly string[] {
  const components = rendering.components.flatMap((entry) => (entry.component.stage === stage ? install(entry) : []));
  const definitions =
    stage === Stage.DEFINITIONS ? rendering.components.flatMap(({ component }) => define(component)) : [];
  const rest = stage === Stage.DEFINITIONS ? secretSteps(rendering) : [];
  const steps = owned(stage, rendering, [...components, ...rest, ...definitions]);
  if (steps.length === 0) return [];
  return [
    `## Stage ${stageFolder(stage)}`,
    ...steps.map(({ title, commands }) => [`### ${title}`, fence(commands)].join('\n\n')),
  ];
}

/** The steps of a stage, behind the one that looks whose cluster it is, where nothing was applied before. */
function owned(stage: Stage, rendering: Rendering, steps: readonly Step[]): readonly Step[] {
  const first = steps.findIndex(applies);
  if (first < 0 || STAGES.slice(0, STAGES.indexOf(stage)).some((before) => appliesIn(before, rendering))) return steps;
  const own = { title: 'Whose cluster it is: refused if another one', commands: ['sh own.sh'] };
  return [...steps.slice(0, first), own, ...steps.slice(first)];
}

function applies({ commands }: Step): boolean {
  return commands.some((command) => command.startsWith(APPLY) || command.includes('| kubectl apply'));
}

/** Whether objects are applied in a stage. */
function appliesIn(stage: Stage, { components }: Rendering): boolean {
  return components.some(
    ({ component, waves }) =>
      (component.stage === stage && (waves.length > 0 || Operator.isOperator(component))) ||
      (stage === Stage.DEFINITIONS && Operator.isOperator(component)),
  );
}

interface Step {
  readonly title: string;
  readonly commands: readonly string[];
}

function install({ component, waves }: RenderedComponent): readonly Step[] {
  const steps = component.steps.filter((step) => (step.when ?? 'install') === 'install');
  const remote = Operator.isOperator(component) && !component.vendored;
  const commands = [
    ...(remote ? folders(component, component.stage) : []),
    ...(waves.length > 0 ? [`${APPLY} -f ${manifestPath(component.stage, fileName(component))}`] : []),
    ...component.readiness.map(wait),
  ];
  const note = remote
    ? `${component.node.id}: ${component.release.name} ${component.release.version} (needs the internet)`
    : component.node.id;
  return commands.length === 0 ? steps : [...steps, { title: note, commands }];
}

/** The definitions of an operator, applied and established before anything uses them. */
function define(component: Component): readonly Step[] {
  if (!Operator.isOperator(component)) return [];
  if (!component.vendored) {
    const commands = folders(component, Stage.DEFINITIONS);
    return commands.length === 0 ? [] : [{ title: `${component.node.id}: definitions (needs the internet)`, commands }];
  }
  if (component.definitions.length === 0) return [];
  const path = definitionsPath(component);
  return [
    {
      title: `${component.node.id}: definitions`,
      commands: [`${APPLY} -f ${path}`, established(path)],
    },
  ];
}

function folders(operator: Operator, stage: Stage): readonly string[] {
  return kustomizationFolders(operator)
    .filter((folder) => folder.stage === stage)
    .flatMap(({ path }) => [
      `${APPLY} -k ${path}`,
      ...(stage === Stage.DEFINITIONS ? [`kubectl kustomize ${path} | ${established('-')}`] : []),
    ]);
}

/** The command that waits for the definitions in a file. */
function established(file: string): string {
  return `kubectl wait --for=condition=Established -f ${file} --timeout=${ESTABLISHED_WITHIN.toSeconds()}s`;
}

/** The command that waits for an object. */
function wait({ target, condition, timeout }: Readiness): string {
  const where = target.namespace === undefined ? '' : ` --namespace=${target.namespace}`;
  const limit = ` --timeout=${timeout.toSeconds()}s`;
  if (condition.type === 'rollout') return `kubectl rollout status ${kubectlName(target)}${where}${limit}`;
  const what =
    condition.type === 'condition'
      ? `condition=${condition.subject}`
      : `jsonpath='${condition.subject}'=${condition.value}`;
  return `kubectl wait --for=${what} ${kubectlName(target)}${where}${limit}`;
}
