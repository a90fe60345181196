import type { Size } from 'cdk8s';
import { isDnsLabel } from '../../../../core/check/names';
import { isFields, type Problems } from '../../../../errors';
import { type BucketUserProps, CAPABILITIES } from '../users';
import { checkCount, checkMaxSize } from './quota';

/** Users of Rook itself, whose keys it would lose (rook pkg/operator/ceph/object/{admin,objectstore}.go@v1.20.6). */
const ROOKS_OWN = ['rgw-admin-ops-user', 'dashboard-admin'];

/** How the users begin or end that Rook makes for claims and realms (rook pkg/operator/ceph/object/{bucket/rgw-handlers,objectstore}.go@v1.20.6). */
const ROOKS_PATTERN = /^obc-|-system-user$/;

const GRANTS: readonly unknown[] = ['*', 'read', 'write', 'read, write'];

/** Users that are there already. */
interface Users {
  readonly taken: ReadonlySet<string>;
  /** Of all buckets together. */
  readonly quota: Size | undefined;
}

/** Checks what a user is called, and what it may do. */
export function checkUser(name: unknown, props: unknown, { taken, quota }: Users, problems: Problems): void {
  const known = problems.check(isDnsLabel(name), {
    at: 'name',
    got: name,
    want: 'a DNS label, which becomes the name of the user',
    fix: "for example `addBucketUser('archive')`",
  });
  const user = String(known ? name : '');
  problems.check(!ROOKS_OWN.includes(user) && !ROOKS_PATTERN.test(user), {
    at: 'name',
    got: name,
    want: 'a name that Rook does not use for itself',
    fix: 'call the user by what it does',
  });
  problems.check(!taken.has(user), {
    at: 'name',
    got: `${user} once more`,
    want: 'every user once: a name in another namespace is the same user of the store',
    fix: 'give it a name of its own, or share what the first call returned',
  });
  const fields = problems.check(isFields(props), { at: 'props', got: props, want: 'an object', fix: 'leave them out' });
  if (fields) checkRights(props as BucketUserProps, quota, problems);
}

function checkRights(props: BucketUserProps, quota: Size | undefined, problems: Problems): void {
  const { namespace, maxBuckets, maxSize, maxObjects, capabilities } = props;
  problems.check(namespace === undefined || isDnsLabel(namespace), {
    at: 'namespace',
    got: namespace,
    want: 'the name of a namespace',
    fix: 'leave it out for rook-ceph',
  });
  checkCount('maxBuckets', maxBuckets, problems);
  checkMaxSize(maxSize, quota, problems);
  checkCount('maxObjects', maxObjects, problems);
  const isMap = isFields(capabilities);
  problems.check(capabilities === undefined || isMap, {
    at: 'capabilities',
    got: capabilities,
    want: 'what the user may do, by what it does it to',
    fix: "for example `{ usage: 'read' }`, or leave it out",
  });
  for (const [what, grant] of Object.entries(isMap ? capabilities : {})) {
    problems.check((CAPABILITIES as readonly string[]).includes(what) && GRANTS.includes(grant), {
      at: `capabilities.${what}`,
      got: grant,
      want: `${GRANTS.join(', ')} for one of ${CAPABILITIES.join(', ')}`,
      fix: "for example `{ usage: 'read' }`",
    });
  }
}
