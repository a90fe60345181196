import type { Resource } from '@pulumi/pulumi';
import { inTurn } from './in-turn';
import { filesOf, type Work } from './work';

/** Has all other hosts join, so many at once, after the last master is a member. */
export function joinOthers(work: Work, joined: Resource): readonly Resource[] {
  const { others, atOnce, commands } = work.bootstrap;
  return inTurn(others, atOnce, (host, before: readonly Resource[]) =>
    work.make.join(host, {
      inviter: work.first,
      invite: commands.invite,
      join: commands.join,
      after: [joined, ...filesOf(work, host), ...before],
    }),
  );
}
