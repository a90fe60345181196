import { Duration } from 'cdk8s';
import { Fact, fixed, type Reaction } from '../../core';
import { longestRoundTrip } from '../settings/masters';
import type { Settings } from '../settings/settings';
import { endpointHost } from './check';
import { etcdTiming } from './timing';

/** Names of etcd and of that of events, as things of the proof. */
export const ETCD = 'etcd';
export const ETCD_EVENTS = 'etcd-events';

/**
 * Who votes in etcd, and in that of events. Of an etcd outside nothing is known where its members are no hosts of the
 * landscape: it then lies outside, rather than being said to be something that may be wrong.
 */
export function etcdFacts(settings: Settings): readonly Fact[] {
  const hosts = settings.masters.map((host) => host.name);
  const members = settings.etcd.isExternal ? externalMembers(settings) : hosts;
  const reactions = elections(settings);
  return [
    members === undefined ? Fact.outside(ETCD) : Fact.voters(ETCD, { groups: fixed(members), reactions }),
    ...(settings.eventsEtcd ? [Fact.voters(ETCD_EVENTS, { groups: fixed(hosts), reactions })] : []),
  ];
}

/**
 * raft draws each member's patience between one and two election time-outs (etcd-io/raft raft.go@v3.6.0,
 * resetRandomizedElectionTimeout).
 */
function elections(settings: Settings): readonly Reaction[] {
  const { election } = etcdTiming(longestRoundTrip(settings));
  const timers = [{ name: 'election', time: Duration.millis(2 * election) }];
  return [
    { to: 'host', timers },
    { to: 'cut', timers },
  ];
}

/** Hosts of the landscape on which the members of an etcd outside run; undefined where one of them is none. */
export function externalMembers({ environment, etcd }: Settings): readonly string[] | undefined {
  const all = environment.landscape.hosts;
  const members = etcd.endpoints.map((url) => {
    const given = endpointHost(url);
    return all.find(({ name, address }) => given === name || given === address)?.name;
  });
  return members.every((member) => member !== undefined) ? members : undefined;
}
