import type { Environment } from '../../../../core';
import type { CephGateway } from '../../../../kinds';
import { SYNC_STORE } from '../names';
import { REALM_SIGNATURES } from './signatures';

/** The part of a realm that an environment keeps: what other cities need to know of it. */
export interface BucketRealm {
  readonly name: string;
  readonly zoneGroup: string;
  /** Carries the name of the environment. */
  readonly zone: string;
  /** Address under which other cities reach its gateways. */
  readonly endpoint: string;
  /** The city from which it is fetched; undefined where it begins here. */
  readonly master?: BucketRealm | undefined;
}

interface RealmChoice {
  readonly realm?: string;
  readonly bucketEndpoint?: string;
}

/** One zone group in each realm: all of its zones keep all objects. @param master asked for later: a realm may be joined at any time */
export function realmOf(
  { realm, bucketEndpoint }: RealmChoice,
  environment: Environment | undefined,
  master: () => BucketRealm | undefined,
): BucketRealm | undefined {
  if (realm === undefined || bucketEndpoint === undefined || environment === undefined) return undefined;
  return {
    name: realm,
    zoneGroup: realm,
    zone: environment.name,
    endpoint: bucketEndpoint,
    get master() {
      return master();
    },
  };
}

/** Gateways of a realm: those for clients leave it to others to fetch from other cities. */
export function inRealm(store: string): Partial<CephGateway> {
  return { disableMultisiteSyncTraffic: store !== SYNC_STORE, rgwConfig: REALM_SIGNATURES };
}
