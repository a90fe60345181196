import type { Component, Environment, HostFile, HostFileProps } from '../../../core';
import type { Host } from '../../../landscape';
import { location, remote, SNAPSHOTS, type Store } from '../snapshots/store';
import { type Member, restoreScript } from './script';

const SCRIPT = '/etc/kubernetes/restore/restore.sh';
const CA = '/etc/kubernetes/restore/store-ca.crt';

/** Where a snapshot waits on a master. */
const INBOX = '/var/lib/etcd-restore';

/** kubeadm's ports (kubernetes/kubernetes cmd/kubeadm/app/constants/constants.go@v1.34.4). */
const PEER_PORT = 2380;
const API_PORT = 6443;

/** Puts the script onto every master, and the order of a restore into the plan. */
export function restoreKit(
  component: Component,
  environment: Environment,
  store: Store,
  write: (host: Host, file: Omit<HostFileProps, 'host'>) => HostFile,
): void {
  const masters = environment.hostsWith('control-plane');
  const members = masters.map(memberOf);
  for (const host of masters) {
    const apiServer = `https://${host.address}:${API_PORT}`;
    const content = restoreScript({ environment: environment.name, member: memberOf(host), members, apiServer });
    write(host, { path: SCRIPT, content, mode: '0700' });
    if (store.caBundle !== undefined) write(host, { path: CA, content: store.caBundle });
  }
  component.step({
    title: 'Restore etcd from a snapshot',
    when: 'later',
    commands: restoreCommands(environment, store),
  });
}

function memberOf({ name, address }: Host): Member {
  return { name, peerUrl: `https://${address}:${PEER_PORT}` };
}

/** The order over all masters: nothing is stopped before every master has verified, nothing starts before all are swapped. */
export function restoreCommands(environment: Environment, store: Store): readonly string[] {
  const masters = environment.hostsWith('control-plane').map((host) => host.address);
  const first = environment.hostsWith('control-plane')[0]?.name;
  const settings = Object.entries(remote(store)).map(([name, value]) => `${name}=${value}`);
  const everywhere = (command: string) =>
    `for master in $masters; do ssh -n "root@$master" ${command} || { echo "stop here: $master failed"; break; }; done`;
  return [
    '# What was written after the snapshot is lost, what was deleted after it comes back. Stop where a command fails.',
    `masters='${masters.join(' ')}'`,
    '# 1. Fetch the newest snapshot, or another by its name, with a key that may read; verify it on all masters.',
    `export ${settings.join(' ')} RCLONE_CONFIG_STORE_ENV_AUTH=true # AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY`,
    ...(store.caBundle === undefined ? [] : [`export RCLONE_CA_CERT=hosts/${first}${CA}`]),
    `snapshot=$(rclone lsf ${location(store)} --include '${SNAPSHOTS}-*.db' | sort | tail -n 1)`,
    `rclone copy ${location(store)} snapshot --include "$snapshot" --include "$snapshot.sha256"`,
    'token=restore-$(date -u +%Y%m%dT%H%M%SZ)',
    everywhere(`install -d -m 0700 ${INBOX}`),
    `for master in $masters; do scp "snapshot/$snapshot" "snapshot/$snapshot.sha256" "root@$master:${INBOX}/" || break; done`,
    everywhere(`${SCRIPT} prepare "${INBOX}/$snapshot" --token "$token"`),
    '# 2. Stop every API server.',
    everywhere(`${SCRIPT} stop`),
    '# 3. Exchange every member of etcd.',
    everywhere(`${SCRIPT} swap --suffix "$token"`),
    '# 4. Start every member of etcd.',
    everywhere(`${SCRIPT} start-etcd`),
    '# 5. Start every API server.',
    everywhere(`${SCRIPT} start-api`),
    '# 6. Restart whatever watches the API and still believes what it saw before: kubelets, proxies, network, operators.',
    `for host in ${environment.hosts.map((host) => host.address).join(' ')}; do ssh -n "root@$host" systemctl restart kubelet; done`,
    'kubectl rollout restart deployment --namespace=kube-system',
    'kubectl get daemonsets --all-namespaces --no-headers | while read -r namespace name _; do kubectl rollout restart "daemonset/$name" --namespace="$namespace"; done',
    'kubectl get deployments,statefulsets --all-namespaces --no-headers | awk \'$2 ~ /operator/ { print $1, $2 }\' | while read -r namespace name; do kubectl rollout restart "$name" --namespace="$namespace"; done',
    '# 7. When all is well: remove what was put aside, and the snapshot, which holds every Secret.',
    everywhere(`rm -rf ${INBOX} "/var/lib/etcd/member.$token" /var/lib/etcd/restored`),
    'rm -r snapshot',
  ];
}
