import { Client } from '../clients/client';
import type { Assignment } from '../clients/program';
import { accessTo, NAMESPACE } from '../region/build';
import { API_NAME, DATABASE_NAME } from '../region/environments';
import { PRODUCTION, STANDBY, USERS } from '../region/landscape';
import { USER } from '../region/mariadb';
import type { Region } from '../region/region';

/** Clients of a round: users behind the resolver, and on each side some who write to it whatever the names say. */
export interface Users {
  readonly behindResolver: readonly Client[];
  readonly atOld: readonly Client[];
  readonly atNew: readonly Client[];
  readonly all: readonly Client[];
}

/** @param turn part of the names of what they write: each turn has its own */
export async function startUsers(region: Region, turn = 'there'): Promise<Users> {
  const api = { ...(await accessTo(region, '')), namespace: NAMESPACE };
  const sql = { user: USER.name, password: USER.password, flags: [`--ssl-ca=${region.secrets.path('ca.crt')}`] };
  const start = (place: string, assignment: Assignment) =>
    new Client(assignment, region.enter(place), region.secrets.path('.'));
  const resolver = region.resolver.address;
  const at = (place: string, name: string, apiAddress: string, database: string) => [
    start(place, { name: `api-${turn}-${name}`, address: apiAddress, every: 200, api }),
    start(place, { name: `database-${turn}-${name}`, address: database, every: 200, sql }),
  ];
  const behindResolver = [
    start(USERS, { name: `api-${turn}-users`, host: API_NAME, resolver, every: 200, api }),
    start(USERS, { name: `database-${turn}-users`, host: DATABASE_NAME, resolver, every: 100, sql }),
  ];
  const [oldApi = '', newApi = ''] = region.apis;
  const atOld = at(PRODUCTION, 'old', oldApi, region.primary.address);
  const atNew = at(STANDBY, 'new', newApi, region.replica.address);
  return { behindResolver, atOld, atNew, all: [...behindResolver, ...atOld, ...atNew] };
}
