import { Duration } from 'cdk8s';
import { type Problems, VERSIONS } from '../../core';
import { isWhole, show } from '../../errors';
import { LAST_ROUTER_ID, virtualRouterId } from '../load-balancer/vrrp';
import { HIGHEST_PORT, LOWEST_PORT, TAKEN } from '../ports';
import { etcdTiming, LONGEST_ELECTION } from './etcd';
import { mastersOf, vipSites } from './masters';
import type { Settings } from './settings';

const LABEL = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?';
const DOMAIN = new RegExp(`^${LABEL}(\\.${LABEL})*$`);
/** At least two labels, and the last is no number: an address would be bound to one site. */
const NAME = new RegExp(`^(${LABEL}\\.)+(?!\\d+$)${LABEL}$`);
const LONGEST_NAME = 253;

/** Interface names as Linux takes them (15 bytes). */
const INTERFACE = /^[a-zA-Z0-9_.-]{1,15}$/;

/** A host has a /24 of the pods' addresses, and 250 leaves some for pods that just end. */
const PODS = { fewest: 10, most: 250 } as const;

/** etcd's own advice (etcd-io/website content/en/docs/v3.6/faq.md, "What is maximum cluster size?"). */
const MOST_MASTERS = 7;

/** Checks the whole of a control plane: props, and masters, sites and links of the landscape. */
export function checkSettings(settings: Settings, problems: Problems): void {
  checkDistribution(settings, problems);
  checkNames(settings, problems);
  checkNumbers(settings, problems);
  checkMasters(settings, problems);
  checkSites(settings, problems);
  checkRoundTrips(settings, problems);
}

function checkDistribution({ environment: { distribution } }: Settings, problems: Problems): void {
  const { version } = VERSIONS.kubernetes;
  if (distribution.name === 'openshift') {
    problems.add({
      at: 'distribution',
      got: String(distribution),
      want: 'kubernetes, which kubeadm installs',
      fix: "leave the component out: OpenShift's own installer makes its control plane",
    });
    return;
  }
  problems.check(distribution.kubernetes === version, {
    at: 'distribution',
    got: String(distribution),
    want: `Kubernetes ${version}, whose images are in the catalogue`,
    fix: 'leave `distribution` of the environment out',
  });
}

function checkNames({ environment, endpoint, dnsDomain, interface: nic }: Settings, problems: Problems): void {
  problems.check(typeof endpoint === 'string' && endpoint.length <= LONGEST_NAME && NAME.test(endpoint), {
    at: 'endpoint',
    got: endpoint,
    want: 'a DNS name in lower case, with a domain and without a port',
    fix: 'for example `api.prod.bank.example`; an address would tie every client to one site for good',
  });
  const domain = problems.check(
    typeof dnsDomain === 'string' && dnsDomain.length <= LONGEST_NAME && DOMAIN.test(dnsDomain),
    {
      at: 'dnsDomain',
      got: dnsDomain,
      want: 'a DNS domain in lower case',
      fix: 'leave it out for cluster.local',
    },
  );
  problems.check(!domain || typeof endpoint !== 'string' || !endpoint.endsWith(`.${dnsDomain}`), {
    at: 'endpoint',
    got: `${show(endpoint)}, inside the domain of the cluster ${show(dnsDomain)}`,
    want: 'a name that hosts resolve before there is a cluster',
    fix: "choose a name of the bank's own DNS",
  });
  const vips = vipSites(environment).map((site) => site.name);
  problems.check(nic === undefined ? vips.length === 0 : typeof nic === 'string' && INTERFACE.test(nic), {
    at: 'interface',
    got: nic,
    want: `the network interface of the masters that carries the VIP${vips.length > 0 ? ` of ${vips.join(', ')}` : ''}`,
    fix: 'for example `bond0`; `ip -brief address` on a master shows it',
  });
  problems.check(nic === undefined || vips.length > 0, {
    at: 'interface',
    got: `${show(nic)}, without a VIP to put on it`,
    want: 'none',
    fix: 'leave it out, or give a site with masters a `vip`',
  });
}

function checkNumbers({ port, podsPerNode, maxRoundTrip }: Settings, problems: Problems): void {
  const whole = problems.check(isWhole(port, LOWEST_PORT, HIGHEST_PORT), {
    at: 'loadBalancerPort',
    got: port,
    want: `a whole number between ${LOWEST_PORT} and ${HIGHEST_PORT}`,
    fix: 'leave it out for 8443',
  });
  problems.check(!whole || !TAKEN.includes(port), {
    at: 'loadBalancerPort',
    got: port,
    want: `a port that no part of Kubernetes takes on a master (${TAKEN.join(', ')})`,
    fix: 'leave it out for 8443',
  });
  problems.check(isWhole(podsPerNode, PODS.fewest, PODS.most), {
    at: 'podsPerNode',
    got: podsPerNode,
    want: `a whole number between ${PODS.fewest} and ${PODS.most}`,
    fix: 'leave it out for 110',
  });
  problems.check(isLimit(maxRoundTrip), {
    at: 'maxRoundTrip',
    got: maxRoundTrip,
    want: 'a Duration above 0',
    fix: 'leave it out for 10 ms',
  });
}

function isLimit(duration: unknown): boolean {
  if (!(duration instanceof Duration)) return false;
  const milliseconds = duration.toMilliseconds({ integral: false });
  return Number.isFinite(milliseconds) && milliseconds > 0;
}

function checkMasters({ environment, masters }: Settings, problems: Problems): void {
  const spread = environment.sites.map((site) => `${mastersOf(site).length} in ${site.name}`).join(', ');
  const some = problems.check(masters.length > 0, {
    at: 'masters',
    got: 'no host with the role control-plane',
    want: 'at least one master',
    fix: 'add `masters(…)` to the hosts of a site',
  });
  problems.check(!some || masters.length % 2 === 1, {
    at: 'masters',
    got: `${masters.length} (${spread})`,
    want: 'an odd number: an even one survives no more failures than one master less, and adds one that can fail',
    fix: 'add a master, in a third site where there are two, or take one away',
  });
  problems.check(masters.length <= MOST_MASTERS, {
    at: 'masters',
    got: `${masters.length} (${spread})`,
    want: `at most ${MOST_MASTERS}: every write waits for a majority of them`,
    fix: 'take some away; five survive any two failures',
  });
}

function checkSites({ environment }: Settings, problems: Problems): void {
  for (const site of environment.sites) {
    const masters = mastersOf(site).length;
    const below = problems.below(site.name);
    below.check(masters < 2 || site.vip !== undefined, {
      at: 'vip',
      got: undefined,
      want: `a VIP, since ${masters} masters stand there`,
      fix: `set \`vip\` of the site to a free address of ${site.subnet}`,
    });
    below.check(site.vip === undefined || masters > 0, {
      at: 'vip',
      got: `${site.vip}, without a master to hold it`,
      want: 'no VIP in a site without masters',
      fix: 'remove `vip` of the site, or add `masters(…)`',
    });
    const router = virtualRouterId(environment.landscape, site.name);
    below.check(site.vip === undefined || router <= LAST_ROUTER_ID, {
      at: 'virtual_router_id',
      got: router,
      want: `at most ${LAST_ROUTER_ID}, as VRRP knows no more`,
      fix: 'declare sites with a VIP earlier in the landscape',
    });
  }
}

function checkRoundTrips({ environment, masters, maxRoundTrip }: Settings, problems: Problems): void {
  const limit = isLimit(maxRoundTrip) ? maxRoundTrip.toMilliseconds({ integral: false }) : undefined;
  const sites = [...new Set(masters.map((host) => host.site))];
  const pairs = sites.flatMap((a, index) => sites.slice(index + 1).map((b) => [a, b] as const));
  for (const [a, b] of pairs) {
    const rtt = environment.landscape.rtt(a, b)?.toMilliseconds({ integral: false }) ?? 0;
    const electable = problems.check(etcdTiming(rtt).election <= LONGEST_ELECTION, {
      at: 'masters',
      got: `${rtt} ms between ${a} and ${b}`,
      want: `at most ${LONGEST_ELECTION / 10} ms: etcd refuses an election time-out above ${LONGEST_ELECTION} ms`,
      fix: 'give each of the two a cluster of its own',
    });
    problems.check(!electable || limit === undefined || rtt <= limit, {
      at: 'masters',
      got: `${rtt} ms between ${a} and ${b}`,
      want: `at most ${limit} ms: stacked etcd spans a city, and every write waits for a round trip`,
      fix: 'give each city a cluster of its own and replicate between the two, or raise `maxRoundTrip` knowing that',
    });
  }
}
