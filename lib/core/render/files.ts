import { alerts } from '../alert/files';
import { facts } from './facts';
import { hosts } from './hosts';
import { images } from './images';
import { manifests } from './manifests';
import { ownScript } from './own-script';
import { plan } from './plan/plan';
import type { RenderedFile, Rendering } from './rendering';

/** Everything that is written for an environment. Pure: the same rendering gives the same bytes. */
export function files(rendering: Rendering): readonly RenderedFile[] {
  return [
    { path: 'PLAN.md', text: plan(rendering) },
    { path: 'own.sh', text: ownScript(rendering.environment.name) },
    { path: 'images.txt', text: images(rendering) },
    { path: 'facts.json', text: facts(rendering) },
    ...alerts(rendering),
    ...hosts(rendering),
    ...rendering.components.flatMap(manifests),
    ...rendering.components.flatMap(({ component }) => component.documents),
  ];
}
