import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StepTime } from '../judge/round';

/** What a run of a plan left behind, read from its state. */
export interface RunRecord {
  readonly steps: readonly (StepTime & { readonly ended: string })[];
  /** Seconds that were lost, as the plan has measured. */
  readonly rpo: number | undefined;
  /** Name of the snapshot that was taken over. */
  readonly snapshot: string | undefined;
}

/** @param folder TRIPOD_STATE of the run */
export function recordOf(folder: string, plan: string): RunRecord {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const inPlan = (file: string) => names.filter((name) => name.includes(`/${plan}/`) && name.endsWith(file)).at(-1);
  const path = inPlan('record.json');
  if (path === undefined) return { steps: [], rpo: undefined, snapshot: undefined };
  const record = JSON.parse(readFileSync(join(folder, path), 'utf8')) as {
    steps: RunRecord['steps'];
    rpo: number | null;
  };
  const chosen = inPlan('snapshot/chosen');
  return {
    steps: record.steps,
    rpo: record.rpo ?? undefined,
    snapshot: chosen === undefined ? undefined : readFileSync(join(folder, chosen), 'utf8').trim().replace(/\.db$/, ''),
  };
}
