import { ceph, type CephMirror, MIRROR_NAMES } from '../../../storage';
import { Lasting } from '../../plan/action';
import { kubectl, type Sides, type Step } from '../step';

const FENCE = 'lost-city';

/** Kubectl for the lost city, which may be silent. */
function lost({ from }: Sides): string {
  return `${kubectl(from)} --request-timeout=20s`;
}

/**
 * Shuts the hosts of the lost city out of their own storage, where that still answers: a pod that nobody sees any more then
 * writes nothing that would be missed. Hosts with daemons of Ceph are left out, since the daemons are clients, too: where they
 * carry applications as well, power alone keeps those from writing.
 */
export function shutOut(sides: Sides, mirror: CephMirror): readonly Step[] {
  const cidrs = addressesOf(mirror).map((address) => `${address}/32`);
  if (cidrs.length === 0) return [];
  const { name } = sides.from;
  const object = JSON.stringify({
    apiVersion: 'csiaddons.openshift.io/v1alpha1',
    kind: 'NetworkFence',
    metadata: { name: FENCE },
    spec: { networkFenceClassName: MIRROR_NAMES.fenceClass, fenceState: 'Fenced', cidrs },
  });
  const there = lost(sides);
  const answered = (...lines: readonly string[]) => [
    `if ${there} get --raw=/readyz > /dev/null; then`,
    ...lines.map((line) => `  ${line}`),
    'else',
    `  echo "${name} does not answer: its power and links must be off"`,
    'fi',
  ];
  const fenced = `${waitFor(there, 'Succeeded')} || { ${told(there)}; exit 1; }`;
  return [
    {
      id: 'shut-out-hosts',
      what: `hosts of ${name} are shut out of their own storage, where that still answers`,
      commands: answered(`echo '${object}' | ${there} apply --server-side --field-manager=tripod -f -`, fenced),
      verify: answered(fenced),
      undo: letIn(mirror, kubectl(sides.from)),
    },
  ];
}

/**
 * Lets the hosts in again. To delete the object alone leaves them shut out for five years (csi-addons
 * internal/controller/csiaddons/networkfence_controller.go@v0.14.0; ceph-csi internal/csi-addons/networkfence/fencing.go@08c2001c5).
 */
export function unfence(mirror: CephMirror): readonly Step[] {
  const addresses = addressesOf(mirror);
  if (addresses.length === 0) return [];
  const those = addresses.map((address) => `-e ${address}`).join(' ');
  return [
    {
      id: 'let-hosts-in',
      what: 'hosts may use their own storage again',
      commands: [
        ...letIn(mirror, 'kubectl'),
        `echo "Reboot, since the kernel of a host keeps what was refused: ${addresses.join(' ')}"`,
      ],
      verify: [
        `shut=$(${ceph('osd blocklist ls')})`,
        `if echo "$shut" | grep -wF ${those} >&2; then echo "still shut out" >&2; exit 1; fi`,
      ],
      undo: new Lasting(
        'who writes there by now would lose what is under way; a fence is made by the plan for the loss of the city',
      ),
    },
  ];
}

/** The result is that of the fence until the message changes. */
function letIn(mirror: CephMirror, reach: string): readonly string[] {
  if (addressesOf(mirror).length === 0) return [];
  const done = `${reach} wait networkfence/${FENCE} --for=jsonpath='{.status.message}'='unfencing operation successful' --timeout=120s`;
  return [
    `fenced=$(${reach} get networkfence ${FENCE} --ignore-not-found --output=name)`,
    'if [ -n "$fenced" ]; then',
    `  ${reach} patch networkfence ${FENCE} --type=merge --patch='{"spec":{"fenceState":"Unfenced"}}'`,
    `  ${done} || { ${told(reach)}; exit 1; }`,
    `  ${waitFor(reach, 'Succeeded')}`,
    `  ${reach} delete networkfence ${FENCE} --timeout=120s`,
    'fi',
  ];
}

function addressesOf(mirror: CephMirror): readonly string[] {
  const { storage, environment } = mirror.side;
  const keepers = new Set(storage.layout.hosts.map((host) => host.name));
  const others = environment.hosts.filter((host) => !keepers.has(host.name) && !host.roles.includes('voter'));
  return others.map(({ address }) => address);
}

function waitFor(reach: string, result: string): string {
  return `${reach} wait networkfence/${FENCE} --for=jsonpath='{.status.result}'=${result} --timeout=60s`;
}

function told(reach: string): string {
  return `${reach} get networkfence ${FENCE} --output=jsonpath='{.status.result}: {.status.message}{"\\n"}' >&2`;
}
