import type { Availability, Data, ThingVerdict, Verdict } from '../../../proof';
import { sumText } from '../../proof';
import { time } from './time';

/** Who brings service back: the proof's `human`, parted by whether a plan exists. */
export const RECOVERIES = ['by itself', 'by plan', 'nobody'] as const;
export type Recovery = (typeof RECOVERIES)[number];

export function recoveryOf({ recovery, within }: Verdict): Recovery {
  if (recovery === 'auto') return 'by itself';
  return within === undefined ? 'nobody' : 'by plan';
}

/** Colour of a word, by how much it should worry; the word itself always stands beside it. */
export type Tone = 'good' | 'fair' | 'poor' | 'bad' | 'none';

export const AVAILABILITY_TONES: Readonly<Record<Availability, Tone>> = {
  available: 'good',
  degraded: 'fair',
  'read-only': 'poor',
  down: 'bad',
};

export const DATA_TONES: Readonly<Record<Data, Tone>> = { safe: 'good', 'at risk': 'fair', lost: 'bad' };

export const RECOVERY_TONES: Readonly<Record<Recovery, Tone>> = {
  'by itself': 'good',
  'by plan': 'poor',
  nobody: 'bad',
};

/** What stands in place of a limit where data is at risk. */
export const LAGS = 'not bounded if a copy lags';

/** What stands in place of a time where nobody is left to miss a thing. */
export const MOOT = 'nobody is left to miss it';

/** Acknowledged data that is lost at most: `none`, `1 h`, `all`. */
export function rpo({ data, loss }: Verdict): string {
  if (data !== 'lost') return data === 'at risk' ? LAGS : 'none';
  return loss === undefined ? 'all' : time(loss);
}

/** Time until service is back: `15 s`, `4 h by plan`, `nobody`. */
export function rto(verdict: Verdict): string {
  const { within } = verdict;
  const recovery = recoveryOf(verdict);
  if (recovery === 'nobody') return 'nobody';
  if (recovery === 'by plan') return `${time(within ?? 0)} by plan`;
  return within === 0 || within === undefined ? 'at once' : time(within);
}

/** Why, with the cause where it lies elsewhere: `no volume can be mounted (caused by block storage)`. */
export function reason({ because, root, moot, thing }: ThingVerdict): string {
  const from = root === undefined || root === thing || because.includes(root) ? '' : ` (caused by ${root})`;
  return `${because}${from}${moot === true ? `; ${MOOT}` : ''}`;
}

/** What the time until service is back is the sum of; empty where nothing runs. */
export function sumOf({ within, shares }: ThingVerdict): string {
  const timers = shares.map(({ name, time: length }) => ({ name, seconds: length / 1000 }));
  const withinSeconds = within === undefined ? undefined : within / 1000;
  return sumText({ withinSeconds, timers }, (seconds) => time(seconds * 1000)) ?? '';
}
