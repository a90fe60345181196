import { fileName } from '../../../core/component/file-name';
import { manifestPath } from '../../../core/render/manifests';
import { type CephMirror, promoteZone, pullRealm, syncStatus } from '../../../storage';
import { fence, goOn, rest } from './daemons';
import { blockVolumes, sharedVolumes } from './objects';
import type { Failover } from '../props';

const REPLICATIONS = ['volumereplications', 'volumegroupreplications'].map(
  (kind) => `${kind}.replication.storage.openshift.io`,
);
const SELECTED = '--all-namespaces --selector=tripod/mirrors=volume';

/** What the steps for volumes need on the machine of the administrator. */
export function volumesNeed(mirror: CephMirror): string {
  const { name } = mirror.side.environment;
  return `jq on the machine of the administrator, and the folder of ${name} as it was applied last, for its volumes`;
}

/**
 * Takes over the volumes of the lost city. What is promoted while a daemon still fetches is lost again (ramen issue 788), so
 * the daemons rest meanwhile. Source: rook Documentation/Storage-Configuration/Block-Storage-RBD/
 * rbd-async-disaster-recovery-failover-failback.md@v1.20.6, csi-addons docs/{volumereplication,networkfence}.md@v0.14.0.
 */
export function takeVolumes({ from, to }: Failover, mirror: CephMirror): readonly string[] {
  const { mirrored } = mirror.side;
  const { realm } = mirror.peer;
  return [
    ...rest(),
    ...fence(from.name, mirror),
    ...stepAside(to.name, mirror),
    ...blockVolumes(from, mirror),
    '# Written to on this side from now on. The driver promotes by force, since the other side did not step down.',
    `kubectl apply --server-side --field-manager=tripod -f ${manifestOf(mirror)} --selector=tripod/mirrors=volume`,
    ...REPLICATIONS.map((kind) => `${waitFor('kubectl', kind, `--for=jsonpath='{.status.state}'=Primary`)}`),
    '# No line: every claim has its volume.',
    `kubectl get persistentvolumeclaims --all-namespaces --output=json | jq -r '.items[] | select(.status.phase != "Bound") | .metadata.namespace + "/" + .metadata.name'`,
    ...goOn(),
    ...(mirrored.shared ? sharedVolumes(mirror) : []),
    ...(realm === undefined ? [] : ['# Buckets and users are made here from now on.', ...promoteZone(realm)]),
    ...comeBack(mirror),
    '# Each volume is as after a power cut, up to an interval and a transfer ago: what runs on it repairs itself at its start,',
    '# and is looked at before anybody may write.',
  ];
}

/** The way back: the lost side follows, the other one steps down, and the first is written to again once it has everything. */
export function returnVolumes({ from, to }: Failover, mirror: CephMirror): readonly string[] {
  const lost = at(from.name);
  const other = at(to.name);
  const { realm } = mirror.side.storage;
  return [
    `# Where Ceph of ${from.name} was built anew: join both, as "Join the storage" says on both sides, and wait for its images. Where`,
    `# it is the old one, its state is thrown away, since that of ${to.name} counts: after a disaster, and only then, may a resync run`,
    '# by itself. While roles are exchanged in good order it could take the wrong side (ceph-csi issue 3209).',
    `${lost} delete networkfence lost-city --ignore-not-found`,
    ...REPLICATIONS.map((kind) => each(from.name, kind, 'secondary', true)),
    ...REPLICATIONS.map((kind) => waitFor(lost, kind, '--for=condition=Degraded=False', 3600)),
    `# Then ${to.name} takes no more writes: nothing that mounts a volume runs there any more. It steps down, and the last change goes over.`,
    ...REPLICATIONS.map((kind) => each(to.name, kind, 'secondary', false)),
    ...REPLICATIONS.map((kind) => waitFor(other, kind, `--for=jsonpath='{.status.state}'=Secondary`)),
    ...REPLICATIONS.map((kind) => waitFor(lost, kind, '--for=condition=Resyncing=False', 3600)),
    ...REPLICATIONS.map((kind) => each(from.name, kind, 'primary', false)),
    ...REPLICATIONS.map((kind) => waitFor(lost, kind, `--for=jsonpath='{.status.state}'=Primary`)),
    `# The objects of ${to.name} go once its images follow again: they say nothing that is true there.`,
    ...REPLICATIONS.map((kind) => `${other} delete ${kind} ${SELECTED}`),
    ...(mirror.side.mirrored.shared
      ? [
          '# Directories are mirrored one way: what changed in them goes back by a copy, such as rsync, before anybody writes.',
        ]
      : []),
    ...(realm === undefined
      ? []
      : [
          '# Buckets: once nothing is behind, they begin here again.',
          `export KUBECONFIG="$HOME/.kube/${from.name}.conf"`,
          ...(mirror.peer.realm === undefined ? [] : [pullRealm(realm, mirror.peer.realm)]),
          syncStatus(realm),
          ...promoteZone(realm),
        ]),
  ];
}

/** What stands by over there under the same names gives way; its volumes are kept. */
function stepAside(name: string, { standIns }: CephMirror): readonly string[] {
  if (standIns.length === 0) return [];
  return [
    `# What stands by in ${name} under the same names gives way; its volumes are kept.`,
    ...standIns.flatMap(({ namespace, set, claims: names }) => [
      ...(set === undefined ? [] : [`kubectl scale ${set.target} --namespace=${namespace} --replicas=0`]),
      `kubectl delete persistentvolumeclaims ${names.join(' ')} --namespace=${namespace} --ignore-not-found --wait`,
    ]),
  ];
}

function comeBack({ standIns }: CephMirror): readonly string[] {
  const sets = standIns.flatMap(({ namespace, set }) => (set === undefined ? [] : [{ namespace, ...set }]));
  return sets.map(
    ({ namespace, target, replicas }) => `kubectl scale ${target} --namespace=${namespace} --replicas=${replicas}`,
  );
}

/** Where the volumes stand in the output of the lost environment, in whose folder the steps run. */
function manifestOf(mirror: CephMirror): string {
  return manifestPath(mirror.stage, fileName(mirror));
}

function at(name: string): string {
  return `kubectl --kubeconfig="$HOME/.kube/${name}.conf"`;
}

/** Waits for all; none of a kind is no fault. */
function waitFor(kubectl: string, kind: string, what: string, seconds = 900): string {
  const wait = `${kubectl} wait ${kind} ${SELECTED} ${what} --timeout=${seconds}s`;
  return `test -z "$(${kubectl} get ${kind} ${SELECTED} --output=name)" || ${wait}`;
}

function each(name: string, kind: string, state: string, autoResync: boolean): string {
  const names = `--output=jsonpath='{range .items[*]}{.metadata.namespace} {.metadata.name}{"\\n"}{end}'`;
  const patch = JSON.stringify({ spec: { replicationState: state, autoResync } });
  const change = `${at(name)} patch ${kind} "$each" --namespace="$namespace" --type=merge --patch='${patch}' < /dev/null`;
  return `${at(name)} get ${kind} ${SELECTED} ${names} | while read -r namespace each; do ${change}; done`;
}
