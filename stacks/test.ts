import { Duration, Size } from 'cdk8s';
import type { Settings } from './blueprint';

/** One small site, with the other network, so that both are always exercised. */
export const test: Settings = {
  tier: 'test',
  mirror: 'registry.bank.example/mirror',
  controlPlane: { endpoint: 'api.test.bank.example', interface: 'eth0' },
  network: 'ovs-sdn',
  storage: {},
  // Six disks of 1 TiB with three copies hold 2 TiB: room for these logs and for the rest.
  logging: { retention: Duration.days(14), disk: Size.gibibytes(200) },
  jenkins: { url: 'https://jenkins.test.bank.example', agents: 4 },
  snapshots: {
    endpoint: 'https://s3.hefei.bank.example',
    bucket: 'etcd-test',
    storeSite: 'hf-a',
    retention: Duration.days(7),
  },
  backup: {
    endpoint: 'https://s3.hefei.bank.example',
    bucket: 'backup-test',
    storeSite: 'hf-a',
    lock: Duration.days(7),
  },
};
