import { type Availability, type Data, FAILURE_KINDS, type Verdict } from '../../proof';

/** Short meanings of the words of a verdict, for whoever reads `proof.json` without the documentation. */
export const WORDS = {
  kind: FAILURE_KINDS,
  availability: {
    available: 'reads and acknowledged writes, all voters and copies there',
    degraded: 'reads and acknowledged writes, with fewer voters or copies',
    'read-only': 'current reads, writes refused or blocked',
    down: 'neither reads nor writes',
  } satisfies Record<Availability, string>,
  data: {
    safe: 'no permitted state loses acknowledged writes',
    'at risk': 'nothing is lost from the start state, but a permitted state loses acknowledged writes',
    lost: 'acknowledged writes are lost from the start state: of the last lossSeconds, or all where that is absent',
  } satisfies Record<Data, string>,
  recovery: {
    auto: 'service is back by itself within withinSeconds',
    human: 'a plan brings service back within withinSeconds; where that is absent, nobody does',
  } satisfies Record<Verdict['recovery'], string>,
} as const;
