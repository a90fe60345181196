import type { Problems } from '../../core';
import { isList } from '../../errors';
import { isAddress, isHostName } from '../names';
import { Etcd } from '../settings/etcd';

/** etcd's own advice (etcd-io/website content/en/docs/v3.6/faq.md, "What is maximum cluster size?"). */
export const MOST_MEMBERS = 7;

const FIX = "for example `Etcd.external({ endpoints: ['https://10.10.0.61:2379', …] })`";

/** Host and port of a client URL: `https://10.10.0.61:2379`, `https://[fd00::1]:2379`. */
const ENDPOINT = /^https:\/\/(\[[0-9a-f:.]+\]|[a-z0-9.-]+):(\d{1,5})$/;

/** Name or address in a client URL; undefined for anything that is none. */
export function endpointHost(url: unknown): string | undefined {
  const [, authority = '', port = ''] = typeof url === 'string' ? (ENDPOINT.exec(url) ?? []) : [];
  const host = authority.replace(/^\[|\]$/g, '');
  const known = authority.startsWith('[') ? isAddress(host) && host.includes(':') : isAddress(host) || isHostName(host);
  return known && Number(port) >= 1 && Number(port) <= 65_535 ? host : undefined;
}

/** Checks where etcd runs. How many masters there are is checked with the masters. */
export function checkEtcd(etcd: Etcd, eventsEtcd: boolean, problems: Problems): void {
  const known = problems.check(etcd instanceof Etcd, { at: 'etcd', got: etcd, want: 'where etcd runs', fix: FIX });
  if (!known || !etcd.isExternal) return;
  const { endpoints } = etcd;
  const listed = problems.check(isList(endpoints) && endpoints.length > 0, {
    at: 'etcd.endpoints',
    got: endpoints,
    want: 'the client URLs of all members of an etcd outside',
    fix: FIX,
  });
  if (!listed) return;
  endpoints.forEach((url, index) =>
    problems.check(endpointHost(url) !== undefined, {
      at: `etcd.endpoints[${index}]`,
      got: url,
      want: 'https, a name or an address, and a port: whoever reads what goes by has every Secret',
      fix: FIX,
    }),
  );
  const hosts = endpoints.map((url) => endpointHost(url));
  const twice = endpoints.filter((_, index) => hosts[index] !== undefined && hosts.indexOf(hosts[index]) !== index);
  problems.check(twice.length === 0, {
    at: 'etcd.endpoints',
    got: `${twice.join(', ')}, whose host stands there already`,
    want: 'a host of its own for every member',
    fix: 'name each member once',
  });
  problems.check(endpoints.length % 2 === 1 && endpoints.length <= MOST_MEMBERS, {
    at: 'etcd.endpoints',
    got: `${endpoints.length} members`,
    want: `an odd number, at most ${MOST_MEMBERS}: an even one survives no more failures than one member less`,
    fix: 'name all members, and add or remove one where they are even',
  });
  problems.check(!eventsEtcd, {
    at: 'eventsEtcd',
    got: 'true, beside an etcd outside',
    want: 'events in the etcd outside: that of their own would use certificates that kubeadm makes for a stacked one only',
    fix: 'leave `eventsEtcd` out',
  });
}
