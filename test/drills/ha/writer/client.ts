import { connect, constants, type ClientHttp2Session } from 'node:http2';
import { request } from 'node:https';
import { checkServerIdentity } from 'node:tls';

/** Milliseconds after which a client gives a request up. */
export const TIMEOUT = 2_000;

/** The answer to a request that the server has not looked at. */
const REFUSED = 'refused';

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
  send(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Answer>;
  close(): void;
}

/** A client as kubectl and controllers are: HTTP/2 over one connection, which it replaces when that fails or is asked to end. */
export class KeptClient implements Client {
  private session: ClientHttp2Session | undefined;

  constructor(private readonly access: Access) {}

  /**
   * What crossed a server's request to leave comes back as refused: it was never looked at, and is sent again on another
   * connection, as Go's clients do (golang/net http2/transport.go, canRetryError; RFC 9113, 8.7).
   */
  async send(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Answer> {
    const answer = await this.sendOn(this.connected(), method, path, body);
    return answer === REFUSED ? this.send(method, path, body) : answer;
  }

  private sendOn(session: ClientHttp2Session, method: 'GET' | 'POST', path: string, body: unknown): Promise<Answer> {
    return new Promise((resolve) => {
      const stream = session.request({ ':method': method, ':path': path, 'content-type': 'application/json' });
      let status = 0;
      const end = (answer: Answer) => {
        clearTimeout(timer);
        resolve(answer);
        // A connection on which a request failed may be dead for all others, too.
        if (typeof answer === 'string') this.drop(session);
      };
      const timer = setTimeout(() => end('timeout'), TIMEOUT);
      stream.once('response', (headers) => (status = headers[':status'] ?? 0));
      stream.on('data', () => undefined);
      stream.once('end', () => status > 0 && end(status));
      const refused = () => stream.rstCode === constants.NGHTTP2_REFUSED_STREAM;
      stream.once('error', (error) => end(refused() ? REFUSED : faultOf(error)));
      stream.once('close', () => end(status > 0 ? status : refused() ? REFUSED : 'closed'));
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

  send(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Answer> {
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
