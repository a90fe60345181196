import { NAMESPACE } from './namespace';

/**
 * Ceph's tools in the operator's pod, which has the keys of an administrator: no toolbox is installed. Each needs its
 * configuration, name and keyring said (rook pkg/daemon/ceph/client/command.go@v1.20.6, FinalizeCephCommandArgs).
 */
const FOLDER = `/var/lib/rook/${NAMESPACE}`;
const ACCESS = `--conf=${FOLDER}/${NAMESPACE}.config --name=client.admin --keyring=${FOLDER}/client.admin.keyring`;

function tool(name: string, command: string): string {
  return `kubectl exec --namespace=${NAMESPACE} deployment/rook-ceph-operator -- ${name} ${command} ${ACCESS}`;
}

/** A command of `ceph`, as an administrator runs it. */
export function ceph(command: string): string {
  return tool('ceph', command);
}

/** A command of `rbd`, as an administrator runs it. */
export function rbd(command: string): string {
  return tool('rbd', command);
}

/** A command of `radosgw-admin`, as an administrator runs it. */
export function radosgw(command: string): string {
  return tool('radosgw-admin', command);
}
