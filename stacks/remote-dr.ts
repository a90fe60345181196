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
    city: { rpo: Duration.hours(1), rto: Duration.hours(8) },
  },
  controlPlane: { endpoint: 'api.dr.bank.example', interface: 'bond0' },
  network: 'calico',
  logging: { retention: Duration.days(184) },
  jenkins: { url: 'https://jenkins.dr.bank.example', updateCenter: 'https://updates.bank.example' },
  snapshots: { endpoint: 'https://s3.shanghai.bank.example', bucket: 'etcd-remote-dr', storeSite: 'sh-a' },
};
