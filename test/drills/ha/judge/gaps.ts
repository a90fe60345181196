import { acknowledged, type Request } from '../writer/log';

/** A stretch of time, in milliseconds of the monotonic clock. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A stretch without an acknowledged write. */
export interface Gap {
  /** Milliseconds. */
  readonly length: number;
  /** Whether no acknowledgement followed it at all. */
  readonly open: boolean;
}

/**
 * The longest time between two acknowledgements of one client that touches `during`: from the last one before to the
 * first one after. Where none follows, it lasts until the end of `during`, and is open.
 */
export function longestGap(requests: readonly Request[], during: Span): Gap {
  const times = acknowledgements(requests);
  const before = times.findLast((time) => time <= during.from) ?? during.from;
  const after = times.find((time) => time >= during.to);
  const inside = times.filter((time) => time > during.from && time < during.to);
  const points = [before, ...inside, after ?? during.to];
  const gaps = points.slice(1).map((to, index) => {
    const from = points[index] ?? to;
    return { length: to - from, open: after === undefined && index === points.length - 2 };
  });
  return gaps.reduce((longest, gap) => (gap.length > longest.length ? gap : longest));
}

/** When a client was first answered well after `time`, as milliseconds after it; undefined if never. */
export function firstAfter(requests: readonly Request[], time: number): number | undefined {
  const first = acknowledgements(requests).find((answered) => answered > time);
  return first === undefined ? undefined : first - time;
}

/** Requests that were under way at any moment of a span. */
export function during(requests: readonly Request[], { from, to }: Span): readonly Request[] {
  return requests.filter(({ sent, answered }) => answered >= from && sent <= to);
}

/**
 * Writes sent and acknowledged inside a span. What was sent before it may rightly be answered in it: the majority may
 * have had it already.
 */
export function acceptedWithin(requests: readonly Request[], { from, to }: Span): readonly Request[] {
  return requests.filter(
    (request) => request.kind === 'write' && acknowledged(request) && request.sent >= from && request.answered <= to,
  );
}

export function median(numbers: readonly number[]): number | undefined {
  if (numbers.length === 0) return undefined;
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

function acknowledgements(requests: readonly Request[]): readonly number[] {
  return requests
    .filter((request) => request.kind === 'write' && acknowledged(request))
    .map(({ answered }) => answered)
    .sort((a, b) => a - b);
}
