import type { Construct } from 'constructs';
import { image, imageTag } from '../../../core';
import { Elasticsearch } from '../../../kinds';
import { ELASTICSEARCH, LOGGING } from '../names';
import type { ElasticSettings } from '../settings';
import { nodeSets } from './node-sets';

/**
 * The cluster that stores the logs. ECK gives it TLS on both ports, an `elastic` user, a heap of half the memory and a
 * PodDisruptionBudget that lets one pod go while the cluster is green (pkg/controller/elasticsearch/pdb@v3.5.0).
 */
export function createElasticsearch(scope: Construct, settings: ElasticSettings): Elasticsearch {
  return new Elasticsearch(scope, 'elasticsearch', {
    metadata: { name: ELASTICSEARCH, namespace: LOGGING },
    spec: {
      version: imageTag('elasticsearch'),
      image: image('elasticsearch'),
      // The default would delete the volumes, and with them the logs, together with this object.
      volumeClaimDeletePolicy: 'DeleteOnScaledownOnly',
      updateStrategy: { changeBudget: { maxUnavailable: 1 } },
      nodeSets: nodeSets(settings),
    },
  });
}
