import { groupBy } from '../../../core/order/group';
import type { Rendering } from '../../../core';
import { SEAL } from '../parents';
import type { Run } from './refuse/check';
import { identityOf } from './urn';

/** Names in a line: more of them say less. */
const MOST = 10;

/** A line for people, and whether it tells of a loss. */
export interface Line {
  readonly text: string;
  readonly isLoss: boolean;
}

/** What is about to be deleted, or may be from now on, before it happens. */
export function announcements(run: Run, rendering: Rendering): readonly Line[] {
  return [
    ...unsealed(run),
    ...deletions(run),
    ...givenUp(run),
    ...(run.tearDown === undefined ? [] : tearDown(run, rendering)),
  ];
}

/** The seal is made last: a run that ended before it has left none. */
function unsealed({ environment, before }: Run): readonly Line[] {
  const hasObjects = before.some((known) => identityOf(known) !== undefined);
  if (!hasObjects || before.some(({ type }) => type === SEAL)) return [];
  const text = `no run of ${environment} has come to its end yet: until one does, a destroy deletes what it finds on its way to the first protected object`;
  return [{ text, isLoss: true }];
}

function deletions({ comparison: { gone }, mayDelete }: Run): readonly Line[] {
  const told = gone.filter(({ name }) => mayDelete.has(name));
  const others = gone.filter(({ name }) => !mayDelete.has(name));
  return [
    ...told.map(({ name }) => ({
      text: `deletes ${name} with all data in it, as tripod:mayDelete says`,
      isLoss: true,
    })),
    ...[...groupBy(others, ({ name }) => name.split('/')[0] ?? '')].map(([kind, of]) => ({
      text: `deletes ${of.length} ${kind}: ${list(of.map(({ name }) => name.slice(kind.length + 1)))}`,
      isLoss: false,
    })),
  ];
}

function givenUp({ planned, mayDelete }: Run): readonly Line[] {
  const named = planned.filter(({ name }) => mayDelete.has(name));
  return named.map(({ name }) => ({
    text: `${name} is not protected any more: a run without it in the program, and a destroy, deletes it with all data in it`,
    isLoss: true,
  }));
}

/** Pulumi runs no steps while it destroys: they are for people, before it. */
function tearDown({ environment, planned }: Run, { components }: Rendering): readonly Line[] {
  const stays = planned.filter(({ retain }) => retain).map(({ name }) => name);
  const steps = [...components]
    .reverse()
    .flatMap(({ component }) => component.steps.filter(({ when }) => when === 'tear-down'));
  return [
    {
      text: `${environment} is not protected any more: \`pulumi destroy\` deletes all but ${stays.join(', ') || 'nothing'}`,
      isLoss: true,
    },
    ...steps.map(({ title, commands }) => ({
      text: `before the destroy, by hand: ${title}\n${commands.map((command) => `  ${command}`).join('\n')}`,
      isLoss: false,
    })),
  ];
}

function list(names: readonly string[]): string {
  const more = names.length - MOST;
  return more > 0 ? `${names.slice(0, MOST).join(', ')} and ${more} more` : names.join(', ');
}
