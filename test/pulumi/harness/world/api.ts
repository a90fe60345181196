import { Client, type KubeObject } from '../../../cluster/harness';
import { Connection, type Endpoint } from '../../../cluster/harness/connection';
import { Discovery, groupVersionPath } from '../../../cluster/harness/discovery';
import { type Change, Watch } from './watch';

/** A kind as the API server knows it. */
export interface KindRef {
  readonly apiVersion: string;
  readonly kind: string;
}

/** What a controller does with an API server, beside what any client does. */
export class Api extends Client {
  private readonly wire: Connection;
  private readonly kinds: Discovery;
  private readonly watches: Watch[] = [];

  constructor(readonly endpoint: Endpoint) {
    super(endpoint);
    this.wire = new Connection(endpoint);
    this.kinds = new Discovery(this.wire);
  }

  /** All objects of a kind; none where the kind is not known. */
  async list({ apiVersion, kind }: KindRef): Promise<readonly KubeObject[]> {
    const path = await this.collectionOf({ apiVersion, kind });
    const list = path === undefined ? undefined : await this.get<{ readonly items: readonly KubeObject[] }>(path);
    return (list?.items ?? []).map((item) => ({ ...item, apiVersion, kind }));
  }

  /** The object as it is; undefined where it is not there. */
  async read(object: KubeObject): Promise<KubeObject | undefined> {
    return this.get(await this.path(object));
  }

  /** Tells of every object of the kind, from when the server knows the kind until `close`. */
  watch(kind: KindRef, listen: (change: Change) => void): void {
    this.watches.push(new Watch(this.endpoint, () => this.collectionOf(kind), listen));
  }

  /** Writes the status as the kind's controller does: into the sub-resource where the kind has one. */
  async writeStatus(object: KubeObject, status: unknown): Promise<void> {
    const path = await this.path(object);
    const patch = (to: string) => this.wire.send('PATCH', to, { status }, 'application/merge-patch+json');
    const answer = await patch(`${path}/status`);
    const last = answer.status === 404 ? await patch(path) : answer;
    // Gone meanwhile: there is nothing left to say of it.
    if (last.status === 404 || last.status < 300) return;
    throw new Error(`status of ${object.kind} ${object.metadata.name}: ${last.status} ${JSON.stringify(last.body)}`);
  }

  /** Ends every watch and closes the connections. */
  override close(): void {
    this.watches.forEach((watch) => watch.stop());
    this.wire.close();
    super.close();
  }

  /** `cephclusters`; undefined where the server does not know the kind. */
  async plural({ apiVersion, kind }: KindRef): Promise<string | undefined> {
    return (await this.kinds.find(apiVersion, kind))?.plural;
  }

  private async collectionOf(kind: KindRef): Promise<string | undefined> {
    const plural = await this.plural(kind);
    return plural && `${groupVersionPath(kind.apiVersion)}/${plural}`;
  }
}
