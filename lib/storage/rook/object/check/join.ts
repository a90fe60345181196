import { isFields, type Problems, show } from '../../../../errors';
import { isEndpoint } from '../../../../core/check/props';
import type { BucketRealm } from '../realm/realm';

interface Joining {
  /** The realm that was joined before. */
  readonly joined: BucketRealm | undefined;
  readonly claims: ReadonlySet<string>;
}

/** Checks that a realm can be fetched from another city. */
export function checkJoin(
  own: BucketRealm | undefined,
  master: unknown,
  { joined, claims }: Joining,
  problems: Problems,
): void {
  const realm = isRealm(master) ? master : undefined;
  problems.check(realm !== undefined, {
    got: master,
    want: 'the realm of a RookCeph in another city',
    fix: 'pass its `storage.realm`, which is there where `realm` and `bucketEndpoint` are set',
  });
  problems.check(own !== undefined, {
    at: 'realm',
    got: own,
    want: 'a realm here, too',
    fix: 'set `realm` and `bucketEndpoint` of this RookCeph',
  });
  problems.check(joined === undefined, {
    at: 'realm',
    got: `a second realm, beside that of ${joined?.endpoint}`,
    want: 'one',
    fix: 'join once',
  });
  problems.check(realm?.master === undefined, {
    at: 'realm',
    got: `the realm of ${realm?.zone}, which is fetched from ${show(realm?.master?.zone)} itself`,
    want: 'a realm that begins there: of two cities that fetch from each other none would lead',
    fix: 'join in one of the two; a CephMirror joins its `peer` by itself',
  });
  for (const claim of claims) refuseClaim(claim, realm, problems);
  if (realm === undefined || own === undefined) return;
  problems.check(own.name === realm.name && own.zoneGroup === realm.zoneGroup, {
    at: 'realm',
    got: `${own.name} here, and ${realm.name} there`,
    want: 'the same realm in both cities',
    fix: 'give both the same `realm`',
  });
  problems.check(own.zone !== realm.zone && own.endpoint !== realm.endpoint, {
    at: 'realm',
    got: `the zone ${realm.zone} at ${realm.endpoint} there, and ${own.zone} at ${own.endpoint} here`,
    want: 'a zone and an address for each',
    fix: 'give each its own `bucketEndpoint`, and pass the RookCeph of the other environment',
  });
}

/**
 * Rook links a bucket that is there to the user of the claim that came last, and users carry the UID of the claim: what is
 * claimed in two cities belongs to one (rook pkg/operator/ceph/object/bucket/{provisioner,rgw-handlers}.go@v1.20.6).
 */
export function refuseClaim(claim: string, master: BucketRealm | undefined, problems: Problems): void {
  problems.add({
    at: 'addBucket',
    got: `the claim ${show(claim)} where the realm of ${show(master?.zone)} is joined`,
    want: 'claims in one city of a realm: a second one would take the bucket from the first',
    fix: 'claim it where the realm begins, or use `addBucketUser` in both cities: users are the same in all of them',
  });
}

function isRealm(value: unknown): value is BucketRealm {
  if (!isFields(value)) return false;
  const { name, zoneGroup, zone, endpoint } = value;
  return [name, zoneGroup, zone].every((text) => typeof text === 'string') && isEndpoint(endpoint);
}
