import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { isFields } from '../../../errors';

/** A claim of a volume, or what makes claims. */
export interface Claim {
  readonly namespace: string;
  readonly name: string;
  /** @default - the default class of the cluster */
  readonly storageClassName: string | undefined;
  /** Labels that the claim bears. */
  readonly labels: Readonly<Record<string, string>>;
  /** The object that asks for it. */
  readonly object: ApiObject;
  /** Kind of the object of an operator that makes the claims under names of its own; undefined where the name is known. */
  readonly madeFor: string | undefined;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * Every claim that objects below a construct make.
 * @param classes whose names give away an operator's object that makes claims, in whatever field they stand
 */
export function claimsIn(construct: IConstruct, classes: readonly string[] = []): readonly Claim[] {
  const objects = construct.node.findAll().filter((node) => ApiObject.isApiObject(node));
  return objects.filter(makesClaims).flatMap((object) => claimsOf(object, classes));
}

/** Rendering is dear: only what can hold a claim is rendered. */
function makesClaims({ apiGroup, kind }: ApiObject): boolean {
  return (
    kind === 'PersistentVolumeClaim' ||
    kind === 'StatefulSet' ||
    (apiGroup.includes('.') && !apiGroup.endsWith('.k8s.io'))
  );
}

function claimsOf(object: ApiObject, classes: readonly string[]): readonly Claim[] {
  const json = object.toJson() as Fields;
  if (object.kind === 'PersistentVolumeClaim') return [claim(object, json, object.name)];
  if (object.kind !== 'StatefulSet') return madeBy(object, json, classes);
  const { replicas = 1, selector, ordinals } = fields(json['spec']) as { replicas?: number; [key: string]: unknown };
  const { start = 0 } = fields(ordinals) as { start?: number };
  const labels = texts(fields(selector)['matchLabels']);
  // Named after the template, the set and the pod; with the labels by which the set finds its pods (kubernetes
  // pkg/controller/statefulset/stateful_set_utils.go@v1.34.4, getPersistentVolumeClaims).
  return templates(json).flatMap((template) =>
    Array.from({ length: replicas }, (_, pod) => {
      const made = claim(object, template, `${nameOf(template)}-${object.name}-${start + pod}`);
      return { ...made, labels: { ...made.labels, ...labels } };
    }),
  );
}

function claim(object: ApiObject, json: Fields, name: string): Claim {
  const { storageClassName } = fields(json['spec']);
  return {
    namespace: object.metadata.namespace ?? 'default',
    name,
    storageClassName: typeof storageClassName === 'string' ? storageClassName : undefined,
    labels: texts(fields(json['metadata'])['labels']),
    object,
    madeFor: undefined,
  };
}

/** Claims of an operator's object: of its templates, and one for each class that it names elsewhere. */
function madeBy(object: ApiObject, json: Fields, classes: readonly string[]): readonly Claim[] {
  const made = templates(json).map((template) => claim(object, template, `${nameOf(template)} of ${object.name}`));
  const known = new Set(made.map(({ storageClassName }) => storageClassName));
  const named = [...new Set(textsIn(json))].filter((text) => classes.includes(text) && !known.has(text));
  const others = named.map((storageClassName) =>
    claim(object, { spec: { storageClassName } }, `those of ${object.name}`),
  );
  return [...made, ...others].map((each) => ({ ...each, madeFor: object.kind }));
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) || isFields(value) ? Object.values(value).flatMap(textsIn) : [];
}

/** Templates of claims, wherever an operator's object keeps them. */
function templates(value: unknown): readonly Fields[] {
  if (Array.isArray(value)) return value.flatMap(templates);
  return Object.entries(fields(value)).flatMap(([key, item]) => {
    if (key === 'volumeClaimTemplates' && Array.isArray(item)) return item.filter(isFields);
    return key === 'volumeClaimTemplate' && isFields(item) ? [item] : templates(item);
  });
}

function nameOf(template: Fields): string {
  const { name } = fields(template['metadata']);
  return typeof name === 'string' ? name : 'volume';
}

function fields(value: unknown): Fields {
  return isFields(value) ? value : {};
}

function texts(value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(fields(value)).map(([key, text]) => [key, String(text)]));
}
