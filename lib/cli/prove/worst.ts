import type { FailureInFile, ProofFile, VerdictInFile } from '../../engines/proof';
import { AVAILABILITIES, DATA } from '../../proof';

/** The words of a verdict, whatever it is about. */
type Bare = Pick<VerdictInFile, 'availability' | 'data' | 'lossSeconds' | 'recovery' | 'withinSeconds'>;

/** What the failures of a kind do at worst, worst first, and to which things they do the same. */
export interface KindRow {
  readonly kind: string;
  /** Failures of the kind; undefined for two at a time, which are told by thing, each where they hurt. */
  readonly count?: number;
  readonly groups: readonly { readonly things: readonly string[]; readonly verdict: Bare }[];
}

/** The failures of a proof by kind, in the order of the proof. */
export function byKind({ failures }: ProofFile): readonly KindRow[] {
  const kinds = [...new Set(failures.map(({ kind }) => kind))];
  return kinds.map((kind) => {
    const of = failures.filter((failure) => failure.kind === kind);
    const count = isTwo(kind) ? undefined : of.reduce((sum, each) => sum + each.count, 0);
    return { kind, count, groups: groups(of) };
  });
}

/** Two failures at once, or one after the other: `host-pair`, `host-then-site`. */
export function isTwo(kind: string): boolean {
  return kind.includes('-');
}

function groups(failures: readonly FailureInFile[]): KindRow['groups'] {
  const worstOf = new Map<string, Bare>();
  for (const { verdicts } of failures) {
    for (const { thing, availability, data, lossSeconds, recovery, withinSeconds, moot } of verdicts) {
      if (moot === true) continue;
      const bare: Bare = { availability, data, lossSeconds, recovery, withinSeconds };
      const before = worstOf.get(thing);
      worstOf.set(thing, before === undefined ? bare : worstOfEach(before, bare));
    }
  }
  const same = new Map<string, { things: readonly string[]; verdict: Bare }>();
  for (const [thing, verdict] of worstOf) {
    const key = JSON.stringify(verdict);
    same.set(key, { things: [...(same.get(key)?.things ?? []), thing], verdict });
  }
  return [...same.values()].sort((a, b) => compare(b.verdict, a.verdict));
}

/** By what hurts most: lost data, then service that is gone, then what a person must do, then time. */
function compare(a: Bare, b: Bare): number {
  return (
    DATA.indexOf(a.data) - DATA.indexOf(b.data) ||
    AVAILABILITIES.indexOf(a.availability) - AVAILABILITIES.indexOf(b.availability) ||
    Number(a.recovery === 'human') - Number(b.recovery === 'human') ||
    Math.sign((a.withinSeconds ?? Number.MAX_VALUE) - (b.withinSeconds ?? Number.MAX_VALUE))
  );
}

/** A bound for both: no failure of the kind is worse in any of these. */
function worstOfEach(a: Bare, b: Bare): Bare {
  const lost = [a, b].filter(({ data }) => data === 'lost');
  const loss = Math.max(...lost.map(({ lossSeconds }) => lossSeconds ?? Infinity));
  const within = Math.max(...[a, b].map(({ withinSeconds }) => withinSeconds ?? Infinity));
  return {
    availability: worse(AVAILABILITIES, a.availability, b.availability),
    data: worse(DATA, a.data, b.data),
    lossSeconds: Number.isFinite(loss) ? loss : undefined,
    recovery: a.recovery === 'human' ? a.recovery : b.recovery,
    withinSeconds: Number.isFinite(within) ? within : undefined,
  };
}

function worse<T>(order: readonly T[], a: T, b: T): T {
  return order.indexOf(a) >= order.indexOf(b) ? a : b;
}
