import type { Verdict } from '../../../proof';
import { el, type Html } from '../html';
import {
  AVAILABILITY_TONES,
  DATA_TONES,
  LAGS,
  RECOVERY_TONES,
  recoveryOf,
  rpo,
  rto,
  type Tone,
} from '../words/verdict';

/** A word with the colour of its weight. */
export function pill(tone: Tone, text: string): Html {
  return el('span', { class: `pill ${tone}` }, text);
}

/** Whether an objective is kept; what is excepted from it is not. */
export function keptPill(broken: boolean, excepted: boolean): Html {
  if (broken) return pill('bad', 'not kept');
  return excepted ? pill('fair', 'kept, with exceptions') : pill('good', 'kept');
}

export function availabilityPill({ availability }: Verdict): Html {
  return pill(AVAILABILITY_TONES[availability], availability);
}

export function dataPill({ data }: Verdict): Html {
  return pill(DATA_TONES[data], data);
}

/** Data that is lost at most; plain where nothing is. */
export function rpoCell(verdict: Verdict): Html {
  if (verdict.data === 'lost') return pill('bad', rpo(verdict));
  return el('span', { class: rpo(verdict) === LAGS ? 'wary' : 'quiet' }, rpo(verdict));
}

/** Time until service is back; only what needs a person has a colour. */
export function rtoCell(verdict: Verdict): Html {
  const recovery = recoveryOf(verdict);
  return recovery === 'by itself' ? el('span', null, rto(verdict)) : pill(RECOVERY_TONES[recovery], rto(verdict));
}
