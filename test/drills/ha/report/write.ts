import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { markdown } from './markdown';
import type { DrillRecord } from './record';

/** Writes the record for programs and for people; the path of the latter. */
export function writeRecord(folder: string, record: DrillRecord): string {
  mkdirSync(folder, { recursive: true });
  const base = join(folder, record.begun.replaceAll(':', '-').replace(/\.\d+/, ''));
  writeFileSync(`${base}.json`, json(record));
  writeFileSync(`${base}.md`, markdown(record));
  return `${base}.md`;
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
