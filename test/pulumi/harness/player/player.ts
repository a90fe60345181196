import type { ObjectRef, Readiness, Rendering } from 'tripod-iac';
import { builtInScope } from '../../../../lib/core/kind/scope';
import type { KubeObject } from '../../../cluster/harness';
import type { Api, KindRef } from '../world/api';
import { complete, type Schema } from './schema';
import { shows, withState } from './state';

/** What an operator does with one of its objects, beside making it ready. Called again for each change: it must bear that. */
type Act = (object: KubeObject, api: Api) => Promise<void>;

interface Definition {
  readonly spec: {
    readonly versions: readonly {
      readonly name: string;
      readonly schema?: { readonly openAPIV3Schema?: Schema };
    }[];
  };
}

const DEFINITIONS = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';

/**
 * Plays the operators: each custom resource that somebody waits for gets exactly the state that is waited for, once it
 * is there. Built-in kinds are left to the controllers of the world.
 */
export class Player {
  /** What went wrong, in the order in which it did. */
  readonly faults: string[] = [];
  private readonly answered = new Set<string>();
  private readonly facts: readonly Readiness[];
  private readonly watched = new Set<string>();
  private readonly acts = new Map<string, Act[]>();
  private readonly schemas = new Map<string, Promise<Schema | undefined>>();

  /** @throws where a fact waits for a state that the player cannot write */
  constructor(
    private readonly api: Api,
    facts: readonly Readiness[],
  ) {
    this.facts = facts.filter(({ target }) => builtInScope(target.apiVersion, target.kind) === undefined);
    this.facts.forEach(({ condition }) => withState({}, condition)); // refuses what it cannot write, before anybody waits
    this.facts.forEach(({ target }) => this.listen(target));
  }

  /** Has the player do more with every object of a kind, as its operator would. */
  also(kind: KindRef, act: Act): this {
    const title = kindTitle(kind);
    this.acts.set(title, [...(this.acts.get(title) ?? []), act]);
    this.listen(kind);
    return this;
  }

  /** Objects that are waited for, and never got their state: they were not made, or the player is at fault. */
  get unanswered(): readonly string[] {
    return this.facts.map(({ target }) => title(target)).filter((each) => !this.answered.has(each));
  }

  private listen(kind: KindRef): void {
    if (this.watched.has(kindTitle(kind))) return;
    this.watched.add(kindTitle(kind));
    this.api.watch(kind, ({ type, object }) => {
      if (type === 'DELETED' || object.metadata['deletionTimestamp']) return;
      this.play({ ...object, ...kind }).catch((error: Error) => {
        this.faults.push(error.message);
        process.stderr.write(`player: ${error.message}\n`);
      });
    });
  }

  private async play(object: KubeObject): Promise<void> {
    await this.answer(object);
    for (const act of this.acts.get(kindTitle(object)) ?? []) await act(object, this.api);
  }

  private async answer(object: KubeObject): Promise<void> {
    const name = title({ ...object, ...object.metadata });
    const facts = this.facts.filter(({ target }) => title(target) === name);
    const open = facts.filter(({ condition }) => !shows(object, condition));
    if (open.length > 0) {
      const status = open.reduce<unknown>((into, { condition }) => withState(into, condition), object['status']);
      await this.api.writeStatus(object, complete(await this.schemaOf(object), status));
    }
    if (facts.length > 0) this.answered.add(name);
  }

  /** Of the kind's status. */
  private schemaOf({ apiVersion, kind }: KindRef): Promise<Schema | undefined> {
    const key = kindTitle({ apiVersion, kind });
    const schema = this.schemas.get(key) ?? this.readSchema(apiVersion, kind);
    this.schemas.set(key, schema);
    return schema;
  }

  private async readSchema(apiVersion: string, kind: string): Promise<Schema | undefined> {
    const [group, version] = apiVersion.split('/');
    const name = `${await this.api.plural({ apiVersion, kind })}.${group}`;
    const definition = await this.api.get<Definition>(`${DEFINITIONS}/${name}`);
    const served = definition?.spec.versions.find(({ name }) => name === version);
    return served?.schema?.openAPIV3Schema?.properties?.['status'];
  }
}

/** What the components of an environment wait for. */
export function factsOf({ components }: Rendering): readonly Readiness[] {
  return components.flatMap(({ component }) => component.readiness);
}

const kindTitle = ({ apiVersion, kind }: KindRef): string => `${kind} ${apiVersion}`;
const title = ({ apiVersion, kind, namespace, name }: ObjectRef): string =>
  `${kindTitle({ apiVersion, kind })} ${namespace ? `${namespace}/` : ''}${name}`;
