import { type CephMirror, RBD_MIRROR } from '../../../storage';

const ROOK = '--namespace=rook-ceph';
const DAEMONS = `deployment/${RBD_MIRROR.deployment}`;
/** With it on the Deployment, Rook leaves the daemons as they are (rook pkg/operator/ceph/controller/spec.go@v1.20.6). */
const HELD = 'ceph.rook.io/do-not-reconcile';

/** The daemons rest. */
export function rest(): readonly string[] {
  return [
    '# The daemons must not go on fetching while volumes change hands.',
    `kubectl label ${DAEMONS} ${ROOK} ${HELD}=failover --overwrite`,
    `kubectl scale ${DAEMONS} ${ROOK} --replicas=0`,
    `kubectl wait pods --selector=app=${RBD_MIRROR.labels.app} ${ROOK} --for=delete --timeout=120s`,
  ];
}

/** The daemons go on: Rook gives them their number again. */
export function goOn(): readonly string[] {
  return [
    `kubectl label ${DAEMONS} ${ROOK} ${HELD}-`,
    `kubectl scale ${DAEMONS} ${ROOK} --replicas=${RBD_MIRROR.count}`,
  ];
}

/**
 * Shuts the hosts of the lost city out of their own storage, where that still answers: a pod that nobody sees any more then
 * writes nothing that would be missed. Hosts with daemons of Ceph are left out, since the daemons are clients, too: where they
 * carry applications as well, power alone keeps those from writing.
 */
export function fence(name: string, mirror: CephMirror): readonly string[] {
  const { storage, environment } = mirror.side;
  const ceph = new Set(storage.layout.hosts.map((host) => host.name));
  const others = environment.hosts.filter((host) => !ceph.has(host.name) && !host.roles.includes('voter'));
  const addresses = others.map(({ address }) => `${address}/32`);
  return [
    `# Where ${name} still answers, its hosts are shut out of their own storage; where it is silent, power and links are off.`,
    `kubectl --kubeconfig="$HOME/.kube/${name}.conf" --request-timeout=20s apply --server-side --field-manager=tripod -f - <<END || echo "${name} is silent"`,
    'apiVersion: csiaddons.openshift.io/v1alpha1',
    'kind: NetworkFence',
    'metadata:',
    '  name: lost-city',
    'spec:',
    '  networkFenceClassName: ceph-fence',
    '  fenceState: Fenced',
    `  cidrs: [${addresses.join(', ')}]`,
    'END',
  ];
}
