import { isObject, kindOf, type Resource } from '../resource/resource';
import { texts } from '../resource/texts';
import type { Rule, Violation } from './rule';

interface ImageSettings {
  /** Addresses of the bank's mirrors, such as `registry.bank.example/mirror`. Empty: any registry but the public ones. */
  readonly mirrors: readonly string[];
  /** Public registries: a reference to one of them is refused wherever it stands, also in a ConfigMap or an argument. */
  readonly registries: readonly string[];
}

/** Refuses images that a node would fetch from elsewhere than the bank's mirror. */
export const images: Rule<ImageSettings> = {
  name: 'images-from-mirror',
  description: 'Images come from the mirror of the bank, wherever they are named.',
  defaults: {
    mirrors: [],
    registries: [
      'docker.io',
      'docker.elastic.co',
      'gcr.io',
      'ghcr.io',
      'mcr.microsoft.com',
      'public.ecr.aws',
      'quay.io',
      'registry.k8s.io',
      'registry.redhat.io',
    ],
  },
  schema: {
    mirrors: { type: 'array', items: { type: 'string' } },
    registries: { type: 'array', items: { type: 'string' } },
  },
  check: (resource, settings) => {
    // A definition describes fields and gives examples; it starts nothing.
    if (!isObject(resource) || kindOf(resource) === 'CustomResourceDefinition') return [];
    return [...named(resource, settings), ...written(resource, settings)];
  },
};

/** Fields that are an image, and stand outside every mirror. A public one is found by `written`, too: once is enough. */
function named(resource: Resource, { mirrors, registries }: ImageSettings): readonly Violation[] {
  const publicImage = pattern(registries);
  return texts(resource.props)
    .filter(
      ({ key, text }) => key === 'image' && text !== '' && !mirrors.some((mirror) => text.startsWith(`${mirror}/`)),
    )
    .filter(({ text }) => text.search(publicImage) < 0)
    .filter(({ text }) => mirrors.length > 0 || !hasRegistry(text))
    .map(({ path, text }) => violation(path, text, mirrors));
}

/** Texts that name an image of a public registry. Behind a mirror's address the name is a path, and does not count. */
function written(resource: Resource, { mirrors, registries }: ImageSettings): readonly Violation[] {
  const publicImage = pattern(registries);
  return texts(resource.props).flatMap(({ path, text }) =>
    [...new Set(text.match(publicImage))].map((found) => violation(path, found, mirrors)),
  );
}

function violation(at: string, got: string, mirrors: readonly string[]): Violation {
  const want = mirrors.length > 0 ? `an image below ${mirrors.join(' or ')}` : 'an image of a mirror';
  return { at, got, want, fix: 'name the image by `image(…)`, and set `mirror` of the environment' };
}

/** `registry.bank.example/a`, `localhost:5000/a`; a first part without dot and port is a user of Docker Hub. */
function hasRegistry(text: string): boolean {
  const [host, ...path] = text.split('/');
  return path.length > 0 && /[.:]/.test(host ?? '');
}

/** Matches images of these registries anywhere in a text. */
function pattern(registries: readonly string[]): RegExp {
  if (registries.length === 0) return /(?!)/g;
  const hosts = registries.map((host) => host.replaceAll('.', '\\.')).join('|');
  const path = '(?:/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)+';
  return new RegExp(`(?<![\\w./-])(?:${hosts})${path}(?::\\w[\\w.-]{0,127})?(?:@sha256:[0-9a-f]{64})?(?![\\w/])`, 'g');
}
