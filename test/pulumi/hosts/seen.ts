import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Run, TestStack } from '../harness';

/** All that the backend of a stack keeps: its state, earlier ones and the record of runs, as they lie on the disk. */
export function backendOf({ inner }: TestStack): string {
  const folder = new URL(inner.workspace.envVars['PULUMI_BACKEND_URL'] ?? '').pathname;
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map((file) => readFileSync(join(file.parentPath, file.name), 'utf8')).join('\n');
}

/**
 * All that a run says to people. Not the events of severity debug, which only `--debug` shows: in these the SDK itself writes
 * the answers of the engine with every value in them (@pulumi/pulumi runtime/resource.js, "RegisterResource RPC finished").
 */
export function saidBy({ output }: Run): string {
  const lines = output.split('\n');
  return lines.filter((line) => !line.startsWith('{') || !line.includes('"severity":"debug"')).join('\n');
}
