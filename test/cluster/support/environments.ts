import { Environment, render, type Rendering } from 'tripod-iac';
import { platform } from '../../../stacks/platform';

/** Every environment of the project, rendered as both doors take it. */
export function renderings(): readonly Rendering[] {
  return [platform()]
    .flatMap((root) => root.node.findAll())
    .filter((construct) => Environment.isEnvironment(construct))
    .map(render);
}
