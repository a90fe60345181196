import { hasSecret, isTree, mapValues, Secret, type Properties } from '../../lib/values';

/**
 * The outputs, in which all is secret that was so in the inputs, and the data of a Secret in any case. A list with a
 * secret is secret as a whole, since its order may change. Source: provider/provider.go, annotateSecrets.
 */
export function withSecrets(outputs: Properties, inputs: Properties): Properties {
  if (outputs['kind'] === 'Secret') {
    return Object.fromEntries(
      Object.entries(outputs).map(([key, value]) => [
        key,
        (key === 'data' || key === 'stringData') && !(value instanceof Secret) ? new Secret(value) : value,
      ]),
    );
  }
  return Object.fromEntries(
    Object.entries(outputs).map(([key, value]) => {
      const input = inputs[key];
      if (input === undefined) return [key, value];
      if (isTree(value) && isTree(input)) return [key, withSecrets(value, input)];
      return [key, hasSecret(input) && !(value instanceof Secret) ? new Secret(value) : value];
    }),
  );
}

/** A copy whose maps, also those in lists, have other keys. */
export function renamed<T>(value: T, names: Readonly<Record<string, string>>): T {
  if (Array.isArray(value)) return value.map((each: unknown) => renamed(each, names)) as T;
  if (value instanceof Secret) return new Secret(renamed(value.value, names)) as T;
  if (!isTree(value as never)) return value;
  const inner = mapValues(value as Properties, (each) => renamed(each, names));
  return Object.fromEntries(Object.entries(inner).map(([key, each]) => [names[key] ?? key, each])) as T;
}
