/**
 * Makes one thing per item, so many at once: each is told the thing `width` places before it, for which it waits. With 1
 * they are made one after the other.
 */
export function inTurn<Item, Made>(
  items: readonly Item[],
  width: number,
  make: (item: Item, before: readonly Made[]) => Made,
): readonly Made[] {
  const made: Made[] = [];
  items.forEach((item, index) =>
    made.push(make(item, made.slice(Math.max(0, index - width), Math.max(0, index - width + 1)))),
  );
  return made;
}
