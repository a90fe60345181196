import { Duration } from 'cdk8s';
import { Fact, type Reaction, type Timer } from '../../core';
import type { Site } from '../../landscape';
import { CHECK } from '../health';
import { mastersOf } from '../settings/masters';
import { takeover } from './vrrp';

/** The API servers behind all load balancers, as a thing of the proof. */
export const KUBERNETES_API = 'kubernetes-api';
/** The API as a client knows it: by a name that leads to every VIP. */
export const KUBERNETES_ENDPOINT = 'kubernetes-endpoint';

/** Name servers of the bank, which know the endpoint. */
const BANK_DNS = 'bank DNS';

/**
 * How long a client of the API waits for an answer before it asks again; what vanished without a word costs it this much
 * more. It is the client's own choice: two seconds are what the HA drill writes with. Whoever waits longer adds the rest;
 * who does not connect anew has his connection until the load balancer finds the peer dead, ten seconds later.
 */
export const API_CLIENT_TIMEOUT: Timer = { name: 'client time-out', time: Duration.seconds(2) };

/** Assumed, and therefore named in the proof. */
const PATIENT_CLIENTS = `time-out of ${API_CLIENT_TIMEOUT.time.toSeconds()} s in clients of the API`;

/**
 * What Go's clients, such as kubelets and kubectl, wait for a connection: 30 seconds, shared evenly by the addresses that
 * are still to be tried (kubernetes/client-go transport/cache.go@v0.34.4; golang/go src/net/dial.go, partialDeadline).
 */
const DIAL = Duration.seconds(30);

/** Checks of an API server that does not answer fail after their time-out, and each begins an interval after the last. */
const UNANSWERED: Timer = {
  name: 'load balancer takes out what does not answer',
  time: Duration.seconds(CHECK.fall * (CHECK.interval + CHECK.timeout)),
};

/** One that refuses connections fails a check at once. */
const REFUSED: Timer = {
  name: 'load balancer takes out what refuses',
  time: Duration.seconds(CHECK.fall * CHECK.interval),
};

const TAKEN_IN: Timer = {
  name: 'load balancer takes it in again',
  time: Duration.seconds(CHECK.rise * CHECK.interval),
};

/** haproxy waits a second before it tries a refused connection again (its manual, `retries`). */
const RETRY: Timer = { name: 'retry of a refused connection', time: Duration.seconds(1) };

/**
 * What the API servers that lose sight of etcd's leader cost: they answer nobody until there is another one, load balancers
 * take them out, and in again. A VIP lies in one site, and is never cut itself.
 */
export const CUT_FROM_ETCD: readonly Reaction[] = [{ to: 'cut', timers: [UNANSWERED, TAKEN_IN] }];

type VipSite = Site & { readonly vip: string };

/** The VIP of each site, held by one of its masters, and the name that leads to all of them. */
export function vipFacts(sites: readonly VipSite[]): readonly Fact[] {
  const [first, ...others] = sites;
  if (first === undefined) return [];
  const vips = sites.map(vipName);
  // One VIP alone is the endpoint.
  const entry = others.length > 0 ? KUBERNETES_ENDPOINT : vipName(first);
  return [
    ...sites.flatMap(vip),
    ...(others.length > 0 ? [Fact.alternatives(entry, { among: vips, switchover: [nextAddress(sites.length)] })] : []),
    Fact.dependsOn(entry, BANK_DNS),
  ];
}

export function vipName({ name }: Pick<Site, 'name'>): string {
  return `api-vip-${name}`;
}

function vip(site: VipSite): readonly Fact[] {
  const name = vipName(site);
  const hosts = mastersOf(site).map((host) => host.name);
  return [
    Fact.activePassive(name, { hosts, reactions: reactions(hosts.length) }),
    Fact.local(name, site.name),
    // A load balancer without a ready API server behind it gives the VIP up.
    Fact.dependsOn(name, KUBERNETES_API),
    Fact.patience(name, API_CLIENT_TIMEOUT),
    Fact.dependsOn(name, PATIENT_CLIENTS),
  ];
}

function reactions(masters: number): readonly Reaction[] {
  const { detection, switchover } = takeover(masters);
  const vrrp = [
    { name: 'VRRP: the holder counts as lost', time: detection },
    { name: 'VRRP: the next one takes over', time: switchover },
  ];
  return [
    { to: 'host', timers: vrrp },
    { to: 'host', timers: [UNANSWERED] },
    { to: 'kube-apiserver', timers: [REFUSED, RETRY] },
    { to: 'haproxy', timers: vrrp },
    { to: 'keepalived', timers: vrrp },
  ];
}

/** Until a client tries the next of so many addresses: its first time-out. */
function nextAddress(addresses: number): Timer {
  return { name: 'client tries the next address', time: Duration.millis(Math.ceil(DIAL.toMilliseconds() / addresses)) };
}
