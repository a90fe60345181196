import { Agent, request } from 'node:https';
import type { ClientRequest } from 'node:http';
import { createInterface } from 'node:readline';
import type { KubeObject } from '../../../cluster/harness';
import type { Endpoint } from '../../../cluster/harness/connection';

/** What happened to an object; what is there already when the watch begins is `ADDED` too. */
export interface Change {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly object: KubeObject;
}

/** Pause before asking again, in milliseconds: for a kind that is not served yet, or after the server ended the watch. */
const PAUSE = 300;

/**
 * Every object of a collection such as `/api/v1/persistentvolumeclaims`, and all that happens to it until `stop`. After
 * a pause of the connection the same objects are told again: what listens must bear that.
 */
export class Watch {
  private readonly agent: Agent;
  private running: ClientRequest | undefined;
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  /** @param path of the collection; undefined as long as the server does not know the kind */
  constructor(
    private readonly endpoint: Endpoint,
    private readonly path: () => Promise<string | undefined>,
    private readonly listen: (change: Change) => void,
  ) {
    this.agent = new Agent({ ca: endpoint.certificateAuthority });
    this.start();
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
    this.running?.destroy();
    this.agent.destroy();
  }

  private start(): void {
    this.path().then(
      (path) => (path === undefined ? this.again() : this.open(path)),
      () => this.again(),
    );
  }

  private open(path: string): void {
    if (this.stopped) return;
    const headers = { accept: 'application/json', authorization: `Bearer ${this.endpoint.token}` };
    // Without a resource version the server begins with all that is there.
    const url = new URL(`${path}?watch=true`, this.endpoint.url);
    this.running = request(url, { agent: this.agent, headers }, (incoming) => {
      const lines = createInterface({ input: incoming });
      lines.on('line', (line) => {
        const change = JSON.parse(line) as Change | { readonly type: 'ERROR' };
        if (!this.stopped && incoming.statusCode === 200 && change.type !== 'ERROR') this.listen(change);
      });
      // It was cut, and `close` follows.
      for (const each of [incoming, lines]) each.on('error', () => undefined);
      incoming.on('close', () => this.again());
    });
    this.running.on('error', () => this.again());
    this.running.end();
  }

  private again(): void {
    if (this.stopped) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.start(), PAUSE);
    this.timer.unref();
  }
}
