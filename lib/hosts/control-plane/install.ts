import type { PlanStep } from '../../core';
import type { Host } from '../../landscape';
import { DISCOVERY_CA, DISCOVERY_TOKEN } from '../kubeadm/discovery';
import { vipSites } from './masters';
import { authority, type Settings } from './settings';

/** Where the files of a host lie before they are put into place. */
const INBOX = '/root/tripod';

/** Authorities and keys that all masters share; kubeadm makes the rest on each. */
const SHARED = [
  'ca.crt',
  'ca.key',
  'sa.pub',
  'sa.key',
  'front-proxy-ca.crt',
  'front-proxy-ca.key',
  'etcd/ca.crt',
  'etcd/ca.key',
];

/** The steps that make a cluster from hosts, in order. */
export function installation(settings: Settings): readonly PlanStep[] {
  const { environment, masters } = settings;
  const [first, ...further] = masters;
  if (first === undefined) return [];
  const others = environment.hosts.filter((host) => !masters.includes(host));
  return [
    putFiles(environment.hosts),
    ...startKeepalived(settings),
    makeFirst(first, settings),
    ...(further.length > 0 ? [joinMasters(first, further)] : []),
    ...(others.length > 0 ? [joinOthers(first, others)] : []),
    takeKubeconfig(first, environment.name),
  ];
}

function putFiles(hosts: readonly Host[]): PlanStep {
  const remote = [
    // Hardened hosts have a stricter one, and haproxy, who is not root, could not enter its folder.
    'umask 022',
    `rm -rf ${INBOX}`,
    `mkdir -p ${INBOX}`,
    `tar -C ${INBOX} -xf -`,
    `sh ${INBOX}/_common/install.sh`,
    'modprobe --all overlay br_netfilter',
    'sysctl --quiet --system',
    'systemctl enable kubelet containerd',
    'systemctl restart containerd',
  ];
  return {
    title: 'Put the files on every host, and have the kernel and containerd read them',
    commands: [
      `put() { tar -C hosts -cf - _common "$1" | ssh "root@$2" '${remote.join(' && ')}'; }`,
      ...hosts.map((host) => `put ${host.name} ${host.address}`),
    ],
  };
}

function startKeepalived({ environment, masters }: Settings): readonly PlanStep[] {
  const sites = vipSites(environment).map((site) => site.name);
  const holders = masters.filter((host) => sites.includes(host.site));
  if (holders.length === 0) return [];
  return [
    {
      title: 'Start keepalived: a VIP comes up as soon as an API server behind it is ready',
      commands: holders.map((host) => on(host, "'systemctl enable keepalived && systemctl restart keepalived'")),
    },
  ];
}

function makeFirst(host: Host, settings: Settings): PlanStep {
  const wait = 'curl --silent --show-error --fail --retry 60 --retry-delay 2 --retry-all-errors --connect-timeout 5';
  return {
    title: `Make the first master, ${host.name}, and wait for the endpoint`,
    commands: [
      on(host, 'kubeadm init --config /etc/kubernetes/kubeadm.yaml'),
      on(host, `${wait} --cacert /etc/kubernetes/pki/ca.crt https://${authority(settings)}/readyz`),
    ],
  };
}

/** One after the other: etcd takes in one member at a time, and each must have caught up before the next. */
function joinMasters(first: Host, masters: readonly Host[]): PlanStep {
  return {
    title: 'Join the other masters, one by one: the shared keys pass from host to host and are stored nowhere else',
    commands: [
      `share() { ${on(first, `'tar -C /etc/kubernetes/pki -cf - ${SHARED.join(' ')}'`)} | ssh "root@$1" 'umask 077 && mkdir -p /etc/kubernetes/pki && tar -C /etc/kubernetes/pki -xpf -'; }`,
      ...join(first),
      ...masters.map((host) => `share ${host.address} && join ${host.address}`),
    ],
  };
}

function joinOthers(first: Host, hosts: readonly Host[]): PlanStep {
  return {
    title: 'Join the other hosts, each with a token of its own that ends after half an hour',
    commands: [...join(first), ...hosts.map((host) => `join ${host.address}`)],
  };
}

/** A shell function that joins the host of an address. The token goes through without the newline behind it. */
function join(first: Host): readonly string[] {
  const ca = `${on(first, 'cat /etc/kubernetes/pki/ca.crt')} | ssh "root@$1" 'cat > ${DISCOVERY_CA}'`;
  const token = `${on(first, 'kubeadm token create --ttl 30m')} | tr -d '\\n' | ssh "root@$1" 'umask 077 && cat > ${DISCOVERY_TOKEN}'`;
  const join = `ssh -n "root@$1" 'kubeadm join --config /etc/kubernetes/kubeadm.yaml && rm -f ${DISCOVERY_TOKEN}'`;
  return [`join() { ${[ca, token, join].join(' && ')}; }`];
}

function takeKubeconfig(first: Host, environment: string): PlanStep {
  const target = `"$HOME/.kube/${environment}.conf"`;
  return {
    title: 'Take the kubeconfig of the administrator, for all that follows; nodes get ready with the network',
    commands: [
      `mkdir -p "$HOME/.kube" && (umask 077 && ${on(first, 'cat /etc/kubernetes/admin.conf')} > ${target})`,
      `export KUBECONFIG=${target}`,
      'kubectl get nodes',
    ],
  };
}

/** kubeadm renews certificates when it upgrades; whoever does not upgrade within a year has this. */
export function renewal({ environment, masters }: Settings): PlanStep {
  const pods = 'etcd kube-apiserver kube-controller-manager kube-scheduler';
  const remote = [
    'kubeadm certs renew all',
    'mkdir -p /etc/kubernetes/renewed',
    'cd /etc/kubernetes/manifests',
    `for pod in ${pods}; do mv "$pod.yaml" ../renewed/; done`,
    // The kubelet looks every 20 seconds, and pods have 30 to end.
    'sleep 60',
    'mv ../renewed/*.yaml .',
    'until curl --silent --fail --insecure --max-time 5 --output /dev/null https://127.0.0.1:6443/readyz; do sleep 2; done',
  ];
  const [first] = masters;
  return {
    title: 'Renew the certificates of the control plane within a year, one master after the other',
    when: 'later',
    commands: [
      `renew() { ssh -n "root@$1" '${remote.join(' && ')}'; }`,
      ...masters.map((host) => `renew ${host.address}`),
      ...(first === undefined ? [] : takeKubeconfig(first, environment.name).commands),
    ],
  };
}

/** Without the terminal behind it: ssh would read the commands that are pasted after this one. */
function on(host: Host, command: string): string {
  return `ssh -n root@${host.address} ${command}`;
}
