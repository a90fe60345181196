import type { Case } from './case';
import { BEHIND } from './behind';
import { CEPH } from './ceph';
import { DEPENDENCIES } from './dependencies';
import { DEPLOYMENTS } from './deployments';
import { ELASTICSEARCH } from './elasticsearch';
import { ETCD } from './etcd';
import { FAR } from './far';
import { GALERA } from './galera';
import { KAFKA } from './kafka';
import { PAIRS } from './pairs';
import { PLACEMENTS } from './placements';

/** Every case that was worked out by hand, by system. */
export const CASES: Readonly<Record<string, readonly Case[]>> = {
  'etcd and other static voters': ETCD,
  Galera: GALERA,
  Kafka: KAFKA,
  Ceph: CEPH,
  Elasticsearch: ELASTICSEARCH,
  Deployments: DEPLOYMENTS,
  'Behind after a cut': BEHIND,
  'Active and passive': PAIRS,
  'Placements by rules': PLACEMENTS,
  'Copies at a distance, and plans': FAR,
  Dependencies: DEPENDENCIES,
};
