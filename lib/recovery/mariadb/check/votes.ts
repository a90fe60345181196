import type { Environment, Problems } from '../../../core';
import { isListOf } from '../../../errors';
import { hostsOf, type Settings, survivesEachSite, votesBySite } from '../settings';

/** Checks where the servers stand, and that their votes decide whatever fails. */
export function checkVotes(settings: Settings, environment: Environment, problems: Problems): void {
  const { hosts, replicas, arbitrator } = settings;
  if (!checkHosts(hosts, replicas, environment, problems)) return;
  if (replicas === 1) {
    problems.check(arbitrator === undefined, {
      at: 'arbitrator',
      got: `${arbitrator} beside one server`,
      want: 'none: one server decides alone',
      fix: 'leave it out, or set `replicas: 3`',
    });
    return;
  }
  if (!checkArbitrator(settings, environment, problems)) return;
  const voters = [...hosts, ...(arbitrator === undefined ? [] : [arbitrator])];
  const votes = votesBySite(environment, voters);
  problems.check(voters.length > 2, {
    at: 'replicas',
    got: `${replicas} servers and no other vote`,
    want: 'three votes: of two, neither knows whether the other is dead or only unseen, and both stop',
    fix: 'set `replicas: 3`, or `arbitrator` to a host at a third site',
  });
  problems.check(voters.length < 3 || survivesEachSite(votes), {
    at: 'hosts',
    got: `${[...votes].map(([site, count]) => `${count} vote(s) at ${site}`).join(', ')}`,
    want: 'more than half of the votes outside of each site: the loss of one would stop the rest',
    fix:
      votes.size === 2
        ? 'give a third site a vote by `arbitrator`; with two sites alone there is active and passive only: one server, and `follows`'
        : 'take as many servers at each site: 2 or 4 over two sites',
  });
}

function checkHosts(hosts: unknown, replicas: number, environment: Environment, problems: Problems): boolean {
  const all = environment.hosts.map(({ name }) => name);
  const listed = isListOf(hosts, (host) => typeof host === 'string' && all.includes(host));
  problems.check(listed, {
    at: 'hosts',
    got: hosts,
    want: `names of hosts of ${environment.name}`,
    fix: 'leave it out for workers of each site, in turn',
  });
  if (!listed) return false;
  return problems.check(hosts.length === replicas && new Set(hosts).size === replicas, {
    at: 'hosts',
    got: hosts.length === 0 ? 'no worker at any site that carries load' : hosts,
    want: `${replicas} different host(s), one for each server`,
    fix: 'set `replicas` to their number, or add workers to the landscape',
  });
}

function checkArbitrator({ arbitrator, hosts }: Settings, environment: Environment, problems: Problems): boolean {
  if (arbitrator === undefined) return true;
  const host = environment.hosts.find(({ name }) => name === arbitrator);
  const sites = hostsOf(environment, hosts).map(({ site }) => site);
  const beside = host !== undefined && sites.includes(host.site);
  return problems.check(host !== undefined && !beside, {
    at: 'arbitrator',
    got: host === undefined ? arbitrator : `${arbitrator} at ${host.site}, where servers stand`,
    want: `a host of ${environment.name} at a site without a server: else its vote falls with theirs`,
    fix: 'take one at a witness site',
  });
}
