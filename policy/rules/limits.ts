import { at, fieldsOf, isFields, listOf, step, UNKNOWN } from '../resource/fields';
import { containers, pods } from '../resource/pods';
import { groupOf, isObject, kindOf, type Resource } from '../resource/resource';
import type { Rule } from './rule';

interface LimitSettings {
  /** Pods of upstream that may go without, by `Deployment namespace/name spec.template`, each with the reason. */
  readonly upstream: Readonly<Record<string, string>>;
}

/** A limit of the CPU is left to each workload: throttling costs latency, and a node does not fall for want of CPU. */
const WANTED = ['requests.cpu', 'requests.memory', 'limits.memory'];

/** Where operators read what the daemons get that they start, by kind and group; `*` stands for every entry of a list. */
const DAEMONS: Readonly<Record<string, readonly string[]>> = {
  'CephCluster.ceph.rook.io': ['spec.resources.mon', 'spec.resources.mgr', 'spec.resources.osd'],
  'CephFilesystem.ceph.rook.io': ['spec.metadataServer.resources'],
  'CephFilesystemMirror.ceph.rook.io': ['spec.resources'],
  'CephObjectStore.ceph.rook.io': ['spec.gateway.resources'],
  'CephRBDMirror.ceph.rook.io': ['spec.resources'],
};

/** Refuses containers and daemons that could take a node's memory, or that the scheduler knows nothing about. */
export const limits: Rule<LimitSettings> = {
  name: 'limits',
  description: 'Containers request CPU and memory, and have a limit of memory.',
  defaults: { upstream: {} },
  schema: { upstream: { type: 'object', additionalProperties: { type: 'string' } } },
  check: (resource, settings) => {
    if (!isObject(resource)) return [];
    const missing = [...ofContainers(resource, settings), ...ofDaemons(resource), ...ofElastic(resource)];
    return missing.map((path) => ({
      at: path,
      got: 'nothing',
      want: 'a quantity',
      fix: 'set `cpu` and `memory` of the container; memory is request and limit at once',
    }));
  },
};

function ofContainers(resource: Resource, { upstream }: LimitSettings): readonly string[] {
  return pods(resource)
    .filter(({ key }) => !Object.hasOwn(upstream, key))
    .flatMap(containers)
    .flatMap(({ container, path }) => missing(container['resources'], step(path, 'resources')));
}

function ofDaemons(resource: Resource): readonly string[] {
  const paths = DAEMONS[`${kindOf(resource)}.${groupOf(resource)}`] ?? [];
  return paths
    .filter((path) => !isOffInstances(resource, path))
    .flatMap((path) => missing(at(resource.props, path), path));
}

/** A gateway that runs elsewhere starts nothing here. */
function isOffInstances({ props }: Resource, path: string): boolean {
  return path === 'spec.gateway.resources' && Array.isArray(at(props, 'spec.gateway.externalRgwEndpoints'));
}

function missing(resources: unknown, path: string): readonly string[] {
  return WANTED.filter((wanted) => {
    const value = at(resources, wanted);
    return value === undefined || value === null || value === '';
  }).map((wanted) => `${path}.${wanted}`);
}

/**
 * The Elastic operator gives a container that no template names a size of its own: 2 GiB for Elasticsearch, which is none
 * of the bank's choice. Source: elastic/cloud-on-k8s docs, "Manage compute resources".
 */
function ofElastic(resource: Resource): readonly string[] {
  return elasticPods(resource).flatMap(({ owner, path, container }) => {
    if (owner === UNKNOWN || at(owner, 'podTemplate') === UNKNOWN) return [];
    const named = listOf(at(owner, 'podTemplate.spec.containers')).some(({ name }) => name === container);
    return named ? [] : [`${path}.podTemplate.spec.containers: ${container}`];
  });
}

interface ElasticPod {
  readonly owner: unknown;
  readonly path: string;
  readonly container: string;
}

function elasticPods({ type, props }: Resource): readonly ElasticPod[] {
  const spec = fieldsOf(props['spec']);
  const kind = type.replace(/^kubernetes:(\w+\.k8s\.elastic\.co)\/\w+:/, '');
  if (kind === type) return [];
  if (kind === 'Elasticsearch') {
    return listOf(spec['nodeSets']).map((owner, index) => ({
      owner,
      path: step('spec.nodeSets', index),
      container: 'elasticsearch',
    }));
  }
  if (kind === 'Kibana' || kind === 'Logstash') return [{ owner: spec, path: 'spec', container: kind.toLowerCase() }];
  const beat = spec['type'];
  if (kind !== 'Beat' || typeof beat !== 'string') return [];
  return ['daemonSet', 'deployment']
    .filter((field) => isFields(spec[field]))
    .map((field) => ({ owner: spec[field], path: `spec.${field}`, container: beat }));
}
