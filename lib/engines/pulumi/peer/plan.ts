import { identity } from '../../../core/check/objects';
import { fileName } from '../../../core/component/file-name';
import { type Join, type JoiningObject, type Rendering, type SecretObject, takenNames } from '../../../core';
import { secretItem } from '../plan/item';
import { FIELD_MANAGER } from '../plan/plan';
import type { PlannedResource } from '../plan/resource';
import { nameOf, typeOf } from '../plan/token';
import { exchangesOf, offersOf, secretsOf } from './exchange';

export interface JoinOptions {
  /** Names of the values that the program was given; `all` for what there would be with all of them. */
  readonly given: ReadonlySet<string> | 'all';
  /** Whether the environment is being torn down. */
  readonly tearDown: boolean;
}

/** Where the resources are shown. */
type Place = Pick<PlannedResource, 'stage' | 'component'>;

/**
 * What joins an environment to others, as resources: what all values are there for. A Secret comes before whatever names it,
 * and everything after the objects that are joined. It stays in the cluster when it leaves the program, since the other city
 * may be gone just then. A tear-down leaves Secrets and what names them, too: a pool stays, and would be blocked without.
 */
export function planJoins(rendering: Rendering, { given, tearDown }: JoinOptions): readonly PlannedResource[] {
  const own = offersOf(rendering).map(({ name }) => name);
  const isThere = (object: JoiningObject) =>
    given === 'all' || missingOf(object, new Set([...given, ...own])).length === 0;
  return exchangesOf(rendering).flatMap(({ component, exchange: { join } }) => {
    const place = { stage: component.stage, component: fileName(component) };
    const ready = join.objects.filter((object) => isThere(object) && !object.secrets?.some(isStored));
    const after = targets(join);
    const secrets = secretsOf(ready).map((secret) => resource(place, secretItem(secret), { after, retain: true }));
    return [
      ...secrets,
      ...ready.map((object) =>
        object.manager === undefined
          ? resource(place, { body: object.body }, { after, retain: !tearDown })
          : patchResource(place, object, after),
      ),
    ];
  });
}

/** Names of the values without which an object cannot be made. */
export function missingOf({ body, secrets = [] }: JoiningObject, known: ReadonlySet<string>): readonly string[] {
  const inSecrets = secrets.flatMap(({ values }) => Object.values(values).map(({ name }) => name));
  return [...inSecrets, ...takenNames(body)].filter((name) => !known.has(name));
}

/** Whether a Secret comes out of a store: no value of the program reaches it. */
export function isStored({ external }: SecretObject): boolean {
  return external !== undefined;
}

/**
 * Fields of an object that is there, as the plugin's resource for them. Its field manager is of the plugin's making: a name
 * would have to stand in an annotation of the object, where that of its owner stands.
 */
function patchResource(place: Place, { body, secrets = [] }: JoiningObject, after: readonly string[]): PlannedResource {
  const { apiVersion, metadata } = body;
  const kind = `${body.kind}Patch`;
  const needs = secrets.map((secret) => secretItem(secret).key);
  return {
    ...resource(place, { body }, { after: [...after, ...needs], retain: true }),
    key: identity({ ...body, kind }),
    type: typeOf(apiVersion, kind),
    name: nameOf(kind, metadata.namespace, metadata.name),
    body,
  };
}

function resource(
  place: Place,
  { body, secrets }: Pick<PlannedResource, 'body' | 'secrets'>,
  { after, retain }: Pick<PlannedResource, 'after' | 'retain'>,
): PlannedResource {
  const { apiVersion, kind, metadata } = body;
  const annotations = { 'pulumi.com/patchFieldManager': FIELD_MANAGER };
  return {
    ...place,
    key: identity(body),
    type: typeOf(apiVersion, kind),
    name: nameOf(kind, metadata.namespace, metadata.name),
    body: { ...body, metadata: { ...metadata, annotations } },
    ...(secrets === undefined ? {} : { secrets }),
    after: [...new Set(after)],
    retain,
    earlier: [],
    holdsData: false,
    guarded: false,
    protect: false,
    limits: {},
  };
}

/** Keys of the objects that are joined, and of whose fields some are set. */
function targets({ objects }: Join): readonly string[] {
  return objects.flatMap(({ body, manager }) => (manager === undefined ? [] : [identity(body)]));
}
