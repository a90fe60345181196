import type { Problems } from '../../errors';
import { reference, withoutDigest } from './image';
import { type ImageEntry, IMAGES } from './images';
import type { RegistryMirror } from './mirror';

/** Registries that images may come from, beyond those of the catalogue: a reference to them must not pass unseen. */
const KNOWN_REGISTRIES = [
  'docker.io',
  'gcr.io',
  'ghcr.io',
  'public.ecr.aws',
  'mcr.microsoft.com',
  'registry.redhat.io',
];

/** Every image by its reference, also without the digest. */
type Index = ReadonlyMap<string, ImageEntry>;

/** Sends every image reference through the catalogue and the mirror, and remembers which images are in use. */
export class ImageRewriter {
  readonly used = new Set<ImageEntry>();
  private readonly index: Index;
  private readonly pattern: RegExp;

  /** @param own images beside those of the catalogue */
  constructor(
    private readonly mirror: RegistryMirror,
    private readonly problems: Problems,
    own: Readonly<Record<string, ImageEntry>> = {},
  ) {
    const entries: readonly ImageEntry[] = [...Object.values(IMAGES), ...Object.values(own)];
    this.index = new Map(
      entries.flatMap((entry) =>
        [reference(entry), `${entry.repository}:${entry.tag}`].map((key) => [key, entry] as const),
      ),
    );
    this.pattern = references([...KNOWN_REGISTRIES, ...entries.map((entry) => entry.repository.split('/')[0] ?? '')]);
  }

  /** Rewrites every text inside a JSON value. `path` names the object in problems. */
  rewrite(value: unknown, path: string, key = ''): unknown {
    if (typeof value === 'string') return this.text(value, path, key);
    if (Array.isArray(value)) return value.map((item) => this.rewrite(item, path, key));
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, this.rewrite(item, path, name)]));
  }

  /** Rewrites every image reference inside a text; without digests for programs that know an image by its tag. */
  text(found: string, path: string, key = '', digests = true): string {
    const text = key === 'image' ? this.qualified(found) : found;
    if (!text.includes('/')) {
      if (key === 'image' && text !== '') this.unknown(text, path);
      return text;
    }
    const rewritten = text.replace(this.pattern, (image) => this.locate(image, path, digests));
    if (key === 'image' && rewritten === text && !this.isUsed(text)) this.unknown(text, path);
    return rewritten;
  }

  /** Upstream manifests leave Docker Hub's host out; the catalogue spells it. */
  private qualified(text: string): string {
    const hub = `docker.io/${text.includes('/') ? '' : 'library/'}${text}`;
    return this.index.has(hub) ? hub : text;
  }

  private isUsed(text: string): boolean {
    const entry = this.index.get(text);
    return entry !== undefined && this.used.has(entry);
  }

  private locate(found: string, path: string, digests: boolean): string {
    const entry = this.index.get(found);
    if (entry === undefined) {
      this.unknown(found, path);
      return found;
    }
    const asked = digests ? entry : withoutDigest(entry);
    this.used.add(asked);
    return this.mirror.locate(reference(asked));
  }

  private unknown(found: string, path: string): void {
    this.problems.add({
      path,
      at: 'image',
      got: found,
      want: 'an image of the catalogue',
      fix: 'use `image(…)`, or add the image with its version to lib/core/catalogue/images.ts',
    });
  }
}

/** Matches image references of the given registries anywhere in a text. */
function references(registries: readonly string[]): RegExp {
  const hosts = [...new Set(registries)].map((host) => host.replaceAll('.', '\\.')).join('|');
  const path = '(?:/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)+';
  return new RegExp(`(?<![\\w./-])(?:${hosts})${path}(?::\\w[\\w.-]{0,127})?(?:@sha256:[0-9a-f]{64})?(?![\\w/])`, 'g');
}
