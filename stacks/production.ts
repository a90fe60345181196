import { Duration } from 'cdk8s';
import { none } from 'tripod-iac';
import type { Settings } from './blueprint';

/** Two active sites and a witness in Shanghai: any one of them may be lost without loss of data. */
export const production: Settings = {
  tier: 'production',
  mirror: 'registry.bank.example/mirror',
  objectives: {
    host: { rpo: none, rto: Duration.minutes(6) },
    rack: { rpo: none, rto: Duration.minutes(6) },
    site: { rpo: none, rto: Duration.minutes(10) },
    city: { rpo: Duration.minutes(60), rto: Duration.hours(4) },
  },
};
