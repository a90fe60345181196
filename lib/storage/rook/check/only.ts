import type { Construct } from 'constructs';
import { findEnvironment } from '../../../core/environment/find-environment';
import { TripodError } from '../../../errors';

/**
 * Checks that an environment has no storage yet: its objects stand in one namespace, by fixed names. Called before
 * anything is made.
 * @throws TripodError where it has one
 */
export function checkOnly(scope: Construct, id: string, isStorage: (construct: unknown) => boolean): void {
  const first = findEnvironment(scope)
    ?.node.findAll()
    .find((construct) => isStorage(construct));
  if (first === undefined) return;
  throw new TripodError([
    {
      path: `${scope.node.path}/${id}`,
      got: `a second RookCeph, beside ${first.node.path}`,
      want: 'one RookCeph for an environment: Rook runs one Ceph over the storage hosts of a cluster',
      fix: 'use the first for all, with `addBlockPool`, `addBucket` and `addBucketUser`; a cluster of its own belongs into an environment of its own',
    },
  ]);
}
