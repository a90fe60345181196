import { isTree } from '../../lib/values';
import { isBuiltIn, type Kind } from '../kind';
import { list, text } from '../object';
import type { Connection } from './connection';

/** Where the objects of a kind live. */
export interface Resource {
  /** Such as `/apis/apps/v1`. */
  readonly root: string;
  readonly plural: string;
  readonly namespaced: boolean;
}

/** What the server serves. Answers are kept; a kind that they lack is asked for anew, since it may just have come. */
export class Discovery {
  private readonly known = new Map<string, Resource>();
  private readonly asked = new Map<string, Promise<void>>();

  constructor(private readonly connection: Connection) {}

  /** @returns undefined where the server has no such kind. */
  async find(kind: Kind): Promise<Resource | undefined> {
    const found = this.known.get(key(kind));
    // All the kinds of a built-in version are there from the start.
    if (found ?? (isBuiltIn(kind) && this.asked.has(kind.apiVersion))) {
      await this.asked.get(kind.apiVersion);
      return this.known.get(key(kind));
    }
    await this.ask(kind.apiVersion);
    return this.known.get(key(kind));
  }

  /** One question at a time for each version, whoever asks. */
  private ask(apiVersion: string): Promise<void> {
    const running = this.asked.get(apiVersion);
    if (running) return running;
    const question = this.load(apiVersion).finally(() => {
      if (!isBuiltIn({ apiVersion, kind: '' })) this.asked.delete(apiVersion);
    });
    this.asked.set(apiVersion, question);
    return question;
  }

  private async load(apiVersion: string): Promise<void> {
    const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    const { status, body } = await this.connection.send('GET', root);
    if (status !== 200) return;
    for (const each of list(body, 'resources')) {
      const plural = text(each, 'name');
      if (plural.includes('/') || !isTree(each)) continue; // a sub-resource such as `pods/status`
      this.known.set(key({ apiVersion, kind: text(each, 'kind') }), {
        root,
        plural,
        namespaced: each['namespaced'] === true,
      });
    }
  }
}

const key = ({ apiVersion, kind }: Kind): string => `${apiVersion} ${kind}`;
