import { Environment, files, IMAGES, reference, render } from 'tripod-iac';
import { platform } from '../../stacks/platform';

const renderings = platform()
  .node.findAll()
  .filter((construct) => Environment.isEnvironment(construct))
  .map(render);

describe.each(renderings.map((rendering) => [rendering.environment.name, rendering] as const))('%s', (_, rendering) => {
  const all = files(rendering);
  const lines = all.flatMap(({ path, text }) => text.split('\n').map((line) => ({ path, line })));

  it('holds no secret material', () => {
    const secret = [
      /-----BEGIN [A-Z ]*(PRIVATE KEY|CERTIFICATE)-----/,
      /\bAKIA[0-9A-Z]{16}\b/,
      /\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]{10,}/,
      /\b[a-z0-9]{6}\.[a-z0-9]{16}\b/,
      /(password|passwd|secret|token|api[_-]?key|certificateKey)["']?\s*[:=]\s*["']?(?!\$|\{|<|true|false|null|none|nothing)[A-Za-z0-9+/=_-]{12,}["']?\s*$/i,
      /^kind: Secret$/,
    ];
    const found = lines.filter(({ line }) => secret.some((pattern) => pattern.test(line)) && !NAMES_ONLY.test(line));
    expect(found).toEqual([]);
  });

  it('reads every image from the mirror', () => {
    const prefix = `${rendering.environment.mirror.prefix}/`;
    expect(rendering.environment.mirror.prefix).toBeDefined();
    const references = Object.values(IMAGES).flatMap((entry) => [reference(entry), `${entry.repository}:${entry.tag}`]);
    const unmirrored = lines.filter(({ line }) =>
      references.some((image) => line.replaceAll(`${prefix}${image}`, '').includes(image)),
    );
    expect(unmirrored).toEqual([]);
    const anywhere =
      /(?<![\w./-])(docker\.io|quay\.io|ghcr\.io|gcr\.io|registry\.k8s\.io|docker\.elastic\.co)\/[\w./-]+(:[\w.-]+|@sha256:\w+)/;
    expect(lines.filter(({ line }) => anywhere.test(line))).toEqual([]);
  });

  it('pins every image', () => {
    expect(rendering.images.length).toBeGreaterThan(0);
    expect(rendering.images.filter(({ tag }) => !/\d/.test(tag) || tag === 'latest')).toEqual([]);
  });
});

/** Lines that name a Secret or one of its keys, and hold no value. */
const NAMES_ONLY =
  /(secretName|secretRef|[sS]ecret-(name|namespace)|Secret \||existingSecret|imagePullSecret|serviceAccount)/;

it('has three environments, of which both networks are used', () => {
  const networks = renderings.map(({ components }) => components.map(({ component }) => component.constructor.name));
  expect(renderings.map(({ environment }) => environment.name)).toEqual(['test', 'production', 'remote-dr']);
  expect(networks.flat()).toEqual(expect.arrayContaining(['Calico', 'OvsSdn']));
});
