import { Fact } from '../../core';
import type { Servers } from './pods';
import { dataOf, type ElasticSettings } from './settings';
import { hostsFor } from './sites';
import { copies, mastersOf } from './sizing';

/** What the proof has to know of the stack. */
export function factsOf(settings: ElasticSettings, { count }: Servers): readonly Fact[] {
  const { sites, dataNodes } = settings;
  const data = dataOf(sites);
  const spread = data.length > 1 ? 'site' : 'host';
  const workers = data.flatMap((site) => site.hosts.map(({ name }) => name));
  return [
    Fact.voters('elasticsearch-master', {
      hosts: mastersOf(sites).flatMap(({ site, count: masters }) => hostsFor(site, masters)),
    }),
    Fact.copies('logs', {
      domain: spread,
      copies: copies(data),
      // A write waits for every copy in sync, so it stands in all domains until the masters give one up; then one is enough
      // (Elasticsearch reference, "Reading and writing documents"; index.write.wait_for_active_shards is 1).
      minimum: 1,
      spans: copies(data),
      hosts: data.flatMap((site) => hostsFor(site, dataNodes)),
    }),
    Fact.dependsOn('logs', 'elasticsearch-master'),
    Fact.replicas('kibana', { count, spread, hosts: workers }),
    Fact.replicas('logstash', { count, spread, hosts: workers }),
    Fact.dependsOn('kibana', 'logs'),
    Fact.dependsOn('logstash', 'logs'),
  ];
}
