import { Duration } from 'cdk8s';
import { type Breach, Environment, type Landscape, none, Platform, prove } from 'tripod-iac';
import { Ledger } from './component';

/** What the bank promises, what it accepts instead, and what it cannot keep. */
export function promised(landscape: Landscape): readonly Breach[] {
  const production = new Environment(new Platform(), 'production', {
    landscape,
    tier: 'production',
    objectives: {
      host: { rpo: none, rto: Duration.minutes(2) },
      site: { rpo: none, rto: Duration.minutes(10) },
      city: { rpo: Duration.minutes(30), rto: Duration.hours(2) },
    },
    acceptedRisks: [{ of: 'ledger', failure: 'city', reason: 'branches keep books on paper for a day' }],
  });
  new Ledger(production, 'ledger');
  return prove(production).breaches;
}
