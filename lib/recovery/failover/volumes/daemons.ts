import { ceph, MIRROR_NAMES } from '../../../storage';
import type { BlockStep } from '../block';

const { daemons, filesystem, namespace, sender } = MIRROR_NAMES;
const ROOK = `--namespace=${namespace}`;
const BLOCKS = `deployment/${daemons.deployment}`;
const DIRECTORIES = sender.deployment;
/** With it on the Deployment, Rook leaves the daemons as they are (rook pkg/operator/ceph/controller/spec.go@v1.20.6). */
const HELD = 'ceph.rook.io/do-not-reconcile';

/** What is promoted while a daemon still fetches is lost again (ramen issue 788). */
export function rest(): BlockStep {
  return {
    what: 'the daemons rest while volumes change hands',
    commands: [
      `kubectl label ${BLOCKS} ${ROOK} ${HELD}=failover --overwrite`,
      `kubectl scale ${BLOCKS} ${ROOK} --replicas=0`,
      `kubectl wait pods --selector=app=${daemons.labels.app} ${ROOK} --for=delete --timeout=120s`,
    ],
  };
}

/** Rook gives them their number again. */
export function goOn(): BlockStep {
  return {
    what: 'the daemons go on',
    commands: [
      `kubectl label ${BLOCKS} ${ROOK} ${HELD}-`,
      `kubectl scale ${BLOCKS} ${ROOK} --replicas=${daemons.count}`,
    ],
  };
}

/**
 * Takes the key with which the other city sends directories: should it come back unseen, it would overwrite what is written
 * here by then. Rook makes the user anew, with a key that the other city does not have (rook
 * pkg/daemon/ceph/client/filesystem_mirror.go@v1.20.6, CreateFSMirrorBootstrapPeer).
 */
export function refuseDirectories(name: string): BlockStep {
  return { what: `${name} can send no directories any more`, commands: [ceph('auth rm client.mirror')] };
}

/**
 * Has an environment send no directories: its own are older than those of the other city. Rook may start the daemon again by
 * itself, for which its label does not count (pkg/operator/ceph/file/mirror/mirror.go@v1.20.6): it has no peer by then.
 */
export function sendNoDirectories(): BlockStep {
  return {
    what: 'no directories are sent from here',
    commands: [
      `kubectl patch cephfilesystem ${filesystem} ${ROOK} --type=merge --patch='{"spec":{"mirroring":{"peers":null}}}'`,
      `kubectl scale deployment/${DIRECTORIES} ${ROOK} --replicas=0`,
      `kubectl wait pods --selector=app=${DIRECTORIES} ${ROOK} --for=delete --timeout=120s`,
      `peers=$(${ceph(`fs snapshot mirror peer_list ${filesystem}`)})`,
      `peers=$(echo "$peers" | jq -r 'keys[]')`,
      `for peer in $peers; do ${ceph(`fs snapshot mirror peer_remove ${filesystem} "$peer"`)} || fail; done`,
    ],
  };
}

/** Takes back what `refuseDirectories` did, once the directories of the other city are back. */
export function renewKey(): BlockStep {
  const operator = `deployment/rook-ceph-operator ${ROOK}`;
  return {
    what: 'Rook makes the key of the sender anew, in the other city',
    commands: [`there rollout restart ${operator}`, `there rollout status ${operator} --timeout=300s`],
  };
}

/** Once both are joined. */
export function sendDirectories(): BlockStep {
  return {
    what: 'directories are sent again',
    commands: [`kubectl scale deployment/${DIRECTORIES} ${ROOK} --replicas=${sender.count}`],
  };
}
