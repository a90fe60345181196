import { Duration } from 'cdk8s';
import type { CephMirror } from '../../../../storage';
import { type Action, Lasting } from '../../../plan/action';
import { actionsOf, type Sides, type Step } from '../../step';
import { comeBack } from '../applications';
import { readObjects } from '../objects';
import { protectedBy } from '../protected';
import { reachState, reachWhole, removeAll, turnAll } from '../replications';
import { FOLDER, followed, functions } from './setting';
import { stepsDown, stopped } from './step-down';

/**
 * The volumes exchange roles, once applications have stopped on both sides: the other side steps down once this one has
 * everything, and this one is promoted once the last change is over. Asked any earlier, the driver would promote by force
 * (csi-addons internal/controller/replication.storage/volumereplication_controller.go@v0.14.0, markVolumeAsPrimary).
 */
export function exchange(sides: Sides, mirror: CephMirror): readonly Action[] {
  const { from, to } = sides;
  const volumes = protectedBy(mirror);
  if (volumes.kinds.length === 0) return [];
  const steps: readonly Step[] = [
    readObjects('there', FOLDER, volumes, mirror.side.mirrored.shared),
    stopped(['here', 'there'], 'applications stop on both sides; what somebody runs beside them is named'),
    { ...followed(), id: 'all-follow' },
    stepsDown(to.name, volumes, 'there'),
    {
      id: 'last-change',
      what: 'the last change is over',
      commands: reachWhole(volumes, 'here'),
      verify: reachWhole(volumes, 'here'),
      undo: new Lasting('it only waits'),
      time: Duration.minutes(10),
    },
    {
      id: 'promote-volumes',
      what: `volumes are written to in ${from.name}`,
      commands: [...turnAll(volumes, 'here', 'primary'), ...reachState(volumes, 'here', 'Primary')],
      verify: reachState(volumes, 'here', 'Primary'),
      undo: [...turnAll(volumes, 'here', 'secondary'), ...reachState(volumes, 'here', 'Secondary')],
      time: Duration.minutes(5),
    },
    {
      // They say nothing that is true there; their images stay, and follow (`Retain`).
      id: 'remove-objects',
      what: `objects of the volumes go from ${to.name}, once its images follow`,
      commands: [
        ...removeAll(volumes, 'there'),
        `there delete --ignore-not-found --timeout=300s -f ${FOLDER}/claims.json`,
        `there delete --ignore-not-found --timeout=300s -f ${FOLDER}/volumes.json`,
      ],
      verify: ['there get --raw=/readyz > /dev/null'],
      undo: new Lasting('the images follow; the objects are made by the plan for the loss of the city'),
      time: Duration.minutes(15),
    },
    ...comeBack(mirror, `what stands by in ${to.name} starts, on new and empty volumes`, 'there'),
    {
      id: 'resume',
      what: `applications start in ${from.name}`,
      commands: ['resume here'],
      verify: [`[ -f ${FOLDER}/paused-here ]`],
      undo: ['pause here'],
      time: Duration.minutes(5),
    },
  ];
  return actionsOf(steps, { phase: 'data', before: functions(sides) });
}
