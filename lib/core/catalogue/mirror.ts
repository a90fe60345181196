/** A registry that holds copies of upstream images under their whole names. */
export class RegistryMirror {
  /** @param prefix host and optional path, such as `registry.bank.example/mirror`; undefined for no mirror */
  constructor(readonly prefix: string | undefined) {}

  /** Where the image, or the repository prefix, of an upstream registry is read from. */
  locate(reference: string): string {
    return this.prefix === undefined ? reference : `${this.prefix}/${reference}`;
  }
}

/** Whether a text can be the address of a mirror: a registry host, as the container runtimes tell one from a Docker Hub user. */
export function isMirror(text: unknown): boolean {
  return typeof text === 'string' && /^[a-z0-9-]+((\.[a-z0-9-]+)+(:\d+)?|:\d+)(\/[a-z0-9._-]+)*$/.test(text);
}
