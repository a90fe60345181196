/**
 * Proves that every prop has an effect: `variants` holds a value other than the default for each prop, which the
 * compiler checks to be complete, and each alone must change what is made.
 */
export function propsWithoutEffect<Props extends object>(
  make: (props: Partial<Props>) => unknown,
  variants: Required<Props>,
): string[] {
  const plain = JSON.stringify(make({}));
  return Object.entries(variants)
    .filter(([key, value]) => JSON.stringify(make({ [key]: value } as Partial<Props>)) === plain)
    .map(([key]) => key);
}
