import type { Side } from './side';
import { VOLUMES_MISSING, UNPROTECTED } from './alerts/volumes';

/** The step of the plan after which mirroring begins. */
export function joinTitle({ environment, other }: Side): string {
  return `Join the storage of ${environment.name} to that of ${other.name}`;
}

/** What must be there for a side to mirror, and what nobody but people can see to. */
export function expectations(side: Side): readonly string[] {
  const { environment, other, sends, times } = side;
  return [
    `Every host of ${other.name} with a daemon of Ceph reaches every one of ${environment.name}, at the ports 3300 and 6800 to 7568`,
    `After the installation of both: the step \u201c${joinTitle(side)}\u201d below has been run. Until it was, in both environments, ` +
      `nothing is mirrored, and the alert ${VOLUMES_MISSING} of the side that receives says so`,
    ...(sends
      ? [
          `All mirrored volumes of ${environment.name} together change by ${times.changes.toString()} at most, measured at the busiest ` +
            'hour: what copies are old at worst follows from it',
          `Every claim of a mirrored class is told to the mirror. Of claims that tenants make at run time Tripod knows nothing, and the ` +
            `proof takes them as copied: the alert ${UNPROTECTED} names them, by what kube-state-metrics tells Prometheus`,
        ]
      : []),
  ];
}
