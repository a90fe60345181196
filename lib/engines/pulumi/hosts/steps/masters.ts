import { type Resource, secret } from '@pulumi/pulumi';
import { inTurn } from './in-turn';
import { filesOf, settingsOf, type Work } from './work';

/** Begins the cluster on the first master, and has the others join one by one. What stands at the end of it. */
export function joinMasters(work: Work): Resource {
  const { bootstrap, first, make } = work;
  const { masters, commands } = bootstrap;
  const published = make.on(first, {
    what: 'cluster-settings',
    command: commands.publish,
    stdin: settingsOf(work, first),
    after: [begin(work), ...filesOf(work, ...masters)],
  });
  const joins = inTurn(masters.slice(1), 1, (host, before: readonly Resource[]) =>
    make.join(host, {
      inviter: first,
      invite: commands.inviteMaster,
      join: commands.join,
      after: [published, ...filesOf(work, host), ...before],
    }),
  );
  return joins.at(-1) ?? published;
}

function begin(work: Work): Resource {
  const { bootstrap, first, make } = work;
  const after = [...filesOf(work, first), ...keep(work)];
  return make.on(first, { what: 'control-plane', command: bootstrap.commands.begin, once: true, after });
}

/** Keeps the key that is given, if one is, before anything is encrypted by another. */
function keep(work: Work): readonly Resource[] {
  const { bootstrap, first, make, key } = work;
  if (key === undefined) return [];
  const { keepKey: command } = bootstrap.commands;
  const after = filesOf(work, first);
  return [make.on(first, { what: 'encryption-key', command, stdin: secret(key), once: true, after })];
}

/** Has masters adopt their settings, one by one, after the last of them is a member. What stands at the end of it. */
export function adoptSettings(work: Work, joined: Resource): readonly Resource[] {
  const { masters, commands } = work.bootstrap;
  const adopted = inTurn(masters, 1, (host, before: readonly Resource[]) =>
    work.make.on(host, {
      what: 'settings',
      command: commands.adopt,
      stdin: settingsOf(work, host),
      after: [joined, ...before],
    }),
  );
  return adopted.slice(-1);
}
