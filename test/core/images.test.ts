import {
  Calico,
  type Environment,
  type EnvironmentProps,
  files,
  HostFile,
  image,
  Operator,
  reference,
  RELEASES,
  render,
  type Rendering,
  Stage,
} from 'tripod-iac';
import { environment } from '../support/bank';
import { type Part, partOf, thing } from '../support/part';

const MIRROR = 'registry.bank.example/mirror';
const OWN = { teller: { repository: 'registry.own.example/apps/teller', tag: '1.2.3' } };

const rendered = (fill: (part: Part) => void, settings: Partial<EnvironmentProps> = {}): Rendering => {
  const part = partOf(environment('production', settings));
  fill(part);
  return render(part.environment!);
};
/** One object of the part, as rendered. */
const only = (rendering: Rendering) =>
  rendering.components.find(({ component }) => component.node.id === 'part')?.waves.flat()[0]?.json;

/** What becomes of an `image` field. */
const imageField = (text: string, settings: Partial<EnvironmentProps> = {}): unknown =>
  only(rendered((part) => thing(part, 'a', { spec: { image: text } }), settings))?.['spec'];

const host = (environment: Environment | undefined) => environment!.hosts[0]!;

describe('an image', () => {
  it('is read from the mirror, however deep it stands', () => {
    const spec = { a: [{ b: { image: image('coredns') } }], args: [`--image=${image('rclone')}`] };
    expect(only(rendered((part) => thing(part, 'a', { spec }), { mirror: MIRROR }))?.['spec']).toEqual({
      a: [{ b: { image: `${MIRROR}/${image('coredns')}` } }],
      args: [`--image=${MIRROR}/${image('rclone')}`],
    });
  });

  it('is read from the mirror inside the text of a ConfigMap, also twice', () => {
    const text = `agent: ${image('jenkins-inbound-agent')}\nother: "${image('jenkins')}", ${image('jenkins')}\n`;
    const json = only(rendered((part) => thing(part, 'a', { data: { 'jenkins.yaml': text } }), { mirror: MIRROR }));
    expect(json?.['data']).toEqual({
      'jenkins.yaml': `agent: ${MIRROR}/${image('jenkins-inbound-agent')}\nother: "${MIRROR}/${image('jenkins')}", ${MIRROR}/${image('jenkins')}\n`,
    });
  });

  it('is read from the mirror in the files of hosts', () => {
    const { hostFiles, images } = rendered(
      (part) => {
        const content = `sandbox_image = "${image('pause')}"\n`;
        new HostFile(part, 'f', { host: host(part.environment), path: '/etc/containerd/config.toml', content });
      },
      { mirror: MIRROR },
    );
    expect(hostFiles[0]?.content).toBe(`sandbox_image = "${MIRROR}/${image('pause')}"\n`);
    expect(images.map(reference)).toContain(image('pause'));
  });

  it('stays where it is without a mirror, and is listed', () => {
    const rendering = rendered((part) => thing(part, 'a', { spec: { image: image('rclone') } }));
    expect(only(rendering)?.['spec']).toEqual({ image: image('rclone') });
    expect(rendering.images.map(reference)).toContain(image('rclone'));
  });

  it('gets the digest that the catalogue knows', () => {
    expect(imageField('registry.k8s.io/coredns/coredns:v1.12.1')).toEqual({ image: image('coredns') });
    expect(image('coredns')).toMatch(/@sha256:[0-9a-f]{64}$/);
  });

  it.each([
    ['haproxy:3.2.22', 'docker.io/library/haproxy:3.2.22'],
    ['antrea/antrea-agent-ubuntu:v2.7.0', 'docker.io/antrea/antrea-agent-ubuntu:v2.7.0'],
    ['docker.io/library/haproxy:3.2.22', 'docker.io/library/haproxy:3.2.22'],
  ])('%s of Docker Hub is %s of the catalogue', (short, full) => {
    expect(imageField(short)).toEqual({ image: full });
    expect(imageField(short, { mirror: MIRROR })).toEqual({ image: `${MIRROR}/${full}` });
  });

  it('may be one of your own', () => {
    const own = reference(OWN.teller);
    expect(imageField(own, { images: OWN, mirror: MIRROR })).toEqual({ image: `${MIRROR}/${own}` });
    expect(() => imageField('registry.own.example/apps/other:1', { images: OWN })).toThrow(
      /got registry\.own\.example/,
    );
  });

  it('of your own on Docker Hub may be written short', () => {
    const images = { busybox: { repository: 'docker.io/library/busybox', tag: '1.37.0' } };
    expect(imageField('busybox:1.37.0', { images })).toEqual({ image: 'docker.io/library/busybox:1.37.0' });
  });

  it.each([
    'busybox',
    'busybox:1.37.0',
    'bitnami/redis:7',
    'quay.io/calico/node:v0.0.1',
    'quay.io/calico/node',
    'ghcr.io/somebody/something:1',
    'registry.nobody.example/x:1',
  ])('%s is not in the catalogue', (text) => {
    expect(() => imageField(text)).toThrow(
      /production\/part\/a {2}image: got .*, want an image of the catalogue; fix: use `image\(…\)`/,
    );
  });

  it('of a known registry is found in any text', () => {
    expect(() => rendered((part) => thing(part, 'a', { data: { x: 'run ghcr.io/somebody/something:1 now' } }))).toThrow(
      /image: got ghcr\.io\/somebody\/something:1/,
    );
  });

  it.each(['https://quay.io.example/x', 'not-quay.io/calico/node:v1', 'see quay.io for more', 'a/b/c'])(
    'is not seen in %s',
    (text) => {
      expect(only(rendered((part) => thing(part, 'a', { data: { text } })))?.['data']).toEqual({ text });
    },
  );

  it('that only a binary starts is listed as well', () => {
    const { images } = rendered((part) => part.uses('ceph-csi'));
    expect(images.map(reference)).toContain(image('ceph-csi'));
    expect(images.map(reference)).toEqual([...images.map(reference)].sort());
  });

  it('of every release is in the catalogue', () => {
    for (const { images } of Object.values(RELEASES))
      images.forEach((name) => expect(image(name)).toMatch(/^[\w.-]+\./));
  });
});

describe('images of your own are refused', () => {
  it.each([
    { repository: 'busybox', tag: '1' },
    { repository: 'docker.io/library/busybox', tag: 'latest' },
    { repository: 'docker.io/library/busybox', tag: '' },
    { repository: 'docker.io/library/busybox', tag: '1', digest: 'sha256:1' },
  ])('%j', (mine) => {
    expect(() => environment('production', { images: { mine } })).toThrow(
      /production {2}images\.mine: got .*, want a repository with its registry host, and a tag that names one version/,
    );
  });
});

it('puts images of your own on the mirror in what is merged into a fetched release, too', () => {
  const production = environment('production', { mirror: MIRROR, images: OWN });
  new Calico(production, 'network');
  new Operator(production, 'eck', {
    stage: Stage.OPERATORS,
    key: 'eck',
    release: RELEASES.eck,
    podSecurity: 'restricted',
    settings: { 'elastic-operator': { image: reference(OWN.teller) } },
  });
  const text = files(render(production)).find(({ path }) => path.endsWith('04-operators/eck/Kustomization'))?.text;
  expect(text).toContain(`image: ${MIRROR}/registry.own.example/apps/teller:1.2.3`);
});
