import { IMAGES } from '../../lib/core/catalogue/images';
import { images } from '../../policy/rules/images';
import { deployment, object, places, said } from './resources';

const MIRROR = { mirrors: ['registry.bank.example/mirror'] };
const ON_MIRROR = 'registry.bank.example/mirror/docker.io/library/nginx:1.29';

describe('images off the mirror', () => {
  it('are refused with where, what and how to mend it', () => {
    expect(said(images, deployment({ image: 'docker.io/library/nginx:1.29' }), MIRROR)).toEqual([
      'Deployment teller/teller  spec.template.spec.containers[0].image: got docker.io/library/nginx:1.29, want an image below registry.bank.example/mirror; fix: name the image by `image(…)`, and set `mirror` of the environment',
    ]);
  });

  it.each([
    ['without a registry, which is Docker Hub', 'nginx:1.29'],
    ['of a user of Docker Hub', 'grafana/grafana:12'],
    ['of another registry', 'registry.other.example/nginx:1'],
    ['of a registry whose name only begins like the mirror', 'registry.bank.example/mirror-of-others/nginx:1'],
    ['with a digest', `quay.io/ceph/ceph@sha256:${'a'.repeat(64)}`],
  ])('are refused %s', (_, image) => {
    expect(places(images, deployment({ image }), MIRROR)).toEqual(['spec.template.spec.containers[0].image']);
  });

  it.each([
    [
      'an init container',
      deployment({ image: ON_MIRROR }, { initContainers: [{ image: 'busybox' }] }),
      'spec.template.spec.initContainers[0].image',
    ],
    [
      'an argument',
      deployment({ image: ON_MIRROR, args: ['--image=quay.io/a/b:1'] }),
      'spec.template.spec.containers[0].args[0]',
    ],
    ['a ConfigMap', object('core/v1:ConfigMap', { data: { 'a.yaml': 'image: ghcr.io/a/b:1\n' } }), 'data.a.yaml'],
    [
      'a custom resource',
      object('ceph.rook.io/v1:CephCluster', { spec: { cephVersion: { image: 'quay.io/ceph/ceph:v20' } } }),
      'spec.cephVersion.image',
    ],
  ])('are found in %s', (_, resource, place) => {
    expect(places(images, resource, MIRROR)).toEqual([place]);
  });

  it.each([
    ['an image of the mirror', deployment({ image: ON_MIRROR })],
    [
      'a definition that gives an example',
      object('apiextensions.k8s.io/v1:CustomResourceDefinition', { a: 'quay.io/a/b' }),
    ],
    ['a resource that is no object', { ...deployment({ image: 'nginx' }), type: 'command:remote:Command' }],
    ['a name that only ends like a registry', object('core/v1:ConfigMap', { data: { a: 'my-quay.io/a/b' } })],
  ])('are not seen in %s', (_, resource) => {
    expect(places(images, resource, MIRROR)).toEqual([]);
  });

  it('are those of public registries where no mirror is configured', () => {
    expect(places(images, deployment({ image: 'registry.bank.example/nginx:1' }))).toEqual([]);
    expect(places(images, deployment({ image: 'nginx:1' }))).toHaveLength(1);
    expect(places(images, deployment({ image: 'quay.io/ceph/ceph:v20' }))).toHaveLength(1);
  });
});

it('knows every registry of the catalogue', () => {
  const registries = new Set(Object.values(IMAGES).map(({ repository }) => repository.split('/')[0]));
  expect(images.defaults.registries).toEqual(expect.arrayContaining([...registries]));
});
