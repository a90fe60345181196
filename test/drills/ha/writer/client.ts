import { connect, constants, type ClientHttp2Session, type ClientHttp2Stream } from 'node:http2';
import { request } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkServerIdentity } from 'node:tls';

/** Milliseconds after which a client gives a request up. */
export const TIMEOUT = 2_000;

/** How often a client sends a request again that a server asked for later. Source: client-go v0.34 rest/request.go, maxRetries. */
const RETRIES = 10;

/** Verbs of the requests. */
export type Method = 'DELETE' | 'GET' | 'POST';

/** What one attempt came to. */
interface Attempt {
  readonly answer: Answer;
  /** Seconds after which the server wants the request again; undefined where the answer is the last word. */
  readonly again?: number;
}

/** Where a client finds the API, and who it is. */
export interface Access {
  /** Addresses, each of which stands for the endpoint. */
  readonly host: string;
  readonly port: number;
  /** Name that the server's certificate must bear. */
  readonly serverName: string;
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

/** HTTP status, or the name of the fault. */
export type Answer = number | string;

export interface Client {
  send(method: Method, path: string, body?: unknown): Promise<Answer>;
  close(): void;
}

/** A client as kubectl and controllers are: HTTP/2 over one connection, which it replaces when that fails or is asked to end. */
export class KeptClient implements Client {
  private session: ClientHttp2Session | undefined;

  constructor(private readonly access: Access) {}

  /**
   * What crossed a server's request to leave was never looked at, and is sent again on another connection, as Go's clients
   * do (golang/net http2/transport.go, canRetryError; RFC 9113, 8.7). So is what a server that ends has turned away with
   * a time to come back, as it does with whatever reaches it between its last request and its request to leave
   * (kubernetes v1.34 apiserver/pkg/server/filters/waitgroup.go; client-go rest/with_retry.go).
   */
  async send(method: Method, path: string, body?: unknown): Promise<Answer> {
    for (let retries = 0; ; retries++) {
      const { answer, again } = await this.attempt(method, path, body);
      if (again === undefined || retries === RETRIES) return answer;
      await sleep(again * 1_000);
    }
  }

  private attempt(method: Method, path: string, body: unknown): Promise<Attempt> {
    const session = this.connected();
    return new Promise((resolve) => {
      const stream = session.request({ ':method': method, ':path': path, 'content-type': 'application/json' });
      let status = 0;
      let again: number | undefined;
      const end = (attempt: Attempt) => {
        clearTimeout(timer);
        resolve(attempt);
        // A connection on which a request failed may be dead for all others, too.
        if (typeof attempt.answer === 'string') this.drop(session);
      };
      const timer = setTimeout(() => end({ answer: 'timeout' }), TIMEOUT);
      stream.once('response', (headers) => {
        status = headers[':status'] ?? 0;
        if (status === 429 || status >= 500) again = secondsOf(headers['retry-after']);
      });
      stream.on('data', () => undefined);
      stream.once('end', () => status > 0 && end({ answer: status, again }));
      const failed = (fault: string): Attempt => ({ answer: fault, ...(isUnseen(stream, fault) ? { again: 0 } : {}) });
      stream.once('error', (error) => end(failed(faultOf(error))));
      stream.once('close', () => end(status > 0 ? { answer: status, again } : failed('closed')));
      stream.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }

  close(): void {
    if (this.session !== undefined) this.drop(this.session);
  }

  private connected(): ClientHttp2Session {
    if (this.session !== undefined) return this.session;
    const { host, port, serverName, ca, cert, key } = this.access;
    const session = connect(`https://${host}:${port}`, { ca, cert, key, ...named(serverName) });
    this.session = session;
    // A server that ends asks clients to leave; what is under way is still answered.
    session.once('goaway', () => this.forget(session));
    session.once('close', () => this.forget(session));
    session.on('error', () => this.forget(session)); // each request on it is told by its own stream
    return session;
  }

  private drop(session: ClientHttp2Session): void {
    this.forget(session);
    session.destroy();
  }

  private forget(session: ClientHttp2Session): void {
    if (this.session === session) this.session = undefined;
  }
}

/** A client that connects anew for each request: the first to notice where new connections are led. */
export class FreshClient implements Client {
  constructor(private readonly access: Access) {}

  send(method: Method, path: string, body?: unknown): Promise<Answer> {
    const { host, port, serverName, ca, cert, key } = this.access;
    return new Promise((resolve) => {
      const headers = { 'content-type': 'application/json', connection: 'close' };
      const options = { host, port, path, method, ca, cert, key, headers, agent: false as const, ...named(serverName) };
      const sent = request(options, (response) => {
        response.resume();
        response.once('end', () => end(response.statusCode ?? 0));
        response.once('error', (error) => end(faultOf(error)));
      });
      const end = (answer: Answer) => {
        clearTimeout(timer);
        resolve(answer);
        sent.destroy();
      };
      const timer = setTimeout(() => end('timeout'), TIMEOUT);
      sent.on('error', (error) => end(faultOf(error)));
      sent.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }

  close(): void {
    // It keeps nothing.
  }
}

/** Whether a server has certainly not looked at a request that failed: it said so, or the request never left. */
function isUnseen({ rstCode }: ClientHttp2Stream, fault: string): boolean {
  return rstCode === constants.NGHTTP2_REFUSED_STREAM || fault === 'ERR_HTTP2_GOAWAY_SESSION';
}

/** Of a header Retry-After with whole seconds, which is all that API servers send. */
function secondsOf(header: string | undefined): number | undefined {
  return header === undefined || !/^\d+$/.test(header) ? undefined : Number(header);
}

function named(serverName: string) {
  return {
    servername: serverName,
    checkServerIdentity: (_: string, certificate: Parameters<typeof checkServerIdentity>[1]) =>
      checkServerIdentity(serverName, certificate),
  };
}

function faultOf(error: Error): string {
  return (error as NodeJS.ErrnoException).code ?? error.message;
}
