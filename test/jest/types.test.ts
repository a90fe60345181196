import 'tripod-iac/jest';
import { expect as imported } from '@jest/globals';
import { Duration } from 'cdk8s';
import { loss, none } from 'tripod-iac';
import { environment } from '../support/bank';

it('has types with the global expect, and with an imported one', () => {
  const [production, site] = [environment(), loss.site('sh-a')];
  expect(production).toSurvive(site, { rpo: none, rto: Duration.minutes(5), things: [] });
  imported(production).toSurvive(site, { rpo: none, rto: Duration.minutes(5), things: [] });
  // @ts-expect-error a name is no loss
  expect(() => expect(production).toSurvive('site sh-a')).toThrow();
  // @ts-expect-error a name is no loss
  imported(() => imported(production).toSurvive('site sh-a')).toThrow();
});
