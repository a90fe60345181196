import { Secret } from '@pulumi/policy';
import { type Fields, step, UNKNOWN } from './resource/fields';

/** Inputs of a resource as they came from the engine. */
interface Inputs {
  readonly props: Fields;
  /** Paths that are marked as secret. Only a remediation is given the marks. */
  readonly secrets: ReadonlySet<string>;
}

/**
 * Takes inputs out of the wrappers that the policy SDK puts around them. A wrapper throws at the first value that a preview
 * does not know, and the rest would go unread; and it hides which values are secret. That is told by the descriptors of
 * its properties, which it passes through.
 */
export function unwrap(wrapped: object): Inputs {
  const secrets = new Set<string>();
  const read = (owner: object, key: string, path: string): unknown => {
    if (Object.getOwnPropertyDescriptor(owner, key)?.value instanceof Secret) secrets.add(path);
    try {
      return plain((owner as Fields)[key], path);
    } catch {
      // Reading a field fails for this reason alone.
      return UNKNOWN;
    }
  };
  const plain = (value: unknown, path: string): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return Object.keys(value).map((key) => read(value, key, step(path, Number(key))));
    return fields(value, path);
  };
  const fields = (owner: object, path: string): Fields =>
    Object.fromEntries(Object.keys(owner).map((key) => [key, read(owner, key, step(path, key))]));
  return { props: fields(wrapped, ''), secrets };
}
