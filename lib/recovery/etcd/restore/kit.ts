import type { Component, Environment, HostFile, HostFileProps } from '../../../core';
import { API_PORT, ETCD_PORTS, ExistingMachines } from '../../../hosts';
import type { Host } from '../../../landscape';
import { controlPlaneOf } from '../control-plane';
import type { Store } from '../snapshots/store';
import { restoreOrder } from './order';
import { type Member, restoreScript } from './script';

const SCRIPT = '/etc/kubernetes/restore/restore.sh';
const CA = '/etc/kubernetes/restore/store-ca.crt';

const [, PEER_PORT] = ETCD_PORTS;

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
    commands: restoreOrder({
      store,
      masters: masters.map(({ address }) => address),
      hosts: environment.hosts.map(({ address }) => address),
      machines: controlPlaneOf(environment)?.machines ?? new ExistingMachines(),
      script: SCRIPT,
      caFile: store.caBundle === undefined ? undefined : CA,
    }),
  });
}

function memberOf({ name, address }: Host): Member {
  return { name, peerUrl: `https://${address}:${PEER_PORT}` };
}
