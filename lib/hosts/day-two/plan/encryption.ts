import type { PlanStep } from '../../../core';
import type { Host } from '../../../landscape';
import type { Settings } from '../../settings/settings';
import { ENCRYPTED, ENCRYPTION_KEYS } from '../../encryption/configuration';
import { FIRST_KEY } from '../../encryption/key-functions';
import { SBIN } from '../../scripts/paths';
import { block, line } from '../../plan/block';
import { ARGUMENTS, call, tripod, tripodWith } from '../../plan/commands';

/**
 * A new key, without a moment in which an API server meets a Secret that it cannot read (kubernetes/website
 * content/en/docs/tasks/administer-cluster/encrypt-data.md, "Rotate a decryption key").
 */
export function encryptionSteps({ encryption, masters, machines }: Settings): readonly PlanStep[] {
  const [first, ...others] = masters;
  const last = masters[masters.length - 1];
  if (encryption.provider === 'kms' || first === undefined) return [];
  const rewrite = ENCRYPTED.join(',');
  const functions = [
    `keys() { ${tripod(machines, ARGUMENTS, 'encryption list')}; }`,
    'all_keys() {',
    ...masters.map((host, index) => `${index === 0 ? '  ' : '    '}${call('keys', host)}${host === last ? '' : ' &&'}`),
    '}',
  ];
  return [
    {
      title:
        'Exchange the key of Secrets at rest: a new one on all masters, which then writes, and every Secret anew. The old one stays until the next block',
      when: 'later',
      commands: [
        'new=key2',
        ...functions,
        ...agreement('all_know', '$1 == key', '"$new"', masters, 'not all masters have the same key $new'),
        // What comes while this goes on is written by the new key, and refuses the old state of itself: run again.
        `rewrite() { all=$(kubectl get ${rewrite} --all-namespaces --output=json) && printf '%s\\n' "$all" | kubectl replace --filename=-; }`,
        ...block('exchange_key', [
          line(first, tripodWith(machines, first, 'encryption new', '$new')),
          ...others.map((host) =>
            line(
              host,
              `${tripodWith(machines, first, 'encryption show', '$new')} | ${machines.pipe(host, `${SBIN}/tripod-encryption add`)}`,
            ),
          ),
          { at: 'the masters', command: 'all_know' },
          ...masters.map((host) => line(host, tripodWith(machines, host, 'encryption first', '$new'))),
          { at: 'the API', command: 'rewrite' },
        ]),
        `# The new line of ${ENCRYPTION_KEYS} goes into the safe, beside the old one, which stays there.`,
      ],
    },
    {
      title: `Then, only when \`exchange_key\` has said that it is done, the old key goes. A snapshot from before holds Secrets that only the old key reads: it stays in the safe for as long as such a snapshot is kept, and to restore one it goes back into ${ENCRYPTION_KEYS} first, by \`tripod-encryption add\` on every master`,
      when: 'later',
      commands: [
        `old=${FIRST_KEY}`,
        ...functions,
        ...agreement(
          'all_write',
          '$3 == "writes" && $1 != key',
          '"$old"',
          masters,
          'not all masters write with the same other key than $old',
        ),
        ...block('remove_key', [
          { at: 'the masters', command: 'all_write' },
          ...masters.map((host) => line(host, tripodWith(machines, host, 'encryption remove', '$old', ' --rewritten'))),
        ]),
      ],
    },
  ];
}

/** A function that succeeds when the same key meets a condition of awk on every master; names alone do not tell keys apart. */
function agreement(
  name: string,
  condition: string,
  key: string,
  masters: readonly Host[],
  otherwise: string,
): readonly string[] {
  return [
    `${name}() {`,
    '  found=$(all_keys) || return 1',
    `  echo "$found" | awk -v key=${key} '${condition} { of[$1 " " $2]++ } END { for (one in of) if (of[one] == ${masters.length}) exit; exit 1 }' ||`,
    `    { echo "${otherwise}; they have:" && echo "$found" && false; } >&2`,
    '}',
  ];
}
