import { type Availability, type Data, DATA, isWorse } from '../verdict/verdict';

/** What a failure does to a thing by itself, before what it needs is looked at. */
export interface Finding {
  readonly availability: Availability;
  readonly data: Data;
  /** Why it is no better, as part of a sentence. */
  readonly because: string;
  /** Why its data is no safer. */
  readonly dataBecause?: string;
  /**
   * Sites in which it serves, for each way in which it may have sorted itself out; undefined where it serves
   * everywhere, or nowhere. Only with cut links.
   */
  readonly serves?: readonly (readonly string[])[];
  /** Sites in which its parts stand, for each placement, where they cannot choose. Only with cut links. @default - wherever they may */
  readonly stands?: readonly (readonly string[])[];
  /** What it is if nothing of it can start elsewhere. @default - the same */
  readonly unstarted?: Pick<Finding, 'availability' | 'because'>;
  /** Whether nothing of it may be left at all, so that nothing can be made again. @default false */
  readonly none?: boolean;
  /** Whether nothing of it serves until something that moves has started elsewhere. @default false */
  readonly restarts?: boolean;
}

/** The worst in every word of several findings, with its reason. */
export function worstOf(findings: readonly Finding[]): Finding {
  return findings.reduce((a, b) => {
    const riskier = DATA.indexOf(b.data) > DATA.indexOf(a.data) ? b : a;
    // Of two that are as bad to find, the one with less data tells more.
    const worse = a.availability === b.availability ? riskier : isWorse(b.availability, a.availability) ? b : a;
    const serves = [...(a.serves ?? []), ...(b.serves ?? [])];
    const stands = [...(a.stands ?? []), ...(b.stands ?? [])];
    return {
      availability: worse.availability,
      because: worse.because,
      data: riskier.data,
      dataBecause: riskier.dataBecause,
      ...(serves.length > 0 ? { serves } : {}),
      ...(stands.length > 0 ? { stands } : {}),
      ...(worseUnstarted(a, b) ?? {}),
      ...(a.none === true || b.none === true ? { none: true } : {}),
      ...(a.restarts === true || b.restarts === true ? { restarts: true } : {}),
    };
  });
}

function worseUnstarted(a: Finding, b: Finding): Pick<Finding, 'unstarted'> | undefined {
  const [one, other] = [a.unstarted, b.unstarted];
  if (one === undefined || other === undefined) {
    const known = one ?? other;
    return known === undefined ? undefined : { unstarted: known };
  }
  return { unstarted: isWorse(other.availability, one.availability) ? other : one };
}
