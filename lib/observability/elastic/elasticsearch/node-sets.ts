import { Size } from 'cdk8s';
import type { k8s } from 'cdk8s-plus-27';
import { NODE_LABELS, tolerate } from '../../../core';
import { containerSecurity, podSecurity, spreadOver } from '../../../core/workload/pod';
import type { ElasticsearchNodeSet } from '../../../kinds';
import { ELASTICSEARCH, PODS } from '../names';
import { claim, ELASTIC, resources, template } from '../pods';
import { dataOf, type ElasticSettings } from '../settings';
import { type ElasticSite, racksOf } from '../sites';
import { dataMillicores, MASTER_DISK, mastersOf } from '../sizing';

/** What distinguishes the nodes of one set from those of another. */
interface NodeSetProps {
  readonly name: string;
  readonly site: ElasticSite;
  readonly count: number;
  readonly roles: readonly string[];
  readonly millicores: number;
  readonly memory: Size;
  readonly disk: Size;
}

/**
 * Dedicated masters and data nodes, one set for each site: pods of a set never leave its site, so that the votes and
 * copies in each are what was decided, also after a site was lost and came back.
 */
export function nodeSets(settings: ElasticSettings): readonly ElasticsearchNodeSet[] {
  const { sites, dataNodes, memory, disk } = settings;
  const masters = mastersOf(sites).map(({ site, count, votingOnly }): NodeSetProps => ({
    name: `master-${site.name}`,
    site,
    count,
    roles: votingOnly ? ['master', 'voting_only'] : ['master'],
    millicores: 500,
    memory: Size.gibibytes(votingOnly ? 2 : 4),
    disk: MASTER_DISK,
  }));
  const data = dataOf(sites).map((site): NodeSetProps => ({
    name: `data-${site.name}`,
    site,
    count: dataNodes,
    roles: ['data_hot', 'data_content', 'ingest'],
    millicores: dataMillicores(memory),
    memory,
    disk,
  }));
  const zones = dataOf(sites).map(({ name }) => name);
  return [...masters, ...data].map((props) => nodeSet(props, zones, settings.volumes.storageClassName));
}

function nodeSet(props: NodeSetProps, zones: readonly string[], storageClassName: string): ElasticsearchNodeSet {
  const { name, site, count, roles, disk } = props;
  return {
    name,
    count,
    config: {
      'node.roles': roles,
      // Memory-mapped files would need vm.max_map_count raised on every host, by a privileged container.
      'node.store.allow_mmap': false,
      // It would fetch databases from the internet.
      'ingest.geoip.downloader.enabled': false,
      ...(zones.length > 1 ? { 'cluster.routing.allocation.awareness.force.zone.values': zones.join(',') } : {}),
    },
    // Gives each node its zone as an attribute, by which shards keep apart (ECK merged_config.go, zoneAwarenessConfig).
    zoneAwareness: { topologyKey: NODE_LABELS.site, zones: [site.name] },
    podTemplate: template(podSpec(props)),
    volumeClaimTemplates: [claim('elasticsearch-data', disk, storageClassName)],
  };
}

/** Label of the pods of a set (ECK pkg/controller/elasticsearch/label/label.go@v3.5.0). */
export function setLabels(name: string): Record<string, string> {
  return { 'elasticsearch.k8s.elastic.co/statefulset-name': `${ELASTICSEARCH}-es-${name}` };
}

function podSpec({ name, site, count, millicores, memory }: NodeSetProps): k8s.PodSpec {
  const own = setLabels(name);
  return {
    securityContext: podSecurity(ELASTIC),
    tolerations: site.role === 'tiebreaker' ? tolerate('voter') : undefined,
    affinity: { podAntiAffinity: apart(own) },
    // Strict only where it can always be met: with fewer racks than pods, full hosts could block a restart.
    topologySpreadConstraints: count > 1 ? [spreadOver('rack', own, racksOf(site).length >= count)] : undefined,
    containers: [
      { name: 'elasticsearch', securityContext: containerSecurity(), resources: resources(millicores, memory) },
    ],
  };
}

/** Never two of a set on one host, and masters beside data only where there is no room otherwise. */
function apart(own: Record<string, string>): k8s.PodAntiAffinity {
  const topologyKey = NODE_LABELS.host;
  return {
    requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey, labelSelector: { matchLabels: own } }],
    preferredDuringSchedulingIgnoredDuringExecution: [
      { weight: 100, podAffinityTerm: { topologyKey, labelSelector: { matchLabels: PODS.elasticsearch } } },
    ],
  };
}
