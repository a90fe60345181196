import {
  type BucketRealm,
  type CephMirror,
  forgetZone,
  MIRROR_NAMES,
  promoteZone,
  pullRealm,
  syncStatus,
} from '../../../storage';
import { block, type BlockStep } from '../block';
import type { Failover } from '../props';

const { namespace } = MIRROR_NAMES;
const GATEWAYS = `deployments --namespace=${namespace} --selector=app=rook-ceph-rgw`;

/** Rook pulls at every turn while the realm says so, and would make the lost city its master again (realm/controller.go@v1.20.6). */
export function pullNoMore({ name }: BucketRealm, from: string): BlockStep {
  return {
    what: `the realm of the buckets is not fetched from ${from} any more`,
    commands: [
      `kubectl patch cephobjectrealm ${name} --namespace=${namespace} --type=merge --patch='{"spec":{"pull":null}}'`,
    ],
  };
}

export function beginHere(realm: BucketRealm): BlockStep {
  return { what: 'buckets and users are made here from now on', commands: promoteZone(realm) };
}

/** Realms of both sides; undefined where the buckets of either are its own. */
export function realmsOf({
  side,
  peer,
}: CephMirror): { readonly own: BucketRealm; readonly other: BucketRealm } | undefined {
  const { realm: own } = side.storage;
  return own === undefined || peer.realm === undefined ? undefined : { own, other: peer.realm };
}

/** Before storage is made anew: as rendered, it would begin a second realm of the same name. */
export function joinRealmAgain({ from, to }: Failover, mirror: CephMirror): readonly string[] {
  const realms = realmsOf(mirror);
  if (realms === undefined) return [];
  const { own, other } = realms;
  const realm = JSON.stringify({
    apiVersion: 'ceph.rook.io/v1',
    kind: 'CephObjectRealm',
    metadata: { name: own.name, namespace },
    spec: { pull: { endpoint: other.endpoint } },
  });
  return block({
    name: 'join_realm',
    words: [
      `Where Ceph of ${from.name} was built anew: once its operators run, and before its stage of storage is applied.`,
      `Else it would begin a second realm ${own.name}. What it says here stays, since storage is applied by another name.`,
    ],
    before: [`export KUBECONFIG="$HOME/.kube/${to.name}.conf"`],
    steps: [
      { what: `the zone ${own.zone} that is gone leaves the realm`, commands: forgetZone(own, other) },
      {
        what: `the realm is fetched from ${to.name}`,
        commands: [
          `echo '${realm}' | kubectl --kubeconfig="$HOME/.kube/${from.name}.conf" apply --server-side --field-manager=tripod-mirror -f -`,
        ],
      },
    ],
  });
}

/** Buckets begin in the first city again, once it has everything. */
export function returnBuckets({ from, to }: Failover, mirror: CephMirror): readonly string[] {
  const realms = realmsOf(mirror);
  if (realms === undefined) return [];
  const { own, other } = realms;
  return block({
    name: 'return_buckets',
    words: [`Nobody writes to buckets of ${to.name} any more.`],
    before: [
      `export KUBECONFIG="$HOME/.kube/${from.name}.conf"`,
      // It gives up after two hours. What it reads: ceph src/rgw/radosgw-admin/radosgw-admin.cc, get_md_sync_status.
      'caught_up() {',
      '  tries=0',
      '  while :; do',
      `    status=$(${syncStatus(own)}) || return 1`,
      '    case $status in',
      '      *behind* | *recovering* | *preparing* | *failed*) ;;',
      "      *'metadata is caught up with master'*'data is caught up with source'*) return 0 ;;",
      '    esac',
      '    [ "$tries" -lt 240 ] || { echo "$status" >&2; return 1; }',
      '    tries=$((tries + 1))',
      '    sleep 30',
      '  done',
      '}',
    ],
    steps: [
      {
        what: `the realm as it is in ${to.name}`,
        commands: [
          pullRealm(own, other),
          `kubectl rollout restart ${GATEWAYS}`,
          `kubectl rollout status ${GATEWAYS} --timeout=600s`,
        ],
      },
      { what: 'nothing is behind', commands: ['caught_up'] },
      pullNoMore(own, to.name),
      beginHere(own),
    ],
  }).concat(`# Then the storage of ${to.name} is applied again: its realm is fetched from ${from.name} as before.`);
}
