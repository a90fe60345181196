import { ceph, type CephMirror, MIRROR_NAMES } from '../../../storage';
import type { BlockStep } from '../block';

const FENCE = 'lost-city';

/**
 * Shuts the hosts of the lost city out of their own storage, where that still answers: a pod that nobody sees any more then
 * writes nothing that would be missed. Hosts with daemons of Ceph are left out, since the daemons are clients, too: where they
 * carry applications as well, power alone keeps those from writing.
 */
export function fence(name: string, mirror: CephMirror): readonly BlockStep[] {
  const cidrs = addressesOf(mirror).map((address) => `${address}/32`);
  if (cidrs.length === 0) return [];
  const object = JSON.stringify({
    apiVersion: 'csiaddons.openshift.io/v1alpha1',
    kind: 'NetworkFence',
    metadata: { name: FENCE },
    spec: { networkFenceClassName: MIRROR_NAMES.fenceClass, fenceState: 'Fenced', cidrs },
  });
  const lost = `kubectl --kubeconfig="$HOME/.kube/${name}.conf"`;
  const apply = `echo '${object}' | ${lost} --request-timeout=20s apply --server-side --field-manager=tripod -f -`;
  return [
    {
      what: `hosts of ${name} are shut out of their own storage, where that still answers`,
      commands: [
        `if ${lost} --request-timeout=20s get --raw=/readyz; then ${apply} && { ${waitFor(lost, 'Succeeded')} || { ${told(lost)}; false; }; }; else echo "${name} does not answer as above: power and links must be off"; fi`,
      ],
    },
  ];
}

/**
 * Lets the hosts in again. To delete the object alone leaves them shut out for five years (csi-addons
 * internal/controller/csiaddons/networkfence_controller.go@v0.14.0; ceph-csi internal/csi-addons/networkfence/fencing.go@08c2001c5).
 */
export function unfence(mirror: CephMirror): readonly BlockStep[] {
  const addresses = addressesOf(mirror);
  if (addresses.length === 0) return [];
  // The result is that of the fence until the message changes.
  const done = `kubectl wait networkfence/${FENCE} --for=jsonpath='{.status.message}'='unfencing operation successful' --timeout=120s`;
  return [
    {
      what: 'hosts may use their own storage again',
      commands: [
        `fenced=$(kubectl get networkfence ${FENCE} --ignore-not-found --output=name)`,
        `if [ -n "$fenced" ]; then kubectl patch networkfence ${FENCE} --type=merge --patch='{"spec":{"fenceState":"Unfenced"}}' && { ${done} || { ${told('kubectl')}; false; }; } && ${waitFor('kubectl', 'Succeeded')} && kubectl delete networkfence ${FENCE} --timeout=120s; fi`,
        `shut=$(${ceph('osd blocklist ls')})`,
        'echo "No line: none of them is shut out any more."',
        `{ echo "$shut" | grep -wF ${addresses.map((address) => `-e ${address}`).join(' ')} || true; }`,
        `{ [ -z "$fenced" ] || echo "Reboot, since the kernel of a host keeps what was refused: ${addresses.join(' ')}"; }`,
      ],
    },
  ];
}

function addressesOf(mirror: CephMirror): readonly string[] {
  const { storage, environment } = mirror.side;
  const keepers = new Set(storage.layout.hosts.map((host) => host.name));
  const others = environment.hosts.filter((host) => !keepers.has(host.name) && !host.roles.includes('voter'));
  return others.map(({ address }) => address);
}

function waitFor(kubectl: string, result: string): string {
  return `${kubectl} wait networkfence/${FENCE} --for=jsonpath='{.status.result}'=${result} --timeout=60s`;
}

function told(kubectl: string): string {
  return `${kubectl} get networkfence ${FENCE} --output=jsonpath='{.status.result}: {.status.message}{"\\n"}' >&2`;
}
