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
}

interface RealmChoice {
  readonly realm?: string;
  readonly bucketEndpoint?: string;
}

/** One zone group in each realm: all of its zones keep all objects. */
export function realmOf({ realm, bucketEndpoint }: RealmChoice, environment: Environment | undefined) {
  if (realm === undefined || bucketEndpoint === undefined || environment === undefined) return undefined;
  return { name: realm, zoneGroup: realm, zone: environment.name, endpoint: bucketEndpoint };
}

/** Gateways of a realm: those for clients leave it to others to fetch from other cities. */
export function inRealm(store: string): Partial<CephGateway> {
  return { disableMultisiteSyncTraffic: store !== SYNC_STORE, rgwConfig: REALM_SIGNATURES };
}
