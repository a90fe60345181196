import { Duration } from 'cdk8s';
import { Lasting } from '../../../plan/action';
import { kubectl, type Sides, type Step, use } from '../../step';
import { pausing } from '../applications';
import { bringing } from '../objects';
import { following, turning } from '../replications';

/** Where a run keeps what it has read. */
export const FOLDER = 'way-back';

/** Longest time until every image has what it lacks: after two hours for one of them the step gives up. */
const FOLLOWS = Duration.hours(8);

export function followed(): Step {
  return {
    id: 'images-follow',
    what: 'every image has what it lacks',
    commands: ['follows'],
    verify: ['follows'],
    undo: new Lasting('it only waits'),
    time: FOLLOWS,
  };
}

/** What steps of the way back call: `kubectl` reaches the side that comes back, `there` the one that serves. */
export function functions(sides: Sides): readonly string[] {
  return [...reaching(sides), ...bringing(FOLDER), ...turning(FOLDER), ...following(FOLDER), ...pausing(FOLDER)];
}

function reaching({ from, to }: Sides): readonly string[] {
  return ['cd "$STATE"', use(from), `there() { ${kubectl(to)} "$@"; }`];
}
