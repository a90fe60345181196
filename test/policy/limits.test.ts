import { UNKNOWN } from '../../policy/resource/fields';
import { limits } from '../../policy/rules/limits';
import { deployment, ENOUGH, object, places, said } from './resources';

const at = 'spec.template.spec.containers[0].resources';
const elastic = (kind: string, spec: object) => object(kind, { spec });
const pod = (name: string) => ({ podTemplate: { spec: { containers: [{ name, resources: ENOUGH }] } } });

describe('missing limits', () => {
  it('are refused with where, what and how to mend it', () => {
    const noLimit = deployment({ resources: { requests: ENOUGH.requests } });
    expect(said(limits, noLimit)).toEqual([
      `Deployment teller/teller  ${at}.limits.memory: got nothing, want a quantity; fix: set \`cpu\` and \`memory\` of the container; memory is request and limit at once`,
    ]);
  });

  it.each([
    ['no resources at all', undefined, ['requests.cpu', 'requests.memory', 'limits.memory']],
    ['only limits', { limits: ENOUGH.requests }, ['requests.cpu', 'requests.memory']],
    ['an empty limit', { ...ENOUGH, limits: { memory: '' } }, ['limits.memory']],
    ['no limit of the CPU, which is left to the workload', ENOUGH, []],
    ['a limit that is known later', { ...ENOUGH, limits: { memory: UNKNOWN } }, []],
    ['resources that are known later', UNKNOWN, []],
  ])('with %s', (_, resources, want) => {
    expect(places(limits, deployment({ resources }))).toEqual(want.map((field) => `${at}.${field}`));
  });

  const bare = { containers: [{ name: 'a', image: 'a' }] };
  it.each([
    ['a Pod', object('core/v1:Pod', { spec: bare }), 'spec.containers[0]'],
    [
      'a StatefulSet',
      object('apps/v1:StatefulSet', { spec: { template: { spec: bare } } }),
      'spec.template.spec.containers[0]',
    ],
    [
      'a DaemonSet',
      object('apps/v1:DaemonSet', { spec: { template: { spec: bare } } }),
      'spec.template.spec.containers[0]',
    ],
    [
      'a ReplicaSet',
      object('apps/v1:ReplicaSet', { spec: { template: { spec: bare } } }),
      'spec.template.spec.containers[0]',
    ],
    ['a Job', object('batch/v1:Job', { spec: { template: { spec: bare } } }), 'spec.template.spec.containers[0]'],
    [
      'a CronJob',
      object('batch/v1:CronJob', { spec: { jobTemplate: { spec: { template: { spec: bare } } } } }),
      'spec.jobTemplate.spec.template.spec.containers[0]',
    ],
    [
      'a container that runs first',
      deployment({}, { initContainers: bare.containers }),
      'spec.template.spec.initContainers[0]',
    ],
    [
      'what an operator merges into its pods',
      object('operator.tigera.io/v1:Installation', {
        spec: { calicoNodeDaemonSet: { spec: { template: { spec: bare } } } },
      }),
      'spec.calicoNodeDaemonSet.spec.template.spec.containers[0]',
    ],
  ])('are found in %s', (_, resource, place) => {
    expect(places(limits, resource)).toContain(`${place}.resources.limits.memory`);
  });

  it.each([
    ['CephCluster', { resources: { mon: ENOUGH, mgr: ENOUGH } }, 'spec.resources.osd.limits.memory'],
    ['CephFilesystem', { metadataServer: {} }, 'spec.metadataServer.resources.limits.memory'],
    ['CephObjectStore', { gateway: {} }, 'spec.gateway.resources.limits.memory'],
    ['CephRBDMirror', {}, 'spec.resources.limits.memory'],
  ])('are found in the daemons of a %s', (kind, spec, place) => {
    expect(places(limits, object(`ceph.rook.io/v1:${kind}`, { spec }))).toContain(place);
  });

  it.each([
    [
      'Elasticsearch',
      'elasticsearch.k8s.elastic.co/v1:Elasticsearch',
      { nodeSets: [pod('elasticsearch'), {}] },
      'spec.nodeSets[1]',
    ],
    ['Kibana', 'kibana.k8s.elastic.co/v1:Kibana', pod('sidecar'), 'spec'],
    ['Logstash', 'logstash.k8s.elastic.co/v1alpha1:Logstash', {}, 'spec'],
    ['Beat', 'beat.k8s.elastic.co/v1beta1:Beat', { type: 'filebeat', daemonSet: {} }, 'spec.daemonSet'],
  ])('are found where %s is left to the operator', (_, kind, spec, place) => {
    expect(places(limits, elastic(kind, spec))).toEqual([expect.stringContaining(`${place}.podTemplate`)]);
  });

  it('are accepted from an upstream workload on the list, and from that one only', () => {
    const settings = { upstream: { 'Deployment teller/teller spec.template': 'upstream states none' } };
    expect(places(limits, deployment({ resources: {} }), settings)).toEqual([]);
    expect(places(limits, object('core/v1:Pod', { spec: bare }), settings)).toHaveLength(3);
  });
});
