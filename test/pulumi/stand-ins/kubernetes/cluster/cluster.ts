import type { Tree } from '../../lib/values';
import { type Kind, kindOf } from '../kind';
import { nameOf, namespaceOf } from '../object';
import { ApiError, NoMatchError } from './api-error';
import { Connection, type Access, type Answer } from './connection';
import { Discovery, type Resource } from './discovery';

/** How an object is written. */
export interface Write {
  readonly fieldManager: string;
  /** The server runs all of it and stores nothing. */
  readonly dryRun: boolean;
}

/** Told of what the server warns of when something is written. */
export type OnWarning = (warning: string) => Promise<void>;

/** The objects of a cluster. All methods fail with `NoMatchError` or `ApiError`. */
export class Cluster {
  private readonly discovery: Discovery;

  constructor(private readonly connection: Connection) {
    this.discovery = new Discovery(connection);
  }

  /** @throws if the cluster cannot be reached. */
  static async connect(access: Access): Promise<Cluster> {
    const connection = await Connection.open(access);
    answered(await connection.send('GET', '/version'));
    return new Cluster(connection);
  }

  find(kind: Kind): Promise<Resource | undefined> {
    return this.discovery.find(kind);
  }

  async get(object: Tree): Promise<Tree> {
    return answered(await this.connection.send('GET', await this.path(object)));
  }

  /** What a path such as `/api/v1/namespaces/default/endpoints/web` holds; undefined where there is nothing. */
  async look(path: string): Promise<Tree | undefined> {
    const answer = await this.connection.send('GET', path);
    return answer.status === 404 ? undefined : answered(answer);
  }

  async create(object: Tree, write: Write, warned: OnWarning): Promise<Tree> {
    const path = `${await this.collection(object)}?${query(write)}`;
    return passed(await this.connection.send('POST', path, object), warned);
  }

  /** Server-side apply: creates the object, or changes what this manager owns of it. */
  async apply(object: Tree, write: Write, force: boolean, warned: OnWarning): Promise<Tree> {
    const path = `${await this.path(object)}?${query(write)}&force=${force}`;
    return passed(await this.connection.send('PATCH', path, object, 'application/apply-patch+yaml'), warned);
  }

  async replace(object: Tree, write: Write, warned: OnWarning): Promise<Tree> {
    return passed(await this.connection.send('PUT', `${await this.path(object)}?${query(write)}`, object), warned);
  }

  /** Changes one field of the object's metadata, which must be there. */
  async setMetadata(object: Tree, field: string, value: unknown): Promise<Tree> {
    const patch = [{ op: 'replace', path: `/metadata/${field}`, value }];
    return answered(await this.connection.send('PATCH', await this.path(object), patch, 'application/json-patch+json'));
  }

  async delete(object: Tree, propagationPolicy: string): Promise<void> {
    answered(await this.connection.send('DELETE', await this.path(object), { propagationPolicy }));
  }

  private async path(object: Tree): Promise<string> {
    return `${await this.collection(object)}/${encodeURIComponent(nameOf(object))}`;
  }

  private async collection(object: Tree): Promise<string> {
    const resource = await this.discovery.find(kindOf(object));
    if (!resource) throw new NoMatchError(kindOf(object));
    // clients/clients.go, ResourceClient: no namespace means `default`; one that does not belong is left out.
    const namespace = resource.namespaced ? `/namespaces/${namespaceOf(object) || 'default'}` : '';
    return `${resource.root}${namespace}/${resource.plural}`;
  }
}

const query = ({ fieldManager, dryRun }: Write): string =>
  `fieldManager=${encodeURIComponent(fieldManager)}&fieldValidation=Warn${dryRun ? '&dryRun=All' : ''}`;

async function passed(answer: Answer, warned: OnWarning): Promise<Tree> {
  for (const warning of answer.warnings) await warned(warning);
  return answered(answer);
}

function answered({ status, body }: Answer): Tree {
  if (status >= 200 && status < 300) return body;
  throw new ApiError(status, body);
}
