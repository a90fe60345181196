import type { PlanStep } from '../../../core';
import type { Settings } from '../../settings/settings';
import { ENCRYPTED } from '../../encryption/configuration';
import { SBIN } from '../../scripts/day-two-paths';
import { tripodWith } from '../../plan/commands';

/**
 * A new key, without a moment in which an API server meets a Secret that it cannot read (kubernetes/website
 * content/en/docs/tasks/administer-cluster/encrypt-data.md, "Rotate a decryption key").
 */
export function encryptionSteps({ encryption, masters, machines }: Settings): readonly PlanStep[] {
  const [first, ...others] = masters;
  if (encryption.service !== undefined || first === undefined) return [];
  const rewrite = ENCRYPTED.join(',');
  return [
    {
      title: 'Exchange the key of Secrets at rest: a new one on all masters, which then writes, and every Secret anew',
      when: 'later',
      commands: [
        'new=key2',
        tripodWith(machines, first, 'encryption new', '$new'),
        ...others.map(
          (host) =>
            `${tripodWith(machines, first, 'encryption show', '$new')} | ${machines.pipe(host, `${SBIN}/tripod-encryption add`)}`,
        ),
        ...masters.map((host) => tripodWith(machines, host, 'encryption first', '$new')),
        `kubectl get ${rewrite} --all-namespaces --output=json | kubectl replace --filename=-`,
      ],
    },
    {
      title:
        'Then, once `kubectl replace` has ended without an error, the old key goes; what only it reads is lost with it',
      when: 'later',
      commands: [
        'old=key1',
        ...masters.map((host) => tripodWith(machines, host, 'encryption remove', '$old', ' --rewritten')),
      ],
    },
  ];
}
