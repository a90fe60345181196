/** A value that the engine does not know yet, as in a preview. There is one, `UNKNOWN`. */
export class Unknown {
  /** How it is written in place of a value. Source: pulumi sdk/go/common/resource/plugin/rpc.go. */
  static readonly mark = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';
}
export const UNKNOWN = new Unknown();

/** A value that the state holds encrypted and that no log shows. */
export class Secret {
  constructor(readonly value: Property) {}
}

/** What a resource's property may be, as the engine sends it. */
type Property = null | boolean | number | string | Unknown | Secret | Property[] | Properties;
export interface Properties {
  [name: string]: Property;
}

/** A property whose secrets have been revealed. */
export type Value = null | boolean | number | string | Unknown | Value[] | Tree;
export interface Tree {
  [name: string]: Value;
}

/** Reads what came over the wire: marks become `Secret` and `UNKNOWN`. */
export function decode(wire: unknown): Property {
  if (typeof wire === 'string') return unknownMarks.has(wire) ? UNKNOWN : wire;
  if (Array.isArray(wire)) return wire.map(decode);
  if (!isMap(wire)) return wire ?? null;
  if (wire[signature] === secretSignature) return new Secret(decode(wire['value']));
  return mapValues(wire, decode);
}

/** Writes a property for the wire; the reverse of `decode`. */
export function encode(property: Property): unknown {
  if (property instanceof Unknown) return Unknown.mark;
  if (property instanceof Secret) return { [signature]: secretSignature, value: encode(property.value) };
  if (Array.isArray(property)) return property.map(encode);
  return isMap(property) ? mapValues(property, encode) : property;
}

/** The bare value, no longer marked as a secret: for the API server's eyes, never for a message. */
export function reveal(property: Property): Value {
  if (property instanceof Secret) return reveal(property.value);
  if (Array.isArray(property)) return property.map(reveal);
  return isTree(property) ? mapValues(property, reveal) : property;
}

export const hasSecret = (property: Property): boolean =>
  property instanceof Secret || parts(property).some((part) => hasSecret(part));

export const hasUnknown = (property: Property): boolean =>
  property instanceof Unknown || parts(property).some((part) => hasUnknown(part));

/** Whether the value is a map, and no mark. */
export const isTree = <T extends Property>(value: T): value is Extract<T, Properties> => isMap(value);

export const mapValues = <T, R>(map: Readonly<Record<string, T>>, change: (value: T) => R): Record<string, R> =>
  Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]));

function parts(property: Property): Property[] {
  if (property instanceof Secret) return [property.value];
  if (Array.isArray(property)) return property;
  return isTree(property) ? Object.values(property) : [];
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof Secret) &&
  !(value instanceof Unknown);

// Source of the marks: pulumi sdk/go/common/resource/sig.go and resource/plugin/rpc.go (one mark for each type).
const signature = '4dabf18193072939515e22adb298388d';
const secretSignature = '1b47061264138c4ac30d75fd1eb44270';
const unknownMarks = new Set([
  Unknown.mark,
  '1c4a061d-8072-4f0a-a4cb-0ff528b18fe7',
  '3eeb2bf0-c639-47a8-9e75-3b44932eb421',
  '6a19a0b0-7e62-4c92-b797-7f8e31da9cc2',
  '030794c1-ac77-496b-92df-f27374a8bd58',
  'e48ece36-62e2-4504-bad9-02848725956a',
  'dd056dcd-154b-4c76-9bd3-c8f88648b5ff',
]);
