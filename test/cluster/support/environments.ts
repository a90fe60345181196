import { Environment, render, type Rendering } from 'tripod-iac';
import { platform as openshift } from '../../../examples/openshift/main';
import { platform } from '../../../stacks/platform';

/** Every environment of the project and of its examples, rendered as both doors take it. */
export function renderings(): readonly Rendering[] {
  return [platform(), openshift()]
    .flatMap((root) => root.node.findAll())
    .filter((construct) => Environment.isEnvironment(construct))
    .map(render);
}
