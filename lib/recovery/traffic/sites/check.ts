import { type Environment, type Problems, SecretValue } from '../../../core';
import type { Site } from '../../../landscape';
import { within } from '../../witness/within';
import type { TrafficRecord } from '../props';
import { API, Traffic } from '../traffic';
import type { SiteTrafficProps } from './props';

/** An address, and the site with which it is lost. */
export interface Place {
  readonly site: Site;
  readonly address: string;
}

/** Checks the props. @returns the record, where there is one */
export function checkSiteTraffic(
  props: SiteTrafficProps,
  environment: Environment,
  problems: Problems,
): TrafficRecord | undefined {
  const { traffic, record: name, key, probe } = props ?? {};
  problems.check(key instanceof SecretValue, {
    at: 'key',
    got: key,
    want: 'a SecretValue: the secret of the key that may change addresses',
    fix: "pass `SecretValue.from('dns/sites')`",
  });
  problems.check(probe === undefined || (typeof probe === 'string' && PROBE.test(probe)), {
    at: 'probe',
    got: probe,
    want: 'a port and a path, such as `:6443/readyz`',
    fix: 'leave it out for a record that follows the API',
  });
  const led = problems.check(traffic instanceof Traffic, {
    at: 'traffic',
    got: traffic,
    want: 'the Traffic whose record it is',
    fix: 'pass what `Traffic.dns(…)` returned',
  });
  if (!led) return undefined;
  const record = traffic.records.find((each) => each.name === name);
  problems.check(record !== undefined, {
    at: 'record',
    got: name,
    want: `one of ${traffic.records.map((each) => each.name).join(', ')}`,
    fix: 'name a record of this traffic',
  });
  if (record === undefined) return undefined;
  problems.check(probe !== undefined || record.follows === API, {
    at: 'probe',
    got: probe,
    want: `what is asked of ${record.follows}: only of the API it is known`,
    fix: 'say a port and a path, such as `:8443/healthz`',
  });
  checkPlaces(record, environment, problems);
  return record;
}

const PROBE = /^:[1-9][0-9]{0,4}\/[\w.~/-]*$/;

/** Addresses of the record on the side of an environment, each with its site; those of nowhere are left out. */
export function placesOf(record: TrafficRecord, environment: Environment): readonly Place[] {
  return (record.sides[environment.name] ?? []).flatMap((address) => {
    const site = environment.sites.find(({ subnet }) => within(address, subnet));
    return site === undefined ? [] : { site, address };
  });
}

function checkPlaces(record: TrafficRecord, environment: Environment, problems: Problems): void {
  const addresses = record.sides[environment.name] ?? [];
  const places = placesOf(record, environment);
  const sites = places.map(({ site }) => site.name);
  problems.check(places.length === addresses.length && new Set(sites).size === sites.length && sites.length > 1, {
    at: 'record',
    got: `${record.name} with ${addresses.length === 0 ? 'no address' : addresses.join(', ')} in ${environment.name}, at ${sites.length === 0 ? 'no site' : sites.join(', ')}`,
    want: `one address at each of several sites of ${environment.name}`,
    fix: 'give the record the virtual address of each site, or leave the component out',
  });
}
