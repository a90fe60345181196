import { Duration } from 'cdk8s';
import { type AcceptedRisk, none } from 'tripod-iac';

type Failure = AcceptedRisk['failure'];

/** Jenkins has one controller. It builds; nothing that a customer uses asks it for anything. */
export function oneJenkins(...failures: readonly Failure[]): readonly AcceptedRisk[] {
  return failures.map((failure) => ({
    of: 'jenkins-controller',
    failure,
    objective: { rpo: none, rto: Duration.hours(1) },
    reason:
      'Jenkins cannot be run twice. Its home lies on Ceph and loses nothing; somebody on call makes sure that its host is ' +
      'off, and it starts elsewhere. Until then nothing is built or released, and what runs goes on.',
  }));
}

/** What Ceph keeps in one city is not mirrored to another. */
export function notMirrored(...things: readonly string[]): readonly AcceptedRisk[] {
  return things.map((of) => ({
    of,
    failure: 'city',
    reason:
      'Volumes and buckets are not mirrored to Hefei yet: Hefei begins with empty ones. Nothing with data of customers ' +
      'may be brought to the platform before they are; logs, queues and build histories may be lost with the city.',
  }));
}
