import { Duration } from 'cdk8s';
import { none } from 'tripod-iac';
import type { Settings } from './blueprint';

/** The standby site in Hefei: a running cluster of its own that takes over when Shanghai is lost. */
export const remoteDr: Settings = {
  tier: 'remote-dr',
  mirror: 'registry.bank.example/mirror',
  objectives: {
    host: { rpo: none, rto: Duration.minutes(6) },
    rack: { rpo: none, rto: Duration.minutes(6) },
  },
};
