import type { Construct } from 'constructs';
import { Component, Condition, Stage } from '../../core';
import { checkStack } from './check';
import { grantFilebeat, guardLogstash } from './collection/access';
import { createFilebeat, REASON } from './collection/filebeat';
import { createLogstash } from './collection/logstash';
import { createElasticsearch } from './elasticsearch/elasticsearch';
import { factsOf } from './facts';
import { createKibana } from './kibana';
import { AGENTS, LOGGING, PODS } from './names';
import { EckOperator } from './operator/operator';
import { servers } from './pods';
import type { ElasticStackProps } from './props';
import { keepLogs } from './retention';
import { dataOf, type ElasticSettings, settingsOf, sitesFor } from './settings';
import type { ElasticSite } from './sites';
import { claimsOf } from './volumes';

/**
 * The log platform: Filebeat on every node, Logstash, Elasticsearch and Kibana, run by Elastic's operator with the free
 * Basic licence. Every line has a copy in each site of data, and any one site may be lost.
 *
 * Every connection is encrypted and the server proves who it is. Limits of this depth: Logstash asks for no client
 * certificate, a network policy keeps others away from it; a Logstash host that loses power may lose the last second of
 * what it took (queue.checkpoint.writes); the retention is set by the `elastic` user; Kibana is reached by
 * `kubectl port-forward`, users are those of Elasticsearch.
 *
 * @throws TripodError with every fault of the props, such as two sites of data without a tiebreaker
 */
export class ElasticStack extends Component {
  constructor(scope: Construct, id: string, props: ElasticStackProps) {
    super(scope, id, { stage: Stage.PLATFORM, needs: [EckOperator.in(scope)], props });
    const sites = sitesFor(props, this.environment);
    this.check(props, sites);
    const settings = settingsOf(props, sites);
    const data = dataOf(sites);
    const { storageClassName } = settings.volumes;

    this.inNamespace(LOGGING);
    this.inNamespace(AGENTS, { podSecurity: 'privileged', reason: `Filebeat ${REASON}` });
    const elasticsearch = createElasticsearch(this, settings);
    const kibana = createKibana(this, servers(data, PODS.kibana));
    const logstash = createLogstash(this, storageClassName, servers(data, PODS.logstash));
    const filebeat = createFilebeat(this);
    grantFilebeat(this);
    guardLogstash(this);
    keepLogs(this, settings);

    const green = Condition.jsonPath('{.status.health}', 'green');
    [elasticsearch, kibana, logstash, filebeat].forEach((object) => this.ready(object, green));
    if (this.environment !== undefined) this.fact(...factsOf(settings, this.environment.hosts));
    this.expectVolumes(settings, servers(data, {}).count);
  }

  private check(props: ElasticStackProps, sites: readonly ElasticSite[]): void {
    const problems = this.problems();
    checkStack(props, sites, this.environment, problems);
    problems.throwIfAny();
  }

  private expectVolumes(settings: ElasticSettings, queues: number): void {
    const { storageClassName } = settings.volumes;
    this.expects(`Room for ${claimsOf(settings, queues)} in the storage class ${storageClassName}`);
    const tiebreaker = settings.sites.find(({ role }) => role === 'tiebreaker');
    if (tiebreaker === undefined) return;
    this.expects(`Volumes of the storage class ${storageClassName} can be mounted on the voters of ${tiebreaker.name}`);
  }
}
