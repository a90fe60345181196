import { Operator } from '../../operator';
import { STAGES } from '../../stage';
import type { RenderedComponent, Rendering } from '../rendering';
import { installation } from './installation';
import { fence } from './markdown';
import { prerequisites } from './prerequisites';
import { summary } from './summary';
import { tearDown } from './tear-down';

/** The ordered steps that build the environment, in Markdown: exact commands, run from the folder of the plan. */
export function plan(rendering: Rendering): string {
  const sections = [
    `# Plan of ${rendering.environment.name}`,
    summary(rendering),
    prerequisites(rendering),
    ...stages(rendering).flatMap(({ stage, components }) => installation(stage, components)),
    later(rendering),
    tearDown(rendering),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

/** Stages that have something to do, with their components in order. */
function stages({ components }: Rendering) {
  return STAGES.map((stage) => ({
    stage,
    components: components.filter(({ component }) => component.stage === stage || definesIn(component, stage)),
  })).filter((entry) => entry.components.length > 0);
}

/** The definitions of an operator belong to an earlier stage than the operator itself. */
function definesIn(component: RenderedComponent['component'], stage: string): boolean {
  return stage === 'definitions' && Operator.isOperator(component);
}

/** Procedures that are kept for later: they are not part of the installation. */
function later({ components }: Rendering): string {
  const steps = components.flatMap(({ component }) => component.steps.filter((step) => step.when === 'later'));
  if (steps.length === 0) return '';
  const texts = steps.map(({ title, commands }) => [`### ${title}`, fence(commands)].join('\n\n'));
  return ['## Kept for later', ...texts].join('\n\n');
}
