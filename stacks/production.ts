import { Duration } from 'cdk8s';
import { CephNetwork, none } from 'tripod-iac';
import { hourly, oneJenkins, onlyHere } from './accepted-risks';
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
    ...onlyHere('ceph-local', 'logs', 'logstash'),
    ...hourly('shared', 'shared-mds'),
  ],
  controlPlane: { endpoint: 'api.prod.bank.example', interface: 'bond0' },
  network: 'calico',
  // Hefei reaches the hosts, not the pods.
  storage: { network: CephNetwork.hosts(), realm: 'bank', bucketEndpoint: 'https://buckets.shanghai.bank.example' },
  logging: { retention: Duration.days(184) },
  jenkins: {
    url: 'https://jenkins.prod.bank.example',
    updateCenter: 'https://updates.bank.example',
  },
  // What Shanghai must not lose is kept in Hefei.
  snapshots: { endpoint: 'https://s3.hefei.bank.example', bucket: 'etcd-production', storeSite: 'hf-a' },
  backup: { endpoint: 'https://s3.hefei.bank.example', bucket: 'backup-production', storeSite: 'hf-a' },
};
