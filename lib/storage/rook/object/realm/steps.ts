import type { PlanStep } from '../../../../core';
import { NAMESPACE } from '../../namespace';
import { radosgw } from '../../tools';
import { realmKeys } from '../names';
import type { BucketRealm } from './realm';

/**
 * Makes the user with which other zones read the realm. Rook leaves it out where a zone has `customEndpoints` from its
 * beginning (rook issue 16090, pkg/operator/ceph/object/objectstore.go@v1.20.6, configureObjectStore). Done where the realm
 * begins, once its zone is ready; a second time changes nothing.
 */
export function systemUserStep(realm: BucketRealm): PlanStep {
  const place = `--uid=${realm.name}-system-user ${placeOf(realm)}`;
  const create = radosgw(`user create ${place} --display-name=${realm.name}-system-user --system ` + keys(realm));
  return {
    title: `Buckets: the user by which other cities read the realm ${realm.name}, which Rook does not make`,
    commands: [`${radosgw(`user info ${place}`)} > /dev/null || ${create} > /dev/null`],
  };
}

/**
 * Makes a zone the master of its realm, in whose cluster the commands run: from then on buckets and users are made there.
 * Where the commit says that the zone is periods behind, `--yes-i-really-mean-it` gives up what was changed in them. Source:
 * ceph doc/radosgw/multisite.rst, "Failover and Disaster Recovery", and src/rgw/driver/rados/rgw_period.cc.
 */
export function promoteZone(realm: BucketRealm): readonly string[] {
  return [
    radosgw(`zone modify ${placeOf(realm)} --master`),
    radosgw(`zonegroup modify --rgw-realm=${realm.name} --rgw-zonegroup=${realm.zoneGroup} --master`),
    radosgw(`period update --commit ${placeOf(realm)}`),
    `kubectl rollout restart deployments --namespace=${NAMESPACE} --selector=app=rook-ceph-rgw`,
  ];
}

/** Has a zone that was away learn what has become of its realm, in whose cluster the command runs. @param master the zone that leads by now */
export function pullRealm(realm: BucketRealm, master: BucketRealm): string {
  return radosgw(`realm pull --rgw-realm=${realm.name} --url=${master.endpoint} ${keys(realm)}`);
}

/**
 * Takes a zone that is gone out of its realm, in the cluster of the one that leads: while it is listed, none of its name can
 * be made anew (ceph src/rgw/driver/rados/rgw_zone.cc, add_zone_to_group).
 */
export function forgetZone(gone: BucketRealm, master: BucketRealm): readonly string[] {
  return [radosgw(`zonegroup remove ${placeOf(gone)}`), radosgw(`period update --commit ${placeOf(master)}`)];
}

/** Tells how far a zone is behind the others, in whose cluster the command runs. */
export function syncStatus(realm: BucketRealm): string {
  return radosgw(`sync status ${placeOf(realm)}`);
}

/** Tells what a zone could not fetch, in whose cluster the command runs. */
export function syncErrors(realm: BucketRealm): string {
  return radosgw(`sync error list ${placeOf(realm)}`);
}

function placeOf({ name, zoneGroup, zone }: BucketRealm): string {
  return `--rgw-realm=${name} --rgw-zonegroup=${zoneGroup} --rgw-zone=${zone}`;
}

/** Read from the Secret where the command runs: they stand nowhere else. */
function keys(realm: BucketRealm): string {
  return `--access-key="${key(realm, 'access-key')}" --secret-key="${key(realm, 'secret-key')}"`;
}

function key({ name }: BucketRealm, at: string): string {
  return `$(kubectl get secret ${realmKeys(name)} --namespace=${NAMESPACE} --output=jsonpath='{.data.${at}}' | base64 -d)`;
}
