import { cephMonitors, cephPool, cephStretch } from './ceph';
import { deployment } from './deployment';
import { elasticsearchIndex, elasticsearchMasters } from './elasticsearch';
import { etcd } from './etcd';
import { galera } from './galera';
import { kafka, kraft } from './kafka';
import { asyncReplica, semiSync } from './mariadb';
import { vrrp } from './vrrp';

export { CEPH_ELECTION, CEPH_PEERING } from './ceph';
export { ELASTICSEARCH_CHECKS, ELASTICSEARCH_ELECTION } from './elasticsearch';
export { etcdElection } from './etcd';
export { unanswered } from './members';

/**
 * Facts of well-known systems, with the rules and time-outs that they have by default:
 * `systems.kafka('payments', { hosts: ['a1', 'b1', 'c1'], replicationFactor: 3, minInsync: 2 })`.
 */
export const systems = {
  etcd,
  cephMonitors,
  cephPool,
  cephStretch,
  kafka,
  kraft,
  galera,
  elasticsearchMasters,
  elasticsearchIndex,
  semiSync,
  asyncReplica,
  vrrp,
  deployment,
} as const;
