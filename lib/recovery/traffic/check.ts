import { Duration } from 'cdk8s';
import type { Problems } from '../../core';
import { isDnsLabel, isObjectName } from '../../core/check/names';
import { isFields, isList, isListOf, isText, isWhole, show } from '../../errors';
import { parseAddress } from '../../landscape/cidr';
import { Witness } from '../witness/witness';

/** As long as anybody may be led astray: what a person on the telephone takes to see that it does not work. */
const LONGEST_TTL = 300;

/** Checks everything that can be wrong with the props by themselves. */
export function checkTrafficProps(props: unknown, problems: Problems): void {
  const known = problems.check(isFields(props), {
    got: props,
    want: 'an object with a witness and records',
    fix: "for example `{ witness, records: [{ name: 'api.prod.bank.example', follows: 'api', sides: { … } }] }`",
  });
  if (!known || !isFields(props)) return;
  const { witness, ttl, records, failback } = props;
  problems.check(witness instanceof Witness, {
    at: 'witness',
    got: witness,
    want: 'the Witness of the pair: records are changed only for the side whose turn it is',
    fix: 'pass what `Witness.dns(…)` returned',
  });
  const seconds = ttl instanceof Duration ? ttl.toMilliseconds({ integral: false }) / 1000 : undefined;
  problems.check(ttl === undefined || isWhole(seconds, 1, LONGEST_TTL), {
    at: 'ttl',
    got: seconds === undefined ? ttl : `${seconds} seconds`,
    want: 'a Duration of whole seconds, from 1 to 300: with 0 every request would ask, and for longer nobody waits',
    fix: 'leave it out for 30 seconds',
  });
  problems.check(failback === undefined || failback === 'decided' || failback === 'automatic', {
    at: 'failback',
    got: failback,
    want: "'decided' or 'automatic'",
    fix: 'leave it out: people decide',
  });
  checkRecords(records, witness instanceof Witness ? witness : undefined, problems);
}

function checkRecords(records: unknown, witness: Witness | undefined, problems: Problems): void {
  const some = isList(records as readonly unknown[]) && (records as readonly unknown[]).length > 0;
  const list = problems.check(some, {
    at: 'records',
    got: records,
    want: 'a list of one record or more',
    fix: 'name at least that of the API, which follows `api`',
  });
  if (!list) return;
  const all = records as readonly unknown[];
  all.forEach((record, index) => checkRecord(record, witness, problems.below(`records[${index}]`)));
  const names = all.map((record) => (isFields(record) ? record['name'] : undefined)).filter(isText);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  problems.check(twice.length === 0, {
    at: 'records',
    got: `${show(twice[0])} twice`,
    want: 'each name once: it follows one thing',
    fix: 'keep one of them, or give the other another name',
  });
}

function checkRecord(record: unknown, witness: Witness | undefined, problems: Problems): void {
  const fields = problems.check(isFields(record), {
    got: record,
    want: 'a record with a name, what it follows and its sides',
    fix: "for example `{ name: 'api.prod.bank.example', follows: 'api', sides: { … } }`",
  });
  if (!fields || !isFields(record)) return;
  const { name, follows, sides } = record;
  const zone = witness?.zone;
  const inside = isObjectName(name) && (zone === undefined || name === zone || name.endsWith(`.${zone}`));
  problems.check(inside, {
    at: 'name',
    got: name,
    want: `a name in the zone ${zone ?? 'of the witness'}, in lower case, without a dot behind it`,
    fix: 'put the record into that zone, or an alias (CNAME) to it where the name stands now',
  });
  const servers = witness?.servers.map((server) => `${server.name}.${zone}`) ?? [];
  problems.check(!isText(name) || !servers.includes(name), {
    at: 'name',
    got: name,
    want: 'another name than those of the name servers',
    fix: 'rename the record, or the server',
  });
  problems.check(isDnsLabel(follows), {
    at: 'follows',
    got: follows,
    want: '`api`, or the name of a holder of data',
    fix: 'say what must be open before users are led to it: a record that follows nothing leads them to a closed door',
  });
  checkSides(sides, problems);
}

function checkSides(sides: unknown, problems: Problems): void {
  const two = isFields(sides) && Object.keys(sides).length === 2 && Object.keys(sides).every(isDnsLabel);
  const known = problems.check(two, {
    at: 'sides',
    got: sides,
    want: 'addresses of two environments, by their names',
    fix: "for example `{ production: ['10.10.0.5', '10.11.0.5'], 'remote-dr': ['10.30.0.5'] }`",
  });
  if (!known || !isFields(sides)) return;
  for (const [side, addresses] of Object.entries(sides)) {
    const list = isListOf(addresses, (each) => parseAddress(each) !== undefined) && addresses.length > 0;
    problems.check(list && new Set(addresses).size === addresses.length, {
      at: `sides.${side}`,
      got: addresses,
      want: 'one IPv4 address or more, each once',
      fix: 'pass virtual addresses of its sites, or those of its load balancers',
    });
  }
  const [one, other] = Object.values(sides).map((each) => (Array.isArray(each) ? (each as readonly unknown[]) : []));
  const shared = one?.filter((address) => other?.includes(address)) ?? [];
  problems.check(shared.length === 0, {
    at: 'sides',
    got: `${show(shared[0])} on both sides`,
    want: 'addresses of their own: a record that stays where it is leads nobody away',
    fix: 'pass the addresses of each side',
  });
}
