import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { markdown } from './markdown';
import type { DrillRecord } from './record';

/** Writes the proof of a world beside the record; its path. */
export function writeProof(folder: string, begun: Date, world: string, text: string): string {
  mkdirSync(folder, { recursive: true });
  const path = `${base(folder, begun.toISOString())}.${world}.proof.json`;
  writeFileSync(path, text);
  return path;
}

/** Writes the record for programs and for people; the path of the latter. */
export function writeRecord(folder: string, record: DrillRecord): string {
  mkdirSync(folder, { recursive: true });
  const path = base(folder, record.begun);
  writeFileSync(`${path}.json`, json(record));
  writeFileSync(`${path}.md`, markdown(record));
  return `${path}.md`;
}

/** What the paths of all files of a drill begin with. */
function base(folder: string, begun: string): string {
  return join(folder, begun.replaceAll(':', '-').replace(/\.\d+/, ''));
}

/** The record for programs. JSON has no undefined, and a field that comes and goes is hard to rely on: it is null. */
export function json(record: DrillRecord): string {
  return `${JSON.stringify(record, (_, value: unknown) => plain(value), 2)}\n`;
}

/** Differences of times have no more than three true decimals. */
function plain(value: unknown): unknown {
  if (value === undefined) return null;
  return typeof value === 'number' ? Math.round(value * 1000) / 1000 : value;
}
