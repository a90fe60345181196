import { coerce, gte } from 'semver';
import type { Environment, Problems } from '../../../core';

/**
 * Checks whose backups are read.
 * @param reads what was given @param other the environment that makes them; undefined where nothing makes backups
 */
export function checkReads(
  reads: unknown,
  other: Environment | undefined,
  environment: Environment,
  problems: Problems,
): void {
  const known = problems.check(other !== undefined, {
    at: 'reads',
    got: reads,
    want: 'a VeleroBackup of another environment',
    fix: 'pass the component itself, which was made before this one',
  });
  if (!known || other === undefined) return;
  problems.check(other !== environment, {
    at: 'reads',
    got: `${other.name}, this environment itself`,
    want: 'the backups of another environment',
    fix: 'leave it out: its own backups are there already',
  });
  const own = coerce(environment.distribution.kubernetes);
  const from = coerce(other.distribution.kubernetes);
  problems.check(own === null || from === null || gte(`${own.major}.${own.minor}.0`, `${from.major}.${from.minor}.0`), {
    at: 'reads',
    got: `${other.name} with Kubernetes ${other.distribution.kubernetes}, newer than ${environment.distribution.kubernetes} here`,
    want: 'backups of the same Kubernetes or an older one: objects of a newer one may not be known here',
    fix: 'upgrade this environment before the other one',
  });
}
