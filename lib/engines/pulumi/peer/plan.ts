import { identity } from '../../../core/check/objects';
import { fileName } from '../../../core/component/file-name';
import { type Join, type JoiningObject, type Rendering } from '../../../core';
import { annotated } from '../plan/annotated';
import { secretItem } from '../plan/item';
import type { PlannedResource } from '../plan/resource';
import { identifiers } from '../plan/token';
import { exchangesOf, isByHand, namesIn, offersOf, secretsOf } from './exchange';

interface JoinOptions {
  /** Names of the values that the program was given; `all` for what there would be with all of them. */
  readonly given: ReadonlySet<string> | 'all';
  /** Whether the environment is being torn down. */
  readonly tearDown: boolean;
  /** Names in the stack of what the caller gives up: that does not stay. @default - nothing */
  readonly mayDelete?: ReadonlySet<string>;
}

/** Where the resources are shown. */
type Place = Pick<PlannedResource, 'stage' | 'component'>;

/**
 * What joins an environment to others, as resources: what all values are there for. A Secret comes before whatever names it,
 * and everything after the objects that are joined. It stays in the cluster when it leaves the program, since the other city
 * may be gone just then. A tear-down leaves Secrets and what names them, too: a pool stays, and would be blocked without.
 */
export function planJoins(
  rendering: Rendering,
  { given, tearDown, mayDelete = new Set() }: JoinOptions,
): readonly PlannedResource[] {
  const own = offersOf(rendering).map(({ name }) => name);
  const isThere = (object: JoiningObject) =>
    given === 'all' || missingOf(object, new Set([...given, ...own])).length === 0;
  return exchangesOf(rendering).flatMap(({ component, exchange: { join } }) => {
    const place = { stage: component.stage, component: fileName(component) };
    const ready = join.objects.filter((object) => isThere(object) && !isByHand(object));
    const after = targets(join);
    const secrets = secretsOf(ready).map((secret) => resource(place, secretItem(secret), { after, retain: true }));
    return [
      ...secrets,
      ...ready.map((object) =>
        object.manager === undefined
          ? resource(place, { body: object.body }, { after, retain: !tearDown })
          : patchResource(place, object, after),
      ),
    ].map((each) => ({ ...each, retain: each.retain && !mayDelete.has(each.name) }));
  });
}

/** Names of the values without which an object cannot be made. */
export function missingOf(object: JoiningObject, known: ReadonlySet<string>): readonly string[] {
  return namesIn(object).filter((name) => !known.has(name));
}

/**
 * Fields of an object that is there, as the plugin's resource for them. Its field manager is of the plugin's making: a name
 * would have to stand in an annotation of the object, where that of its owner stands.
 */
function patchResource(place: Place, { body, secrets = [] }: JoiningObject, after: readonly string[]): PlannedResource {
  const needs = secrets.map((secret) => secretItem(secret).key);
  return {
    ...resource(place, { body }, { after: [...after, ...needs], retain: true }),
    ...identifiers(body, `${body.kind}Patch`),
    body,
  };
}

function resource(
  place: Place,
  { body, secrets }: Pick<PlannedResource, 'body' | 'secrets'>,
  { after, retain }: Pick<PlannedResource, 'after' | 'retain'>,
): PlannedResource {
  return {
    ...place,
    ...identifiers(body),
    body: annotated(body),
    ...(secrets === undefined ? {} : { secrets }),
    after: [...new Set(after)],
    retain,
    joins: true,
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
