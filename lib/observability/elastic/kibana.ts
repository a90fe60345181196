import { Size } from 'cdk8s';
import type { Construct } from 'constructs';
import { image, imageTag } from '../../core';
import { containerSecurity, podSecurity } from '../../core/workload/pod';
import { disruptionBudget } from '../../core/workload/workload';
import { Kibana } from '../../kinds';
import { ELASTICSEARCH, KIBANA, LOGGING, PODS } from './names';
import { ELASTIC, type Json, resources, type Servers, template } from './pods';

/** Nothing in Kibana calls out of the bank: no usage data, news, maps or packages. */
const SILENT = {
  'telemetry.optIn': false,
  'telemetry.allowChangingOptInStatus': false,
  'newsfeed.enabled': false,
  'map.includeElasticMapsService': false,
  'xpack.fleet.isAirGapped': true,
};

/** The user interface of the logs, with TLS by ECK on the Service `kibana-kb-http`, port 5601. */
export function createKibana(scope: Construct, { count, ...placement }: Servers): Kibana {
  disruptionBudget(scope, { name: KIBANA, namespace: LOGGING, replicas: count, labels: PODS.kibana });
  return new Kibana(scope, 'kibana', {
    metadata: { name: KIBANA, namespace: LOGGING },
    spec: {
      version: imageTag('kibana'),
      image: image('kibana'),
      count,
      elasticsearchRef: { name: ELASTICSEARCH },
      config: SILENT,
      podTemplate: kibanaPod(placement),
    },
  });
}

/** A pod of Kibana, as ECK takes it. */
export function kibanaPod(placement: Omit<Servers, 'count'>): Json {
  return template({
    ...placement,
    securityContext: podSecurity(ELASTIC),
    containers: [
      {
        name: 'kibana',
        securityContext: { ...containerSecurity(), runAsUser: ELASTIC, runAsGroup: ELASTIC },
        // 1 GiB is not enough since 9.0 (ECK pkg/controller/kibana/pod.go@v3.5.0).
        resources: resources(500, Size.gibibytes(2)),
      },
    ],
  });
}
