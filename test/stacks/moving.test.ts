import { Duration, Size } from 'cdk8s';
import { Construct } from 'constructs';
import {
  Bandwidth,
  Calico,
  CephMirror,
  type Component,
  ControlPlane,
  ElasticStack,
  type Environment,
  EtcdSnapshots,
  Fence,
  HostFile,
  Isolation,
  Jenkins,
  OvsSdn,
  RookCeph,
  SitePair,
  Standby,
  type StorageClassRef,
  VeleroBackup,
} from 'tripod-iac';
import { platform } from '../../stacks/platform';
import { HOSTS } from '../storage/mirror/mirrored';
import { environment } from '../support/bank';
import { objects } from '../support/objects';

const volumes: StorageClassRef = { storageClassName: 'block', shared: false };

/** Every component that a stack can name. */
const COMPONENTS: Readonly<Record<string, (scope: Environment, id: string) => Component>> = {
  Calico: (scope, id) => new Calico(scope, id),
  ControlPlane: (scope, id) => new ControlPlane(scope, id, { endpoint: 'api.bank.example', interface: 'eth0' }),
  ElasticStack: (scope, id) => new ElasticStack(scope, id, { volumes }),
  EtcdSnapshots: (scope, id) =>
    new EtcdSnapshots(scope, id, { endpoint: 'https://s3.bank.example', bucket: 'etcd', storeSite: 'hf-a' }),
  Jenkins: (scope, id) =>
    new Jenkins(scope, id, { url: 'https://jenkins.bank.example', volumes, size: Size.gibibytes(50) }),
  OvsSdn: (scope, id) => new OvsSdn(scope, id, { isolation: Isolation.multitenant() }),
  CephMirror: (scope, id) =>
    new CephMirror(scope, id, {
      storage: mirrored(scope),
      peer: mirrored(environment('remote-dr')),
      changes: Bandwidth.megabits(50),
    }),
  SitePair: (scope, id) => {
    const fence = Fence.external({ what: 'power', by: 'the shift' });
    return new SitePair(scope, id, { with: environment('remote-dr'), standby: Standby.warm(), fence });
  },
  RookCeph: (scope, id) => new RookCeph(scope, id, { realm: 'bank', bucketEndpoint: 'https://buckets.bank.example' }),
  VeleroBackup: (scope, id) => {
    const store = { endpoint: 'https://s3.bank.example', bucket: 'backup', storeSite: 'hf-a' };
    const backup = new VeleroBackup(scope, id, store);
    backup.schedule('jenkins', { namespaces: ['jenkins'], interval: Duration.hours(24) });
    return backup;
  },
};

function mirrored(scope: Environment): RookCeph {
  return new RookCeph(scope, 'storage', HOSTS);
}

/** All that an environment would write: objects by identity, the files of hosts, and the steps of the plan. */
function written(scope: Environment) {
  const files = scope.node.findAll().filter((node) => HostFile.isHostFile(node));
  const texts = files.map(({ host, path, content, mode }) => [host.name, path, content, mode].join('\n'));
  const bytes = objects(scope).map((json) => JSON.stringify(json));
  const steps = scope.components.flatMap((component) => component.steps.map((step) => JSON.stringify(step)));
  return [...bytes, ...texts, ...steps].sort();
}

describe('moving a component to another parent, and renaming its construct', () => {
  it.each(Object.entries(COMPONENTS))('changes no byte of %s', (_, make) => {
    const before = environment();
    make(before, 'here');
    const after = environment();
    make(new Construct(new Construct(after, 'some'), 'where') as Environment, 'else');
    expect(written(before).length).toBeGreaterThan(0);
    expect(written(after)).toEqual(written(before));
  });
});

it('is tested for every component of the stacks', () => {
  const used = platform()
    .node.findAll()
    .map((construct) => construct.constructor.name);
  const operators = /Operator$|^(SnapshotController|Namespaces|Velero|BucketRealmKeys|CephMirrorPeer)$/;
  const named = used.filter((name) => name in COMPONENTS);
  expect(new Set(named)).toEqual(new Set(Object.keys(COMPONENTS)));
  const components = platform().node.children.flatMap((scope) =>
    (scope as Environment).components.map((component) => component.constructor.name),
  );
  expect(components.filter((name) => !(name in COMPONENTS) && !operators.test(name))).toEqual([]);
});
