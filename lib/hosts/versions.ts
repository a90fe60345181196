/** `2.0` of 2.0.11: hosts get their patches from the bank's own repositories. */
export function minor(version: string): string {
  return version.split('.').slice(0, 2).join('.');
}
