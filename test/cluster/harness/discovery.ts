import type { Connection } from './connection';

/** Where the objects of a kind live. */
export interface Resource {
  readonly plural: string;
  readonly namespaced: boolean;
}

interface ResourceList {
  readonly resources: readonly { readonly name: string; readonly kind: string; readonly namespaced: boolean }[];
}

/** Kinds that the server serves, asked once per group and version, and again when a kind is not found. */
export class Discovery {
  private readonly known = new Map<string, Promise<ReadonlyMap<string, Resource>>>();

  constructor(private readonly connection: Connection) {}

  /** @returns undefined where the server has no such kind. */
  async find(apiVersion: string, kind: string): Promise<Resource | undefined> {
    const known = this.known.get(apiVersion);
    const found = (await known)?.get(kind);
    if (found) return found;
    // Of several that miss at once only the first asks: the others find its question in place of the one they read.
    if (this.known.get(apiVersion) === known) this.known.set(apiVersion, this.ask(apiVersion));
    return (await this.known.get(apiVersion))?.get(kind);
  }

  private async ask(apiVersion: string): Promise<ReadonlyMap<string, Resource>> {
    const { status, body } = await this.connection.send('GET', groupVersionPath(apiVersion));
    if (status !== 200) return new Map();
    const { resources } = body as ResourceList;
    const own = resources.filter(({ name }) => !name.includes('/')); // `pods/status` is of kind Pod too
    return new Map(own.map(({ kind, name, namespaced }) => [kind, { plural: name, namespaced }]));
  }
}

/** The core group alone, `v1`, has no group name and a place of its own. */
export const groupVersionPath = (apiVersion: string): string =>
  apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
