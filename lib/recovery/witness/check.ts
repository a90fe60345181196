import { Duration } from 'cdk8s';
import { type Problems, SecretValue } from '../../core';
import { A_DNS_LABEL, isDnsLabel, isObjectName } from '../../core/check/names';
import { isFields, isList, isWhole, show } from '../../errors';
import { parseAddress } from '../../landscape/cidr';

const SERVERS_FIX =
  'one name server at each of three places where neither side stands: a third city, a provider, a branch';

/** Checks everything that can be wrong with the props by themselves. */
export function checkWitnessProps(props: unknown, problems: Problems): void {
  const known = problems.check(isFields(props), {
    got: props,
    want: 'an object with a zone, servers and a key',
    fix: "for example `{ zone: 'prod.bank.example', servers: […], key: SecretValue.from('dns/guard'), keyName: 'tripod-guard' }`",
  });
  if (!known || !isFields(props)) return;
  const { zone, pair, servers, key, keyName, lease } = props;
  problems.check(isObjectName(zone) && zone.includes('.') && zone.length <= 180, {
    at: 'zone',
    got: zone,
    want: 'the name of a zone in lower case, of two labels or more and at most 180 characters, without a dot behind it',
    fix: 'name the zone that the servers keep, such as `prod.bank.example`',
  });
  problems.check(pair === undefined || isDnsLabel(pair), {
    at: 'pair',
    got: pair,
    want: A_DNS_LABEL,
    fix: 'leave it out where the zone serves one pair',
  });
  problems.check(key instanceof SecretValue, {
    at: 'key',
    got: key,
    want: 'a SecretValue: the secret of the TSIG key by which guards ask',
    fix: "pass `SecretValue.from('dns/guard')`",
  });
  problems.check(isObjectName(keyName) && keyName.length <= 200, {
    at: 'keyName',
    got: keyName,
    want: 'the name of a TSIG key: lower-case letters, digits, dots and dashes',
    fix: 'for example `tripod-guard`, as the servers know it',
  });
  const seconds = lease instanceof Duration ? lease.toMilliseconds({ integral: false }) / 1000 : undefined;
  problems.check(lease === undefined || isWhole(seconds, 5, 60), {
    at: 'lease',
    got: seconds === undefined ? lease : `${seconds} seconds`,
    want: 'a Duration of 5 to 60 whole seconds: shorter ones end by a lost packet, and a fail-over waits for longer ones',
    fix: 'leave it out for 10 seconds',
  });
  checkServers(servers, problems);
}

function checkServers(servers: unknown, problems: Problems): void {
  const list = problems.check(isList(servers as readonly unknown[]), {
    at: 'servers',
    got: servers,
    want: 'a list of name servers',
    fix: SERVERS_FIX,
  });
  if (!list) return;
  const all = servers as readonly unknown[];
  problems.check([1, 3, 5].includes(all.length), {
    at: 'servers',
    got: all.length,
    want: '1, 3 or 5: an even number survives no more losses than one less',
    fix: SERVERS_FIX,
  });
  all.forEach((server, index) => checkServer(server, problems.below(`servers[${index}]`)));
  for (const [field, fix] of DISTINCT) {
    const values = all
      .map((server) => (isFields(server) ? server[field] : undefined))
      .filter((each) => each !== undefined);
    const twice = values.filter((value, index) => values.indexOf(value) !== index);
    problems.check(twice.length === 0, {
      at: 'servers',
      got: `${field} ${show(twice[0])} twice`,
      want: `another ${field} for each server`,
      fix,
    });
  }
}

const DISTINCT = [
  ['name', 'name each once: messages say by it which of them is away'],
  ['address', 'two votes of one machine are one vote: add a server elsewhere'],
  ['site', 'two that fall together are one: put each at a place of its own'],
] as const;

function checkServer(server: unknown, problems: Problems): void {
  const fields = problems.check(isFields(server), {
    got: server,
    want: 'a server with a name and an address',
    fix: "for example `{ name: 'ns-1', address: '192.0.2.53', site: 'beijing' }`",
  });
  if (!fields || !isFields(server)) return;
  const { name, address, port, site } = server;
  problems.check(isDnsLabel(name), { at: 'name', got: name, want: A_DNS_LABEL, fix: 'for example `ns-1`' });
  problems.check(parseAddress(address) !== undefined, {
    at: 'address',
    got: address,
    want: 'an IPv4 address: whoever asks for a fence has no name service to count on',
    fix: 'for example `192.0.2.53`',
  });
  problems.check(port === undefined || isWhole(port, 1, 65_535), {
    at: 'port',
    got: port,
    want: 'a whole number between 1 and 65535',
    fix: 'leave it out for 53',
  });
  problems.check(site === undefined || isDnsLabel(site), {
    at: 'site',
    got: site,
    want: `${A_DNS_LABEL}: a site of the landscape, or another place`,
    fix: 'leave it out where nobody knows it',
  });
}
