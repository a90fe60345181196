import { createHash } from 'node:crypto';
import type { Document } from '../../core';
import type { RecoveryPlan } from './recovery-plan';
import { runner } from './runner';
import { epochScript, stepScript } from './step/script';
import { scriptName } from './step/name';

/** The programs of a plan, by their paths in its folder, in the order in which bash lists them. */
export function programs(plan: RecoveryPlan): readonly Document[] {
  return [
    ...(plan.epoch === undefined ? [] : [{ path: 'epoch.sh', text: epochScript(plan, plan.epoch) }]),
    { path: 'run.sh', text: runner(plan) },
    ...plan.actions.map((action, index) => ({
      path: `steps/${scriptName(index, plan.actions.length, action)}`,
      text: stepScript(plan, index),
    })),
  ];
}

/** What `sha256sum *.sh steps/*.sh | sha256sum` says of them in the folder of the plan: what people approve. */
export function fingerprint(scripts: readonly Document[]): string {
  return sha256(scripts.map(({ path, text }) => `${sha256(text)}  ${path}\n`).join(''));
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
