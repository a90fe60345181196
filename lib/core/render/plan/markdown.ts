/** Commands as a block that can be copied. */
export function fence(commands: readonly string[]): string {
  return ['```sh', ...commands, '```'].join('\n');
}
