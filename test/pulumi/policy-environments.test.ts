import { type Environment, type Operator, RELEASES, render } from 'tripod-iac';
import { planResources } from '../../lib/engines/pulumi/plan/plan';
import { environmentsOf } from '../../lib/engines/synth/choose';
import { CONFIG, NAMESPACES, PRIVILEGED, UPSTREAM_PRIVILEGED, UPSTREAM_UNLIMITED } from '../../policy/config';
import type { Resource } from '../../policy/resource/resource';
import { images } from '../../policy/rules/images';
import { limits } from '../../policy/rules/limits';
import { privileged } from '../../policy/rules/privileged';
import { protection } from '../../policy/rules/protection';
import { secrets } from '../../policy/rules/secrets';
import { platform } from '../../stacks/platform';
import { vendored } from '../support/vendored';
import { said } from '../policy/resources';

const environments = environmentsOf(platform(vendored())).map(
  (environment) => [environment.name, planned(environment)] as const,
);

/** Every resource of an environment as the Pulumi door registers it. */
function planned(environment: Environment): readonly Resource[] {
  return planResources(render(environment)).map(({ type, name, body, secrets: values, protect }) => ({
    type,
    name,
    props: values === undefined ? body : { ...body, data: values },
    protect,
    secrets: new Set(values === undefined ? [] : ['data']),
  }));
}

/** Everything that the pack says about a resource, with the configuration of this project. */
function refused(resource: Resource): readonly string[] {
  return [
    ...said(images, resource, CONFIG['images-from-mirror']),
    ...said(limits, resource, CONFIG.limits),
    ...said(privileged, resource, CONFIG['privileged-pods']),
    ...said(protection, resource),
    ...said(secrets, resource),
  ];
}

describe.each(environments)('%s', (_, resources) => {
  it('is refused nowhere', () => {
    expect(resources.length).toBeGreaterThan(50);
    expect(resources.flatMap(refused)).toEqual([]);
  });

  it('protects exactly what the pack wants protected', () => {
    const bare = resources.map((resource) => ({ ...resource, protect: false }));
    const wanted = bare.filter((resource) => said(protection, resource).length > 0).map(({ name }) => name);
    expect(wanted).toEqual(resources.filter(({ protect }) => protect).map(({ name }) => name));
  });

  it('has a Secret whose mark is missed', () => {
    const made = resources.filter(({ type }) => type === 'kubernetes:core/v1:Secret');
    expect(made).not.toEqual([]);
    for (const secret of made) expect(said(secrets, { ...secret, secrets: new Set() })).not.toEqual([]);
  });

  it.each([
    ['an image from elsewhere', 'StatefulSet/jenkins/jenkins', 'registry.bank.example/mirror/', ''],
    ['a missing limit', 'StatefulSet/jenkins/jenkins', '"limits"', '"unlimited"'],
    ['a missing limit of an operator', 'Elasticsearch/logging/elasticsearch', '"limits"', '"unlimited"'],
    ['a missing limit of a daemon', 'CephCluster/rook-ceph/rook-ceph', '"limits"', '"unlimited"'],
    ['a privileged container', 'Deployment/velero/velero', '"privileged":false', '"privileged":true'],
    ['another reason', 'Beat/logging-agents/filebeat', 'reads the logs', 'does something to the logs'],
    ['another level', 'Namespace/logging', '"restricted"', '"privileged"'],
    ['another reason of a namespace', 'Namespace/rook-ceph', 'raw disks', 'whatever it likes'],
    [
      'a password',
      'StatefulSet/jenkins/jenkins',
      '"name":"SECRETS","value":"/run/secrets/jenkins"',
      '"name":"PASSWORD","value":"correct-horse-battery"',
    ],
    ['a private key', 'ConfigMap/jenkins/jenkins-config', '"data":{', '"data":{"key":"-----BEGIN PRIVATE KEY-----",'],
  ])('is refused with %s', (_fault, name, found, changed) => {
    const resource = resources.find((each) => each.name === name)!;
    const text = JSON.stringify(resource.props);
    expect(text).toContain(found);
    const props = JSON.parse(text.replaceAll(found, changed)) as Resource['props'];
    expect(refused({ ...resource, props })).not.toEqual([]);
  });
});

it('has nothing on its list that no environment needs', () => {
  const all = environments.flatMap(([, resources]) => resources);
  const needed = (key: string) => {
    const allowed = { ...CONFIG['privileged-pods'].allowed, [key]: 'another reason' };
    return all.some((resource) => said(privileged, resource, { ...CONFIG['privileged-pods'], allowed }).length > 0);
  };
  expect(Object.keys({ ...PRIVILEGED, ...NAMESPACES }).filter((key) => !needed(key))).toEqual([]);
});

it('excepts upstream workloads that a release of the catalogue brings, and no others', () => {
  const brought = Object.values(RELEASES).flatMap((release: Operator['release']) => {
    const { namespace, deployments, statefulSets = [], daemonSets = [] } = release;
    const keyed = (kind: string) => (name: string) => `${kind} ${namespace}/${name} spec.template`;
    return [
      ...deployments.map(keyed('Deployment')),
      ...statefulSets.map(keyed('StatefulSet')),
      ...daemonSets.map(keyed('DaemonSet')),
    ];
  });
  expect(brought).toEqual(expect.arrayContaining(Object.keys({ ...UPSTREAM_PRIVILEGED, ...UPSTREAM_UNLIMITED })));
});
