import { Connection, type Endpoint, type Response } from './connection';
import { Discovery, groupVersionPath } from './discovery';

/** What every object of the cluster has. */
export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly [field: string]: unknown };
  readonly [field: string]: unknown;
}

/** An object as the server keeps it, and what it warned of: for a test of manifests a warning is a failure. */
export interface Accepted {
  readonly object: KubeObject;
  readonly warnings: readonly string[];
}

/** The server's refusal. */
export class ApiError extends Error {
  constructor(
    what: string,
    /** HTTP status; 0 where the request was not even sent. */
    readonly status: number,
    reason: string,
  ) {
    super(`${what}: ${status ? `${status} ` : ''}${reason}`);
    this.name = 'ApiError';
  }
}

/**
 * Talks to an API server as `kubectl apply --server-side --field-manager tripod --validate=strict` would: a field that
 * the schema does not know is an error, a field that another manager owns is a conflict. How many calls run at once is
 * the caller's choice.
 */
export class Client {
  private readonly connection: Connection;
  private readonly discovery: Discovery;

  constructor(endpoint: Endpoint) {
    this.connection = new Connection(endpoint);
    this.discovery = new Discovery(this.connection);
  }

  /** Creates the object or changes it, by server-side apply. */
  async apply(object: KubeObject): Promise<Accepted> {
    const path = `${await this.path(object)}?${owned}&force=false`;
    return accepted(`apply ${title(object)}`, await this.connection.send('PATCH', path, object, applyPatch));
  }

  /** Runs all of a creation (defaults, schema, admission) and stores nothing. */
  async createDryRun(object: KubeObject): Promise<Accepted> {
    const path = `${await this.collection(object)}?${owned}&dryRun=All`;
    return accepted(`create ${title(object)}`, await this.connection.send('POST', path, object));
  }

  /** What stands at a path such as `/api/v1/namespaces/default`; undefined where there is nothing. */
  async get<T = KubeObject>(path: string): Promise<T | undefined> {
    const response = await this.connection.send('GET', path);
    return response.status === 404 ? undefined : (accepted(`get ${path}`, response).object as T);
  }

  /** Deletes the object. Whether it was there does not matter: afterwards it is gone, or its finalizers hold it. */
  async delete(object: KubeObject): Promise<void> {
    const response = await this.connection.send('DELETE', await this.path(object));
    if (response.status !== 404) accepted(`delete ${title(object)}`, response);
  }

  /** The object's own path, to be given to `get`. */
  async path(object: KubeObject): Promise<string> {
    return `${await this.collection(object)}/${encodeURIComponent(object.metadata.name)}`;
  }

  /** Closes the connections. */
  close(): void {
    this.connection.close();
  }

  private async collection(object: KubeObject): Promise<string> {
    const { apiVersion, kind } = object;
    const { namespace } = object.metadata;
    const resource = await this.discovery.find(apiVersion, kind);
    if (!resource) throw new ApiError(title(object), 0, `the server has no kind ${kind} in ${apiVersion}`);
    // The server drops a namespace that does not belong, without a word, and takes a missing one from the path.
    if (resource.namespaced && !namespace) throw new ApiError(title(object), 0, 'metadata.namespace is missing');
    if (!resource.namespaced && namespace) {
      throw new ApiError(title(object), 0, `${kind} is cluster-scoped, yet metadata.namespace is ${namespace}`);
    }
    return `${groupVersionPath(apiVersion)}${namespace ? `/namespaces/${namespace}` : ''}/${resource.plural}`;
  }
}

const owned = 'fieldManager=tripod&fieldValidation=Strict';
const applyPatch = 'application/apply-patch+yaml'; // JSON is YAML

/** Kind, namespace and name: an object's name to a person. */
const title = ({ kind, metadata: { namespace, name } }: KubeObject): string =>
  `${kind} ${namespace ? `${namespace}/` : ''}${name}`;

function accepted(what: string, { status, body, warnings }: Response): Accepted {
  if (status >= 200 && status < 300) return { object: body as KubeObject, warnings };
  throw new ApiError(what, status, (body as { message?: string }).message ?? JSON.stringify(body));
}
