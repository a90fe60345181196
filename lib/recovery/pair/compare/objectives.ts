import type { Duration } from 'cdk8s';
import { shownTime } from '../../../core/workload/interval';
import { holdersOf, type Pair } from '../pair';
import { free, type Row } from './support/row';

/** What is promised for the city, against what its data may lose. */
export function objectives(pair: Pair): readonly Row[] {
  const { from, to } = pair;
  const city = from.objectives.city;
  const promise = city === undefined ? 'nothing promised' : `RPO ${said(city.rpo)}, RTO ${said(city.rto)}`;
  return [
    free('objectives.city', promise, to.objectives.city === undefined ? 'nothing promised' : 'promised, too'),
    ...holdersOf(pair).map(([{ name, rpo }]): Row => ({
      at: `rpo of ${name}`,
      here: promise,
      there: `loses up to ${said(rpo)}`,
      must: 'enough',
      ok: city === undefined || rpo.toMilliseconds() <= city.rpo.toMilliseconds(),
      fix: 'lower the `rpo` of what holds the data, or promise less for the city',
    })),
  ];
}

function said(time: Duration): string {
  return String(shownTime(time));
}
