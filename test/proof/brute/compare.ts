import { judge, modelOf } from 'tripod-iac/proof';
import type { Case } from './cases';
import { simulate } from './simulate';
import { ranks, type Words } from './words';

/** A case in which arithmetic and simulator do not say the same. */
export interface Difference {
  /** Whether the arithmetic is the kinder one in some word. */
  readonly kinder: boolean;
  /** What differs, and what the case has that may explain it. */
  readonly reason: string;
  /** The case itself, to be played again. */
  readonly text: string;
}

const WORDS = ['availability', 'data', 'recovery'] as const;

/** Undefined where both say the same three words. */
export function difference(it: Case): Difference | undefined {
  const { landscape, fact, blows } = it;
  const played = simulate(landscape, fact, blows);
  const judged = judge(modelOf(landscape, [fact]), { name: 'failure', blows }).get(fact.of);
  if (judged === undefined) return { kinder: true, reason: `${fact.type}: no verdict`, text: textOf(it) };
  const [mine, theirs] = [ranks(played), ranks(judged)];
  const words = WORDS.filter((word) => mine[word] !== theirs[word]);
  if (words.length === 0) return undefined;
  const kinder = words.some((word) => theirs[word] < mine[word]);
  const said = words.map((word) => `${word} ${judged[word]}, not ${played[word]}`).join('; ');
  return {
    kinder,
    reason: `${fact.type} ${kinder ? 'kinder' : 'harsher'}, ${cause(it)}: ${said}`,
    text: textOf(it, played),
  };
}

/** What most likely explains a difference: the first that a case has. */
function cause({ fact, blows }: Case): string {
  const found = {
    'disks elsewhere': fact.type === 'voters' && fact.groups.some(({ disk }) => disk !== undefined),
    'fall-back': fact.type === 'copies' && fact.fallback !== undefined,
    'after repair': blows.some(({ repaired = false }) => repaired),
    cut: blows.some(({ cuts = [] }) => cuts.length > 0),
    drained: blows.some(({ drained = [] }) => drained.length > 0),
    off: blows.some(({ off = [] }) => off.length > 0),
  };
  return Object.entries(found).find(([, is]) => is)?.[0] ?? 'lost';
}

function textOf({ landscape, fact, blows }: Case, played?: Words): string {
  const racks = landscape.sites.map(({ name, hosts }) => `${name}: ${hosts.map(({ rack }) => rack).join(' ')}`);
  return [racks.join(', '), JSON.stringify(fact), JSON.stringify(blows), JSON.stringify(played)].join(' | ');
}

/** Reasons with their numbers, the most frequent first. */
export function tally(differences: readonly Difference[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { reason } of differences) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a).map(([reason, count]) => `${String(count).padStart(4)} × ${reason}`);
}
