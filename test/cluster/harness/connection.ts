import { Agent, request } from 'node:https';

/** How to reach an API server. */
export interface Endpoint {
  readonly url: string;
  readonly token: string;
  /** Certificates to trust, PEM. */
  readonly certificateAuthority: string;
}

export interface Response {
  readonly status: number;
  /** The body as JSON; the text itself where it is none. */
  readonly body: unknown;
  /** What the server warned of, such as a deprecated version or an unknown annotation. */
  readonly warnings: readonly string[];
}

/** Requests over kept-alive connections: a TLS handshake per object would cost more than the object. */
export class Connection {
  private readonly agent: Agent;

  constructor(private readonly endpoint: Endpoint) {
    this.agent = new Agent({ keepAlive: true, ca: endpoint.certificateAuthority });
  }

  /**
   * Sends text as it is, anything else as JSON. Answers of any status are returned.
   * @throws if there is no answer at all.
   */
  send(method: string, path: string, body?: unknown, contentType = 'application/json'): Promise<Response> {
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const headers: Record<string, string | number> = {
        accept: 'application/json',
        authorization: `Bearer ${this.endpoint.token}`,
      };
      if (text !== undefined) {
        headers['content-type'] = contentType;
        headers['content-length'] = Buffer.byteLength(text);
      }
      const options = { method, agent: this.agent, headers, timeout: 30_000 };
      const outgoing = request(new URL(path, this.endpoint.url), options, (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () =>
          resolve({
            status: incoming.statusCode ?? 0,
            body: parsed(Buffer.concat(chunks).toString('utf8')),
            warnings: (incoming.headersDistinct.warning ?? []).map(warningText),
          }),
        );
      });
      outgoing.on('timeout', () => outgoing.destroy(new Error(`${method} ${path}: no answer for 30 s`)));
      outgoing.on('error', reject);
      outgoing.end(text);
    });
  }

  /** Closes idle connections, which would otherwise keep a finished program alive. */
  close(): void {
    this.agent.destroy();
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The text of a header such as `299 - "spec.x is deprecated"` (RFC 7234, section 5.5). */
function warningText(header: string): string {
  const quoted = /^\d{3} \S+ "(.*)"$/.exec(header);
  return quoted?.[1]?.replace(/\\(.)/g, '$1') ?? header;
}
