import { Duration } from 'cdk8s';
import { none, Platform } from 'tripod-iac';
import { bank } from '../../support/bank';
import { environmentOn } from '../../support/environment';
import { mastersOf, Voting } from '../../support/voting';

/** Production keeps its promise; the test environment, on one site, promises what it cannot keep. */
export function platform(): Platform {
  const root = new Platform();
  const objectives = { site: { rpo: none, rto: Duration.minutes(5) } };
  const production = environmentOn(root, 'production', bank, { objectives });
  new Voting(production, 'votes', mastersOf(production));
  const test = environmentOn(root, 'test', bank, { objectives });
  new Voting(test, 'votes', mastersOf(test));
  return root;
}
