/** Freezes plain objects and lists all the way down; instances of classes (Size, Duration) are immutable already. */
export function freeze<T>(value: T): T {
  if (Array.isArray(value)) value.forEach(freeze);
  else if (value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
    Object.values(value).forEach(freeze);
  } else return value;
  return Object.freeze(value);
}
