import type { Pair } from '../pair';
import { addresses } from './addresses';
import { api } from './api';
import { capacity } from './capacity';
import { objectives } from './objectives';
import type { Row } from './support/row';
import { storage } from './storage';
import { stores } from './stores';
import { tenants } from './tenants';
import { versions } from './versions';

/** Everything in which the two sides are compared, once both are complete. */
export function compare(pair: Pair): readonly Row[] {
  const cold = pair.standby.kind === 'cold';
  return [
    ...addresses(pair),
    ...versions(pair),
    ...api(pair),
    // What lives in a cold side comes with etcd.
    ...(cold ? [] : [...tenants(pair), ...storage(pair)]),
    ...capacity(pair),
    ...stores(pair),
    ...objectives(pair),
  ];
}
