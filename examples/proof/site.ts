import 'tripod-iac/jest';
import { Duration } from 'cdk8s';
import { type Environment, loss, none } from 'tripod-iac';

/** What the README promises of the production environment that is shipped. */
export function survivesSite(production: Environment): void {
  expect(production).toSurvive(loss.site('sh-a'));
  expect(production).toSurvive(loss.site('sh-a'), { rpo: none, rto: Duration.minutes(5), things: ['etcd', 'block'] });
}
