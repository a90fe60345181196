import { time, type VerdictInFile } from '../../engines/proof';
import type { Colour } from './paint';
import type { Cell } from './table';

const AVAILABILITY: Readonly<Record<VerdictInFile['availability'], Colour | undefined>> = {
  available: undefined,
  degraded: undefined,
  'read-only': 'yellow',
  down: 'red',
};

const DATA: Readonly<Record<VerdictInFile['data'], Colour | undefined>> = {
  safe: undefined,
  'at risk': 'yellow',
  lost: 'red',
};

/** Headings of `verdictCells`. */
export const VERDICT_HEADINGS = ['what is left', 'data', 'back'] as const;

/** A verdict in three short cells. */
export function verdictCells(verdict: Omit<VerdictInFile, 'thing' | 'because' | 'root'>): readonly Cell[] {
  const { availability, data, moot } = verdict;
  const back = backText(verdict);
  if (moot === true) return [availability, data, back].map((text) => ({ text, colour: 'dim' }));
  return [
    { text: availability, colour: AVAILABILITY[availability] },
    { text: data === 'lost' ? lossText(verdict.lossSeconds) : data, colour: DATA[data] },
    { text: back, colour: back === NOBODY ? 'red' : undefined },
  ];
}

/** Whether a thing does not notice. */
export function isUntouched({ availability, data, recovery, withinSeconds }: VerdictInFile): boolean {
  return availability === 'available' && data === 'safe' && recovery === 'auto' && withinSeconds === 0;
}

const NOBODY = 'nobody brings it back';

function lossText(seconds: number | undefined): string {
  return seconds === undefined ? 'all lost' : `lost ≤ ${time(seconds)}`;
}

function backText({
  recovery,
  withinSeconds,
  moot,
}: Pick<VerdictInFile, 'recovery' | 'withinSeconds' | 'moot'>): string {
  if (moot === true) return 'nobody is left to miss it';
  if (recovery === 'human') return withinSeconds === undefined ? NOBODY : `by plan, ≤ ${time(withinSeconds)}`;
  if (withinSeconds === undefined) return 'by itself, some time';
  return withinSeconds === 0 ? 'at once' : `≤ ${time(withinSeconds)}`;
}
