import { Duration } from 'cdk8s';
import {
  type BucketRealm,
  type CephMirror,
  forgetZone,
  MIRROR_NAMES,
  promoteZone,
  pullRealm,
  syncStatus,
} from '../../../storage';
import { Lasting } from '../../plan/action';
import { kubectl, nothing, type Sides, type Step } from '../step';

const { namespace } = MIRROR_NAMES;
const GATEWAYS = `deployments --namespace=${namespace} --selector=app=rook-ceph-rgw`;

/** Realms of both sides; undefined where the buckets of either are its own. */
export function realmsOf({
  side,
  peer,
}: CephMirror): { readonly own: BucketRealm; readonly other: BucketRealm } | undefined {
  const { realm: own } = side.storage;
  return own === undefined || peer.realm === undefined ? undefined : { own, other: peer.realm };
}

/**
 * Rook pulls at every turn while the realm says so, and would make the lost city its master again (realm/controller.go@v1.20.6).
 * @param name where it was fetched from
 */
export function pullNoMore({ name: realm, master }: BucketRealm, name: string): Step {
  const patch = (pull: object | null) =>
    `kubectl patch cephobjectrealm ${realm} --namespace=${namespace} --type=merge --patch='${JSON.stringify({ spec: { pull } })}'`;
  return {
    id: 'pull-no-more',
    what: `the realm of the buckets is not fetched from ${name} any more`,
    commands: [patch(null)],
    verify: nothing(
      `kubectl get cephobjectrealm ${realm} --namespace=${namespace} --output=jsonpath='{.spec.pull}'`,
      'still fetched',
    ),
    undo: master === undefined ? new Lasting('it began here') : [patch({ endpoint: master.endpoint })],
  };
}

export function beginHere(realm: BucketRealm): Step {
  return {
    id: 'buckets-begin-here',
    what: 'buckets and users are made here from now on',
    commands: promoteZone(realm),
    verify: [`kubectl rollout status ${GATEWAYS} --timeout=600s`],
    undo: new Lasting('both zones would have been written to: buckets go back by the plan for the way back'),
    time: Duration.minutes(3),
  };
}

/** Before storage is made anew: as rendered, it would begin a second realm of the same name. */
export function joinRealmAgain({ from, to }: Sides, { own, other }: NonNullable<ReturnType<typeof realmsOf>>): Step {
  const realm = JSON.stringify({
    apiVersion: 'ceph.rook.io/v1',
    kind: 'CephObjectRealm',
    metadata: { name: own.name, namespace },
    spec: { pull: { endpoint: other.endpoint } },
  });
  return {
    id: 'join-realm',
    what: `the zone ${own.zone} that is gone leaves the realm, which is fetched from ${to.name}: before storage of ${from.name} is applied, which would begin a second one`,
    // What it says here stays, since storage is applied by another name.
    commands: [
      ...forgetZone(own, other).map((line) => line.replace(/^kubectl/, 'there')),
      `echo '${realm}' | ${kubectl(from)} apply --server-side --field-manager=tripod-mirror -f -`,
    ],
    verify: [`${kubectl(from)} get cephobjectrealm ${own.name} --namespace=${namespace} --output=name`],
    undo: new Lasting('the zone that left it is gone'),
    time: Duration.minutes(5),
  };
}

/** Buckets begin in the first city again, once it has everything. */
export function returnBuckets(sides: Sides, { own, other }: NonNullable<ReturnType<typeof realmsOf>>): readonly Step[] {
  return [
    {
      id: 'fetch-realm',
      what: `the realm as it is in ${sides.to.name}, to whose buckets nobody writes any more`,
      commands: [
        pullRealm(own, other),
        `kubectl rollout restart ${GATEWAYS}`,
        `kubectl rollout status ${GATEWAYS} --timeout=600s`,
      ],
      verify: [`kubectl rollout status ${GATEWAYS} --timeout=600s`],
      undo: new Lasting('it is as the other city has it'),
      time: Duration.minutes(10),
    },
    {
      id: 'buckets-follow',
      what: 'nothing of the buckets is behind',
      commands: ['caught_up'],
      verify: ['caught_up'],
      undo: new Lasting('it only waits'),
      time: Duration.hours(2),
    },
    { ...pullNoMore(own, sides.to.name), id: 'pull-no-more-here' },
    { ...beginHere(own), what: `buckets and users are made in ${sides.from.name} again` },
  ];
}

/** A function that gives up after two hours. What it reads: ceph src/rgw/radosgw-admin/radosgw-admin.cc, get_md_sync_status. */
export function catchingUp(realm: BucketRealm): readonly string[] {
  return [
    'caught_up() {',
    '  tries=0',
    '  while :; do',
    `    status=$(${syncStatus(realm)}) || return 1`,
    '    case $status in',
    '      *behind* | *recovering* | *preparing* | *failed*) ;;',
    "      *'metadata is caught up with master'*'data is caught up with source'*) return 0 ;;",
    '    esac',
    '    [ "$tries" -lt 240 ] || { echo "$status" >&2; return 1; }',
    '    tries=$((tries + 1))',
    '    sleep 30',
    '  done',
    '}',
  ];
}
