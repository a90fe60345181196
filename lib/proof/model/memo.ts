import type { Model } from './model';

/** What was found once for a part of a model, and would be found again for each of a million failures. */
export class Memo<K extends object, V> {
  private readonly known = new WeakMap<Model, WeakMap<K, V>>();

  /** What is known of a part, or is made now. The same part in another model is another one. */
  of(model: Model, part: K, make: () => V): V {
    const parts = this.known.get(model) ?? new WeakMap<K, V>();
    this.known.set(model, parts);
    const known = parts.get(part);
    if (known !== undefined) return known;
    const made = make();
    parts.set(part, made);
    return made;
  }
}
