import { Duration } from 'cdk8s';
import type { CephMirror } from '../../../../storage';
import { type Action, Lasting } from '../../../plan/action';
import { actionsOf, type Sides, type Step, use } from '../../step';
import { readObjects } from '../objects';
import { protectedBy, type ProtectedVolumes } from '../protected';
import { reachState, turnAll } from '../replications';
import { FOLDER, functions } from './setting';

/** Volumes of the side that serves step down, whole, before the other side takes them over in good order. */
export function stepDown(sides: Sides, mirror: CephMirror): readonly Action[] {
  const volumes = protectedBy(mirror);
  if (volumes.kinds.length === 0) return [];
  const steps = [
    readObjects('here', FOLDER, volumes, mirror.side.mirrored.shared),
    stopped(['here'], `applications stop in ${sides.from.name}; what somebody runs beside them is named`),
    stepsDown(sides.from.name, volumes, 'here'),
    {
      id: 'all-arrived',
      what: `every image of ${sides.to.name} has what it lacks`,
      // Their daemon tells it.
      commands: [use(sides.to), 'follows'],
      verify: [use(sides.to), 'follows'],
      undo: new Lasting('it only waits'),
      time: Duration.minutes(15),
    },
  ];
  return actionsOf(steps, { phase: 'data', before: functions(sides) });
}

/** Sets that mount protected volumes stop, until no host holds one any more. */
export function stopped(sides: readonly string[], what: string): Step {
  return {
    id: 'applications-stop',
    what,
    commands: [...sides.map((side) => `pause ${side}`), ...sides.map((side) => `detached ${side}`)],
    verify: sides.map((side) => `detached ${side}`),
    undo: sides.map((side) => `resume ${side}`),
    time: Duration.minutes(10),
  };
}

/** One side gives its volumes away, whole. */
export function stepsDown(name: string, volumes: ProtectedVolumes, side: string): Step {
  return {
    id: 'step-down',
    what: `${name} steps down`,
    commands: [...turnAll(volumes, side, 'secondary'), ...reachState(volumes, side, 'Secondary')],
    verify: reachState(volumes, side, 'Secondary'),
    undo: [...turnAll(volumes, side, 'primary'), ...reachState(volumes, side, 'Primary')],
    time: Duration.minutes(5),
  };
}
