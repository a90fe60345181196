import type { PlanStep } from '../../core';
import { onMember } from './holder/on-member';

interface Planned {
  readonly name: string;
  readonly side: string;
  readonly namespace: string;
  readonly members: readonly string[];
  readonly addresses: readonly string[];
}

/** What must be there before the first server starts. */
export function prerequisitesOf({ name, namespace, addresses }: Planned): readonly string[] {
  return [
    `a certificate in the Secret ${name}-tls of ${namespace}, and on the other side, by one CA: for servers and for clients, with the addresses ${addresses.join(', ')} as subjectAltName`,
    `accounts of applications on ${name} without the privilege READ ONLY ADMIN, and so without ALL on *.*: who has it writes to a closed server`,
    `clients of ${name} that know the addresses ${addresses.join(', ')}, or a name that a plan leads after the data`,
  ];
}

/** Steps beside the plans of the pair. */
export function stepsOf(planned: Planned, follows: boolean): readonly PlanStep[] {
  const { name, side, members } = planned;
  const first = `${side}/${members[0]}`;
  const begin: PlanStep = {
    title: `Begin ${name}: make the database for the first time, with epoch 1. Once the witness has begun with ${side}, it opens`,
    when: 'later',
    commands: [onMember(planned.namespace), `on_member ${first} begin`, `on_member ${first} state`],
  };
  return [...(follows ? [] : [begin]), ...(members.length > 1 ? [reform(planned)] : [])];
}

/** After a crash of all from which one does not return. Whoever is missing may have what the others have not. */
function reform({ name, side, namespace, members }: Planned): PlanStep {
  return {
    title: `All of ${name} stopped, and do not find together: form its group around the member with the last write`,
    when: 'later',
    commands: [
      onMember(namespace),
      '# UUID:NUMBER of each. Where one does not answer, bring it back first: what it alone has is lost otherwise.',
      ...members.map((member) => `echo "$(on_member ${side}/${member} recovered) ${member}"`),
      '# The one with the highest number, and nobody else:',
      `# on_member ${side}/MEMBER form`,
    ],
  };
}
