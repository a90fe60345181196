import { Fact } from '../../core';
import type { Settings } from '../settings/settings';
import { endpointHost } from './check';

/**
 * Who votes in etcd, and in that of events. Of an etcd outside nothing is known where its members are no hosts of the
 * landscape: nothing is said then, rather than something that may be wrong.
 */
export function etcdFacts(settings: Settings): readonly Fact[] {
  const hosts = settings.masters.map((host) => host.name);
  const members = settings.etcd.isExternal ? externalMembers(settings) : hosts;
  return [
    ...(members === undefined ? [] : [Fact.voters('etcd', { hosts: members })]),
    ...(settings.eventsEtcd ? [Fact.voters('etcd-events', { hosts })] : []),
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
