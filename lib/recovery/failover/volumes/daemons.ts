import { ceph, MIRROR_NAMES } from '../../../storage';
import { Lasting } from '../../plan/action';
import { nothing, type Step } from '../step';

const { daemons, filesystem, namespace, sender } = MIRROR_NAMES;
const ROOK = `--namespace=${namespace}`;
const BLOCKS = `deployment/${daemons.deployment}`;
const DIRECTORIES = sender.deployment;
/** With it on the Deployment, Rook leaves the daemons as they are (rook pkg/operator/ceph/controller/spec.go@v1.20.6). */
const HELD = 'ceph.rook.io/do-not-reconcile';

const STOP = [
  `kubectl label ${BLOCKS} ${ROOK} ${HELD}=failover --overwrite`,
  `kubectl scale ${BLOCKS} ${ROOK} --replicas=0`,
  `kubectl wait pods --selector=app=${daemons.labels.app} ${ROOK} --for=delete --timeout=120s`,
];

const START = [
  `kubectl label ${BLOCKS} ${ROOK} ${HELD}-`,
  `kubectl scale ${BLOCKS} ${ROOK} --replicas=${daemons.count}`,
];

/** What is promoted while a daemon still fetches is lost again (ramen issue 788). */
export function rest(): Step {
  return {
    id: 'rest-daemons',
    what: 'the daemons rest while volumes change hands',
    commands: STOP,
    verify: noPods(daemons.labels.app),
    undo: START,
  };
}

/** Rook gives them their number again. */
export function goOn(): Step {
  return {
    id: 'daemons-go-on',
    what: 'the daemons go on',
    commands: START,
    verify: [
      `count=$(kubectl get ${BLOCKS} ${ROOK} --output=jsonpath='{.spec.replicas}')`,
      '[ "$count" != 0 ] || { echo "the daemons still rest" >&2; exit 1; }',
    ],
    undo: STOP,
  };
}

/**
 * Takes the key with which the other city sends directories: should it come back unseen, it would overwrite what is written
 * here by then. Rook makes the user anew, with a key that the other city does not have (rook
 * pkg/daemon/ceph/client/filesystem_mirror.go@v1.20.6, CreateFSMirrorBootstrapPeer).
 */
export function refuseDirectories(name: string): Step {
  return {
    id: 'refuse-directories',
    what: `${name} can send no directories any more`,
    commands: [ceph('auth rm client.mirror')],
    verify: [
      `users=$(${ceph('auth ls')})`,
      `if grep -qx client.mirror <<< "$users"; then echo "${name} still has a key" >&2; exit 1; fi`,
    ],
    undo: anew('kubectl'),
  };
}

/**
 * Has an environment send no directories: its own are older than those of the other city. Rook may start the daemon again by
 * itself, for which its label does not count (pkg/operator/ceph/file/mirror/mirror.go@v1.20.6): it has no peer by then.
 */
export function sendNoDirectories(): Step {
  const peers = [`peers=$(${ceph(`fs snapshot mirror peer_list ${filesystem}`)})`];
  return {
    id: 'send-no-directories',
    what: 'no directories are sent from here',
    commands: [
      `kubectl patch cephfilesystem ${filesystem} ${ROOK} --type=merge --patch='{"spec":{"mirroring":{"peers":null}}}'`,
      `kubectl scale deployment/${DIRECTORIES} ${ROOK} --replicas=0`,
      `kubectl wait pods --selector=app=${DIRECTORIES} ${ROOK} --for=delete --timeout=120s`,
      ...peers,
      `peers=$(echo "$peers" | jq -r 'keys[]')`,
      `for peer in $peers; do ${ceph(`fs snapshot mirror peer_remove ${filesystem} "$peer"`)}; done`,
    ],
    verify: [
      ...peers,
      `[ "$(echo "$peers" | jq length)" = 0 ] || { echo "directories are still sent to: $peers" >&2; exit 1; }`,
    ],
    undo: new Lasting('its directories are older than those of the other city'),
  };
}

/** Takes back what `refuseDirectories` did, once the directories of the other city are back. */
export function renewKey(): Step {
  return {
    id: 'renew-key',
    what: 'Rook makes the key of the sender anew, in the other city',
    commands: anew('there'),
    verify: ['there get --raw=/readyz > /dev/null'],
    undo: new Lasting('the other city needs the new key to send directories again'),
  };
}

/** Once both are joined. */
export function sendDirectories(): Step {
  const scale = (count: number) => [`kubectl scale deployment/${DIRECTORIES} ${ROOK} --replicas=${count}`];
  return {
    id: 'send-directories',
    what: 'directories are sent again',
    commands: scale(sender.count),
    verify: [`kubectl rollout status deployment/${DIRECTORIES} ${ROOK} --timeout=300s`],
    undo: scale(0),
  };
}

function anew(reach: string): readonly string[] {
  const operator = `deployment/rook-ceph-operator ${ROOK}`;
  return [`${reach} rollout restart ${operator}`, `${reach} rollout status ${operator} --timeout=300s`];
}

function noPods(app: string): readonly string[] {
  return nothing(`kubectl get pods --selector=app=${app} ${ROOK} --output=name`, 'still there');
}
