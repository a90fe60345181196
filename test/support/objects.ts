import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';

/** An object as rendered, with every field open. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests read fields of any kind
export type Loose = any;

/** Every object below a construct, as JSON. */
export function objects(construct: IConstruct): Loose[] {
  return construct.node
    .findAll()
    .filter((node) => ApiObject.isApiObject(node))
    .map((object) => object.toJson());
}

/** The one object of a kind (and name) below a construct. */
export function object(construct: IConstruct, kind: string, name?: string): Loose {
  const found = objects(construct).filter(
    (json) => json.kind === kind && (name === undefined || json.metadata.name === name),
  );
  if (found.length !== 1) throw new Error(`${found.length} objects ${kind} ${name ?? ''}, want one`);
  return found[0];
}
