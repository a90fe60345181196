import { type Component, Condition } from '../../../../core';
import { CephBlockPool, CephObjectRealm, CephObjectZone, CephObjectZoneGroup } from '../../../../kinds';
import { NAMESPACE } from '../../namespace';
import { poolSpec, type PoolLayout } from '../../pools/pool';
import { objectPools } from '../pools';
import type { BucketRealm } from './realm';

const READY = Condition.jsonPath('{.status.phase}', 'Ready');

/**
 * The realm of an environment with its zone. Rook waits for each of them before it makes the next. What is changed later
 * does not reach Ceph (rook Documentation/Storage-Configuration/Object-Storage-RGW/ceph-object-multisite.md@v1.20.6).
 */
export function zoneOf(component: Component, layout: PoolLayout, realm: BucketRealm): CephObjectRealm {
  const place = (name: string) => ({ name, namespace: NAMESPACE });
  rootPool(component, layout);
  const made = new CephObjectRealm(component, 'realm', { metadata: place(realm.name), spec: { defaultRealm: false } });
  const group = new CephObjectZoneGroup(component, 'zone-group', {
    metadata: place(realm.zoneGroup),
    spec: { realm: realm.name },
  });
  const zone = new CephObjectZone(component, 'zone', {
    metadata: place(realm.zone),
    spec: {
      zoneGroup: realm.zoneGroup,
      ...objectPools(layout),
      customEndpoints: [realm.endpoint],
      preservePoolsOnDelete: true,
    },
  });
  for (const object of [made, group, zone]) component.ready(object, READY);
  return made;
}

/**
 * The pool in which Ceph keeps realms. Making one makes the pool too, with a rule of its own, as it is with the pool of
 * the managers (rook issue 12610): so the rule of what is there already is set, too.
 */
function rootPool(component: Component, layout: PoolLayout): void {
  const pool = new CephBlockPool(component, 'root-pool', {
    metadata: { name: 'builtin-rgw-root', namespace: NAMESPACE },
    spec: {
      name: '.rgw.root',
      ...poolSpec({ ...layout, quota: undefined, code: undefined }),
      application: 'rgw',
      enableCrushUpdates: true,
    },
  });
  component.ready(pool, READY);
}
