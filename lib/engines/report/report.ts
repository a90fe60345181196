import type { Rendering } from '../../core';
import type { Proof } from '../../proof';
import { differences } from './differences/differences';
import type { Proved } from './differences/aspects';
import { dataOf } from './failures/data';
import { failures } from './failures/failures';
import { el } from './html';
import { page } from './page';
import { rowsOf } from './rows/rows';
import { assumptions } from './sections/assumptions';
import { capacity } from './sections/capacity';
import { fates } from './sections/fates';
import { images } from './sections/images';
import { objectives } from './sections/objectives';
import { plan } from './sections/plan';
import { reading } from './sections/reading';
import { summary } from './sections/summary';
import { versions } from './sections/versions';
import { topology } from './topology/topology';

/**
 * The page for a bank's risk officer: what an environment survives, what is lost, how long recovery takes. Pure: the same
 * proof gives the same bytes.
 * @param others the other environments of the platform, to compare with
 */
export function report(rendering: Rendering, proof: Proof, others: readonly Proved[]): string {
  const { environment } = rendering;
  const rows = rowsOf(proof);
  const subtitle = `${environment.tier} · ${String(environment.distribution)} · ${environment.sites.map(({ name }) => name).join(', ')} · ${environment.hosts.length} hosts · ${proof.things.length} things`;
  return page({
    title: `What ${environment.name} survives`,
    opening: [el('p', { class: 'subtitle' }, subtitle), summary(proof)],
    sections: [
      objectives(proof),
      topology(rendering, proof),
      failures(proof, rows),
      fates(proof),
      capacity(environment, proof),
      differences({ rendering, proof }, others),
      images(rendering),
      versions(rendering),
      plan(rendering),
      assumptions(proof),
      reading(),
    ],
    data: dataOf(environment, proof, rows),
  });
}
