import { time } from '../time';
import type { ClassCost, Fared } from './cost';

/** Names that a phrase gives before it counts the rest. */
const NAMED = 6;

/** What becomes of data, in phrases: `the last 45 min of etcd lost`, `ALL data of logs lost (accepted): back empty`. */
export function dataPhrases({ data, service }: ClassCost): readonly string[] {
  const isAway = (thing: string) => service.some(({ fate, things }) => fate === 'away' && things.includes(thing));
  const lost = data.filter(({ fate }) => fate !== 'at-risk').map((each) => lostPhrase(each, isAway));
  const risk = data.filter(({ fate }) => fate === 'at-risk');
  if (lost.length > 0) return [...lost, ...risk.map((each) => `data of ${names(each)} at risk${mark(each)}`)];
  return ['no data lost', ...risk.map((each) => `that of ${names(each)} at risk${mark(each)}`)];
}

function lostPhrase(share: Fared, isAway: (thing: string) => boolean): string {
  if (share.fate === 'lost') return `the last ${time(share.seconds)} of ${names(share)} lost${mark(share)}`;
  const back = share.things.filter((thing) => !isAway(thing));
  const empty =
    back.length === 0 ? '' : back.length === share.things.length ? ': back empty' : ': back empty, if at all';
  return `ALL data of ${names(share)} lost${mark(share)}${empty}`;
}

/** How service returns, in phrases: `back within 55 s`, `by the plan within 36 min: jenkins (accepted)`, `not back: logs`. */
export function servicePhrases({ service }: ClassCost): readonly string[] {
  return service.map((share) => {
    const { fate, accepted, seconds } = share;
    const whose = `${names(share)}${mark(share)}`;
    if (fate === 'away') return `not back: ${whose}`;
    const how = `${fate === 'by-plan' ? 'by the plan ' : ''}${seconds === 0 ? 'at once' : `within ${time(seconds)}`}`;
    return accepted ? `${how}: ${whose}` : `back ${how}`;
  });
}

function names({ things }: Fared): string {
  const rest = things.length - NAMED;
  return rest > 1 ? `${things.slice(0, NAMED).join(', ')} and ${rest} more` : listed(things);
}

/** `a, b and c`. */
export function listed(words: readonly string[], last = 'and'): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}

function mark({ accepted }: Fared): string {
  return accepted ? ' (accepted)' : '';
}
