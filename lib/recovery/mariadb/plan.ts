import type { PlanStep } from '../../core';
import { arbitrator } from './holder/arbitrator';
import { onMember } from './holder/on-member';
import { membersOf, type Side } from './holder/side';

/** What must be there before the first server starts. @param addresses of all that vote */
export function prerequisitesOf({ name, settings }: Side, addresses: readonly string[]): readonly string[] {
  const listed = addresses.join(', ');
  return [
    `a certificate in the Secret ${name}-tls of ${settings.namespace}, and on the other side, by one CA: for servers and for clients, with the addresses ${listed} as subjectAltName`,
    `accounts of applications on ${name} without the privilege READ ONLY ADMIN, and so without ALL on *.*: who has it writes to a closed server`,
    `clients of ${name} that know the addresses ${listed}, or a name that a plan leads after the data`,
  ];
}

/** Steps beside the plans of the pair. */
export function stepsOf(side: Side, follows: boolean): readonly PlanStep[] {
  const { name, environment, settings } = side;
  const [first = ''] = membersOf(side);
  const begin: PlanStep = {
    title: `Begin ${name}: make the database for the first time, with epoch 1. Once the witness has begun with ${environment.name}, it opens`,
    when: 'later',
    commands: [onMember(settings.namespace), `on_member ${first} begin`, `on_member ${first} state`],
  };
  return [...(follows ? [] : [begin]), ...(settings.replicas > 1 ? [reform(side)] : [])];
}

/** After a crash of all from which one does not return. Whoever is missing may have what the others have not. */
function reform(side: Side): PlanStep {
  return {
    title: `All of ${side.name} stopped, and do not find together: form its group around the member with the last write`,
    when: 'later',
    commands: [
      onMember(side.settings.namespace),
      '# UUID:NUMBER of each. Where one does not answer, bring it back first: what it alone has is lost otherwise.',
      ...membersOf(side).map((member) => `echo "$(on_member ${member} recovered) ${member}"`),
      ...arbitrator(side, 0),
      '# The one with the highest number, and nobody else:',
      `# on_member ${side.environment.name}/MEMBER form`,
      '# The others, one after the other: they still wait for the group as it was.',
      `# on_member ${side.environment.name}/MEMBER restart`,
      ...arbitrator(side, 1).map((line) => `# ${line}`),
    ],
  };
}
