import { Agent, request, type RequestOptions } from 'node:https';
import { setTimeout as pause } from 'node:timers/promises';
import { KubeConfig } from '@kubernetes/client-node';
import type { Tree } from '../../lib/values';

export interface Answer {
  readonly status: number;
  readonly body: Tree;
  /** What the server warned of, such as a deprecated version or an unknown field. */
  readonly warnings: readonly string[];
  /** Seconds after which to try again, where the server asks for that. */
  readonly retryAfter: number;
}

/** Which cluster a kubeconfig leads to, and as whom. Any part may be left empty: then the kubeconfig decides. */
export interface Access {
  /** Text or path; empty for the ambient one. */
  readonly kubeconfig: string;
  readonly context: string;
  readonly cluster: string;
}

/** Requests over kept-alive connections: a TLS handshake per object would cost more than the object. */
export class Connection {
  private constructor(
    private readonly server: string,
    private readonly options: RequestOptions,
  ) {}

  static async open(access: Access): Promise<Connection> {
    const config = read(access);
    const server = config.getCurrentCluster()?.server;
    if (!server) throw new Error('the kubeconfig names no cluster');
    const options: RequestOptions = {};
    await config.applyToHTTPSOptions(options);
    const { ca, cert, key, rejectUnauthorized, servername, headers, auth } = options;
    const agent = new Agent({ keepAlive: true, maxSockets: 50, ca, cert, key, rejectUnauthorized, servername });
    return new Connection(server, { agent, headers, auth, timeout: 30_000 });
  }

  /** Sends a request; asked to come back later, it does. Answers of any other status are returned. */
  async send(method: string, path: string, body?: unknown, contentType = 'application/json'): Promise<Answer> {
    const text = body === undefined ? undefined : JSON.stringify(body);
    for (let attempt = 1; ; attempt++) {
      const answer = await this.once(method, path, text, contentType);
      if (answer.status !== 429 || attempt === attempts) return answer;
      await pause(1000 * answer.retryAfter);
    }
  }

  private once(method: string, path: string, text: string | undefined, contentType: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const headers: Record<string, unknown> = { ...this.options.headers, accept: 'application/json' };
      if (text !== undefined) {
        headers['content-type'] = contentType;
        headers['content-length'] = Buffer.byteLength(text);
      }
      const url = new URL(this.server.replace(/\/$/, '') + path);
      const outgoing = request(url, { ...this.options, method, headers } as RequestOptions, (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () =>
          resolve({
            status: incoming.statusCode ?? 0,
            body: parsed(Buffer.concat(chunks).toString('utf8')),
            warnings: (incoming.headersDistinct['warning'] ?? []).map(warningText),
            retryAfter: Number(incoming.headers['retry-after'] ?? 1),
          }),
        );
      });
      outgoing.on('timeout', () => outgoing.destroy(new Error(`${method} ${path}: no answer for 30 s`)));
      outgoing.on('error', (error: NodeJS.ErrnoException) => {
        // The server may close an idle connection at the moment in which it is used again: nothing was done then.
        if (outgoing.reusedSocket && error.code === 'ECONNRESET') {
          resolve(this.once(method, path, text, contentType));
        } else reject(error);
      });
      outgoing.end(text);
    });
  }
}

const attempts = 10; // as client-go does with a server that is busy

function read({ kubeconfig, context, cluster }: Access): KubeConfig {
  const config = new KubeConfig();
  if (!kubeconfig) config.loadFromDefault();
  else if (/[\n{]/.test(kubeconfig)) config.loadFromString(kubeconfig);
  else config.loadFromFile(kubeconfig);
  if (context) config.setCurrentContext(context);
  if (!cluster) return config;
  const contexts = config.contexts.map((each) => (each.name === config.currentContext ? { ...each, cluster } : each));
  config.loadFromOptions({ ...config, contexts });
  return config;
}

function parsed(text: string): Tree {
  try {
    return JSON.parse(text) as Tree;
  } catch {
    return { message: text.trim() };
  }
}

/** The text of a header such as `299 - "spec.x is deprecated"` (RFC 7234, section 5.5). */
function warningText(header: string): string {
  const quoted = /^\d{3} \S+ "(.*)"$/.exec(header);
  return quoted?.[1]?.replace(/\\(.)/g, '$1') ?? header;
}
