import { type ImageEntry, type ImageName, IMAGES } from './images';

/** Reference of a catalogue image at its upstream registry; a mirror is put in its place when objects are rendered. */
export function image(name: ImageName): string {
  return reference(IMAGES[name]);
}

export function reference({ repository, tag, digest }: ImageEntry): string {
  return `${repository}:${tag}${digest === undefined ? '' : `@${digest}`}`;
}

/** The tag of a catalogue image: the version that a custom resource asks for. */
export function imageTag(name: ImageName): string {
  return IMAGES[name].tag;
}

/** The image as whoever knows only its tag asks for it. */
export function withoutDigest({ repository, tag }: ImageEntry): ImageEntry {
  return { repository, tag };
}
