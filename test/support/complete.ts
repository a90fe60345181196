import { type Component, formatProblem, Problems } from 'tripod-iac';

/** What a component finds wrong once all others are there. */
export function faultsOf(component: Component): readonly string[] {
  const problems = new Problems(component.node.path);
  component.checkComplete?.(problems);
  return problems.all.map(formatProblem);
}
