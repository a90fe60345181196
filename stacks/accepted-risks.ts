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

/** What is kept in one city alone, by choice. */
export function onlyHere(...things: readonly string[]): readonly AcceptedRisk[] {
  return things.map((of) => ({
    of,
    failure: 'city',
    reason:
      'Logs stay where they were written, and Hefei begins with empty ones: what an auditor asks for later must be sent ' +
      'to the archive of the bank. Nothing that a customer uses is kept with them.',
  }));
}

/** What is copied to the other city by the hour. */
export function hourly(...things: readonly string[]): readonly AcceptedRisk[] {
  return things.map((of) => ({
    of,
    failure: 'city',
    objective: { rpo: Duration.hours(2), rto: Duration.hours(4) },
    reason:
      'Ceph takes snapshots of directories by the hour, so that up to two hours of a shared file system may be lost with ' +
      'the city. Whatever may lose less is kept on a block device or in a bucket.',
  }));
}
