import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { VolumeGroupReplication, VolumeReplication } from '../../../kinds';
import { groupClass, REPLICATION } from '../blocks/classes';
import type { Protection } from './protected';

/** Stands on every object that says which side of a volume is written to: the failover applies them on the other side. */
const PROTECTS = { key: 'tripod/mirrors', value: 'volume' };
/** Finds them, as kubectl takes it. */
export const SELECTOR = `${PROTECTS.key}=${PROTECTS.value}`;

/**
 * Never a resync by itself: while roles are exchanged, Ceph reports splits that are none, and a resync then throws away the
 * only good copy (ceph-csi issue 3209). The plan for the way back from a disaster asks for it, once the side is chosen.
 */
const STATE = { replicationState: 'primary', autoResync: false } as const;

/** Says that a volume, or several as of one moment, is written to on this side and mirrored to the other. */
export function replicate(scope: Construct, { namespace, name, group }: Protection): ApiObject {
  const metadata = { name, namespace, labels: { [PROTECTS.key]: PROTECTS.value } };
  if (group === undefined) {
    return new VolumeReplication(scope, `volume:${namespace}:${name}`, {
      metadata,
      spec: {
        ...STATE,
        volumeReplicationClass: REPLICATION,
        dataSource: { apiGroup: '', kind: 'PersistentVolumeClaim', name },
      },
    });
  }
  return new VolumeGroupReplication(scope, `group:${namespace}:${name}`, {
    metadata,
    spec: {
      ...STATE,
      volumeReplicationClassName: REPLICATION,
      volumeGroupReplicationClassName: groupClass(group.pool),
      source: { selector: { matchLabels: group.selector } },
    },
  });
}
