import { copyFileSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from './engine';
import type { TestStack } from './stack';

/**
 * Makes a stack usable again whose engine was killed, as docs/pulumi.md says: a backend of files does not survive a kill in
 * the middle of a write, and keeps the state before it as `.bak`; then the stack is unlocked.
 */
export async function recover(stack: TestStack): Promise<void> {
  const checkpoint = join(stack.backend, '.pulumi', 'stacks', PROJECT, `${stack.name}.json`);
  if (!isWhole(checkpoint)) {
    process.stderr.write('the kill met the engine in the middle of a write: the state before it is taken\n');
    copyFileSync(`${checkpoint}.bak`, checkpoint);
  }
  // What the backend notes beside each file, written last and read first; it does without.
  for (const notes of [`${checkpoint}.attrs`, `${checkpoint}.bak.attrs`])
    if (!isWhole(notes)) rmSync(notes, { force: true });
  await stack.inner.cancel();
}

function isWhole(checkpoint: string): boolean {
  try {
    JSON.parse(readFileSync(checkpoint, 'utf8'));
    return true;
  } catch {
    return false;
  }
}
