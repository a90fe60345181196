import { Duration } from 'cdk8s';
import { none } from 'tripod-iac';
import { notMirrored, oneJenkins } from './accepted-risks';
import type { Settings } from './blueprint';

/**
 * Two active sites and a witness in Shanghai: any one of them may be lost without loss of data. When all are, Hefei takes
 * over by a plan.
 */
export const production: Settings = {
  tier: 'production',
  mirror: 'registry.bank.example/mirror',
  objectives: {
    host: { rpo: none, rto: Duration.minutes(6) },
    rack: { rpo: none, rto: Duration.minutes(6) },
    site: { rpo: none, rto: Duration.minutes(10) },
    city: { rpo: Duration.hours(1), rto: Duration.hours(4) },
  },
  acceptedRisks: [
    ...oneJenkins('host', 'rack', 'site'),
    ...notMirrored('block', 'shared', 'shared-mds', 'bucket', 'logs', 'logstash', 'jenkins-controller'),
  ],
  controlPlane: { endpoint: 'api.prod.bank.example', interface: 'bond0' },
  network: 'calico',
  logging: { retention: Duration.days(184) },
  jenkins: {
    url: 'https://jenkins.prod.bank.example',
    updateCenter: 'https://updates.bank.example',
  },
  // What Shanghai must not lose is kept in Hefei.
  snapshots: { endpoint: 'https://s3.hefei.bank.example', bucket: 'etcd-production', storeSite: 'hf-a' },
};
