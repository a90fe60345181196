import { STAGES } from '../../component/stage';
import { alerting } from '../../alert/files';
import type { Rendering } from '../rendering';
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
    ...STAGES.flatMap((stage) => installation(stage, rendering)),
    rules(rendering),
    later(rendering),
    tearDown(rendering),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

/** Where the alerts are, for whoever runs Prometheus. */
function rules(rendering: Rendering): string {
  if (alerting(rendering).length === 0) return '';
  const text = 'Rules for Prometheus, a file for each component, to be named in its `rule_files`:';
  return ['## Alerts', text, fence(['promtool check rules alerts/*.yml'])].join('\n\n');
}

/** Procedures that are kept for later: they are not part of the installation. */
function later({ components }: Rendering): string {
  const steps = components.flatMap(({ component }) => component.steps.filter((step) => step.when === 'later'));
  if (steps.length === 0) return '';
  const texts = steps.map(({ title, commands }) => [`### ${title}`, fence(commands)].join('\n\n'));
  return ['## Kept for later', ...texts].join('\n\n');
}
