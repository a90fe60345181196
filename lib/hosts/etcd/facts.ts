import { Duration } from 'cdk8s';
import { etcdElection, Fact, fixed, unanswered } from '../../core';
import { longestRoundTrip } from '../settings/masters';
import type { Settings } from '../settings/settings';
import { endpointHost } from './check';
import { etcdTiming } from './timing';

/** Names of etcd and of that of events, as things of the proof. */
export const ETCD = 'etcd';
export const ETCD_EVENTS = 'etcd-events';

/** Time servers of the bank: certificates are valid by the clock, and leases end by it. */
const TIME = 'time (NTP)';

/**
 * Who votes in etcd, and in that of events. Of an etcd outside nothing is known where its members are no hosts of the
 * landscape: it then lies outside, rather than being said to be something that may be wrong.
 */
export function etcdFacts(settings: Settings): readonly Fact[] {
  const hosts = settings.masters.map((host) => host.name);
  const members = settings.etcd.isExternal ? externalMembers(settings) : hosts;
  const { election } = etcdTiming(longestRoundTrip(settings));
  const reactions = unanswered(etcdElection(Duration.millis(election)));
  return [
    ...(members === undefined
      ? [Fact.outside(ETCD)]
      : [Fact.voters(ETCD, { groups: fixed(members), reactions }), Fact.dependsOn(ETCD, TIME)]),
    ...(settings.eventsEtcd ? [Fact.voters(ETCD_EVENTS, { groups: fixed(hosts), reactions })] : []),
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
