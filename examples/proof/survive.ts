import 'tripod-iac/jest';
import { Duration } from 'cdk8s';
import { type Environment, loss, none } from 'tripod-iac';

export function survives(production: Environment): void {
  expect(production).toSurvive(loss.site('sh-a'), { rpo: none, rto: Duration.minutes(10), things: ['ledger'] });
  expect(production).toSurvive(loss.drain('sh-a-worker-1').then(loss.host('sh-b-worker-1')), { things: ['ledger'] });
  expect(production).not.toSurvive(loss.city('shanghai'), { rpo: none, rto: Duration.hours(2), things: ['ledger'] });
}
