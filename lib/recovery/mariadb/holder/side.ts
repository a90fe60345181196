import { Duration } from 'cdk8s';
import type { Environment } from '../../../core';
import { podsOf } from '../server/members';
import type { Settings } from '../settings';
import { FIRST_THAT, onMember } from './on-member';

/** A side of a database, as plans know it. */
export interface Side {
  /** `mariadb-ledger`. */
  readonly name: string;
  readonly environment: Environment;
  readonly settings: Settings;
}

/** `production/mariadb-ledger-0` of each member. */
export function membersOf({ name, environment, settings }: Side): readonly string[] {
  return podsOf(name, settings.replicas).map((pod) => `${environment.name}/${pod}`);
}

/** Lines of a step, and before them what they use: how members are reached, and which there are. */
export function step(lines: readonly string[], side: Side, other?: Side): readonly string[] {
  const text = lines.join('\n');
  const used: readonly (readonly [string, string])[] = [
    ['on_member', onMember(side.settings.namespace)],
    ['first_that', FIRST_THAT],
    ['members[@]', `members=(${membersOf(side).join(' ')})`],
    ...(other === undefined ? [] : [['others[@]', `others=(${membersOf(other).join(' ')})`] as const]),
  ];
  const calls = text.includes('first_that') ? `${text} on_member` : text;
  return [...used.filter(([name]) => calls.includes(name)).map(([, line]) => line), ...lines];
}

/** Share of a link, and of its time, that a copy may expect beside everything else. */
const SHARE = 0.5;

/** Bits per second, where nobody wrote down the bandwidth of a link. */
const UNKNOWN = 200e6;

/** How long a copy of half a volume takes from one side to the other: the other half is for the copy. */
export function copyTime(to: Side, from: Side | undefined): Duration {
  const pairs = to.environment.sites.flatMap(({ name }) =>
    (from?.environment.sites ?? []).map((site) => [site.name, name] as const),
  );
  const bandwidth = pairs.length === 0 ? undefined : to.environment.landscape.slowest(pairs);
  const bits = (to.settings.size.toMebibytes() / 2) * 2 ** 20 * 8;
  return Duration.seconds(60 + Math.ceil(bits / ((bandwidth?.bitsPerSecond ?? UNKNOWN) * SHARE)));
}
