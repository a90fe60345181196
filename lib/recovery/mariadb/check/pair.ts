import { Duration } from 'cdk8s';
import type { Environment, Problems } from '../../../core';
import { checkOtherCity } from '../../../core/environment/check/other-city';
import { checkSeconds, seconds } from './check';
import { MariaDb } from '../mariadb';
import type { Settings } from '../settings';

/** What the check has to know of a side. */
interface Side {
  readonly id: string;
  readonly environment: Environment;
  readonly settings: Settings;
}

/** `instanceof` narrows to a Chart only, since cdk8s lets every chart pass. */
function isMariaDb(value: unknown): value is MariaDb {
  return value instanceof MariaDb;
}

/** Checks what one side must have in common with the one that it follows, and what not. */
export function checkFollows(side: Side, follows: unknown, problems: Problems): void {
  if (follows === undefined) return;
  const known = problems.check(isMariaDb(follows), {
    at: 'follows',
    got: follows,
    want: 'the MariaDb of the other city',
    fix: 'pass the component itself, made before in its environment',
  });
  if (!known || !isMariaDb(follows)) return;
  const { id, environment, settings } = side;
  const other = follows.environment;
  problems.check(follows.node.id === id, {
    at: 'follows',
    got: `${follows.node.id}, followed by ${id}`,
    want: 'one id on both sides: it is one database',
    fix: `call both \`${follows.node.id}\``,
  });
  problems.check(follows.follows === undefined, {
    at: 'follows',
    got: `${follows.node.path}, which follows itself`,
    want: 'the side that begins: a copy of a copy has nobody to fail over to',
    fix: 'follow that one',
  });
  problems.check(follows.follower === undefined, {
    at: 'follows',
    got: `${follows.node.path}, which ${follows.follower?.node.path} follows`,
    want: 'one copy in another city: of two, nobody knows which takes over',
    fix: 'leave one of them out',
  });
  problems.check(follows.settings.witness === settings.witness, {
    at: 'witness',
    got: 'another one than that of the other side',
    want: 'one witness for both sides: two could both say yes',
    fix: 'pass the same `Witness` to both',
  });
  problems.check(follows.settings.namespace === settings.namespace, {
    at: 'namespace',
    got: `${settings.namespace}, and ${follows.settings.namespace} on the other side`,
    want: 'one name on both sides: plans find the servers by it',
    fix: 'leave it out, or name both alike',
  });
  problems.check(follows.settings.domain !== settings.domain, {
    at: 'domain',
    got: `${settings.domain}, as on the other side`,
    want: 'one of its own for each side: their GTIDs would mean different writes',
    fix: 'leave it out',
  });
  checkOtherCity('follows', other, environment, 'put the copy where it stays when that city is lost', problems);
}

/**
 * Checks that a loss is one that the copy can keep to: what has not arrived, and, when the link is cut, what the old side
 * acknowledges until it closes itself.
 */
export function checkRpo({ settings }: Side, problems: Problems): void {
  const { rpo } = settings;
  if (rpo === undefined || !checkSeconds('rpo', rpo, 0, 'for example `Duration.minutes(1)`', problems)) return;
  const most = lossOf(settings);
  const got = seconds(rpo) ?? 0;
  problems.check(got >= most.toSeconds(), {
    at: 'rpo',
    got: got === 0 ? 'none' : `${got} s`,
    want:
      `${most.toSeconds()} s or more: a copy in another city is ${settings.lag.toSeconds()} s behind, and a primary that ` +
      `is cut off acknowledges for ${settings.witness.closesWithin.toSeconds()} s until it has closed itself`,
    fix: 'allow that much, or shorten the `lease` of the witness; no copy over a distance promises none',
  });
}

/** Most that is lost with the city while all is well. */
export function lossOf({ lag, witness }: Pick<Settings, 'lag' | 'witness'>): Duration {
  return Duration.seconds(lag.toSeconds() + witness.closesWithin.toSeconds());
}
