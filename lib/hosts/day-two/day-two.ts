import type { PlanStep } from '../../core';
import type { Settings } from '../settings/settings';
import { certificateSteps } from './plan/certificates';
import { encryptionSteps } from './plan/encryption';
import { etcdSteps } from './plan/etcd';
import { hostSteps } from './plan/hosts';
import { restartSteps } from './plan/restart';
import { upgradeSteps } from './plan/upgrade';

/** What is done to a cluster that runs: procedures that are kept for later, each a block of exact commands. */
export function dayTwoSteps(settings: Settings): readonly PlanStep[] {
  return [upgradeSteps, certificateSteps, etcdSteps, hostSteps, restartSteps, encryptionSteps].flatMap((steps) =>
    steps(settings),
  );
}
