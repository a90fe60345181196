import type { Problems } from '../../core';
import type { Settings } from '../settings/settings';
import { type Refusal, refusal } from './skew';

const WHY: Readonly<Record<Refusal, string>> = {
  'no version': 'a released version, such as 1.33.8',
  'other major': 'a version of the same major',
  downgrade: 'a version that is not newer: what a newer one has written, an older one need not understand',
  'skipped minor': 'a version of the same minor or the one before: no minor is skipped',
};

/** Checks whether the version that runs may become that of the environment. */
export function checkUpgrade({ environment: { distribution }, upgradeFrom }: Settings, problems: Problems): void {
  if (upgradeFrom === undefined) return;
  const target = distribution.kubernetes;
  const why = typeof upgradeFrom === 'string' ? refusal(upgradeFrom, target) : 'no version';
  problems.check(why === undefined, {
    at: 'upgradeFrom',
    got: upgradeFrom,
    want: `${WHY[why ?? 'no version']}, to go to ${target} from`,
    fix:
      why === 'skipped minor'
        ? `upgrade to the minors in between first, one by one, each with the release of Tripod that has it`
        : 'give what `kubectl version` calls the server version, or leave it out',
  });
}

/** From which version to which; undefined where there is nothing to upgrade. */
export function upgrade({ environment, upgradeFrom: from }: Settings): { from: string; to: string } | undefined {
  const to = environment.distribution.kubernetes;
  return from === undefined || from === to ? undefined : { from, to };
}
