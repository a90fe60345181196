import { type Problems, show } from '../../errors';
import type { Environment } from '../environment/environment';
import { isEndpoint } from '../check/props';
import { onlyCity } from './only-city';
import type { StoreProps } from './props';

/** Checks how an object store is reached. */
export function checkStore({ endpoint, bucket, region, caBundle }: StoreProps, problems: Problems): void {
  problems.check(isEndpoint(endpoint), {
    at: 'endpoint',
    got: endpoint,
    want: 'an https address without path: what is stored there holds everything that the cluster knows',
    fix: 'for example https://s3.hefei.bank.example',
  });
  problems.check(typeof bucket === 'string' && /^[a-z0-9](?!.*\.\.)[a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket), {
    at: 'bucket',
    got: bucket,
    want: 'the name of a bucket: 3 to 63 of a-z, 0-9, dots and dashes',
    fix: 'for example `backups-production`',
  });
  problems.check(region === undefined || (typeof region === 'string' && /^[\w-]{1,63}$/.test(region)), {
    at: 'region',
    got: region,
    want: 'the name of a region',
    fix: 'leave it out for a store without regions',
  });
  problems.check(caBundle === undefined || isPem(caBundle), {
    at: 'caBundle',
    got: typeof caBundle === 'string' ? caBundle.slice(0, 40) : caBundle,
    want: 'certificates as PEM',
    fix: 'pass the text of the file that starts with -----BEGIN CERTIFICATE-----',
  });
}

function isPem(text: unknown): boolean {
  const pem = /^\s*(-----BEGIN CERTIFICATE-----\s[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----\s*)+$/;
  return typeof text === 'string' && pem.test(text);
}

/** Checks where it stands: a store that falls with what it protects is no backup. */
export function checkStorePlace(
  { storeSite, storeCity }: StoreProps,
  environment: Environment,
  problems: Problems,
): void {
  const one = problems.check((storeSite === undefined) !== (storeCity === undefined), {
    at: 'storeSite',
    got: storeSite === undefined ? undefined : `${show(storeSite)} beside storeCity ${show(storeCity)}`,
    want: 'either the site of the landscape at which the store stands, or a city outside of it',
    fix: 'set one of `storeSite` and `storeCity`',
  });
  if (!one) return;
  const { sites } = environment.landscape;
  const cities = [...new Set(sites.map((site) => site.city))];
  problems.check(storeCity === undefined || (isCity(storeCity) && !cities.includes(storeCity)), {
    at: 'storeCity',
    got: storeCity,
    want: `the name of a city other than those of the landscape (${cities.join(', ')})`,
    fix: 'set `storeSite` for a store inside the landscape',
  });
  if (storeSite === undefined) return;
  const own = environment.sites.map((site) => site.name);
  const others = sites.filter((site) => !own.includes(site.name));
  const site = others.find((other) => other.name === storeSite);
  problems.check(site !== undefined, {
    at: 'storeSite',
    got: own.includes(storeSite) ? `${show(storeSite)}, one of the sites that the store protects` : storeSite,
    want: `a site of the landscape outside of ${environment.name} (${others.map((other) => other.name).join(', ') || 'there is none'})`,
    fix:
      others.length > 0
        ? 'put the store where it outlives the cluster'
        : 'name the city of a store outside of the landscape by `storeCity`, since the cluster takes all sites of it',
  });
  const promised = environment.objectives.city !== undefined && onlyCity(environment) === site?.city;
  problems.check(site === undefined || !promised, {
    at: 'storeSite',
    got: `${show(storeSite)} in ${site?.city}, the city of the cluster`,
    want: 'a site in another city, since `objectives.city` promises to survive the loss of this one',
    fix: 'put the store into another city, or promise nothing for the loss of a city',
  });
}

/** Letters of any script: it is printed only. */
function isCity(text: unknown): boolean {
  return typeof text === 'string' && /^\p{L}[\p{L}\p{M}\p{N} .,'’()-]{0,99}$/u.test(text);
}
