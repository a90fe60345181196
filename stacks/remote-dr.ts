import { Duration } from 'cdk8s';
import { CephNetwork, none } from 'tripod-iac';
import { oneJenkins } from './accepted-risks';
import type { Settings } from './blueprint';

/** The standby site in Hefei: a running cluster of its own that takes over when Shanghai is lost. */
export const remoteDr: Settings = {
  tier: 'remote-dr',
  mirror: 'registry.bank.example/mirror',
  objectives: {
    host: { rpo: none, rto: Duration.minutes(6) },
    rack: { rpo: none, rto: Duration.minutes(6) },
    // Nothing takes over from Hefei: while it is away, production has no second city, and it is built anew from its plan.
  },
  acceptedRisks: oneJenkins('host', 'rack'),
  // The name of production leads here once Shanghai is lost.
  controlPlane: { endpoint: 'api.dr.bank.example', interface: 'bond0', certSANs: ['api.prod.bank.example'] },
  network: 'calico',
  storage: { network: CephNetwork.hosts(), realm: 'bank', bucketEndpoint: 'https://buckets.hefei.bank.example' },
  logging: { retention: Duration.days(184) },
  jenkins: { url: 'https://jenkins.dr.bank.example', updateCenter: 'https://updates.bank.example' },
  snapshots: { endpoint: 'https://s3.shanghai.bank.example', bucket: 'etcd-remote-dr', storeSite: 'sh-a' },
  backup: { endpoint: 'https://s3.shanghai.bank.example', bucket: 'backup-remote-dr', storeSite: 'sh-a' },
};
