import { Duration } from 'cdk8s';
import {
  Bandwidth,
  Calico,
  city,
  cluster,
  ColdControlPlane,
  type ColdControlPlaneProps,
  ControlPlane,
  type ControlPlaneProps,
  Environment,
  type EnvironmentProps,
  EtcdSnapshots,
  type EtcdSnapshotsProps,
  type HostGroup,
  Landscape,
  link,
  masters,
  Platform,
  SecretValue,
  site,
  Witness,
  workers,
} from 'tripod-iac';

/** How the two clusters of the landscape differ from what a cold pair needs. */
export interface Shape {
  readonly services?: string;
  readonly pods?: string;
  readonly workers?: number;
  readonly masters?: number;
}

const SERVICES = '10.96.0.0/16';
const PODS = '10.128.0.0/14';

/** Two cities, of which the second has hosts for the cluster of the first. */
export function twoPlaces({
  services = SERVICES,
  pods = PODS,
  workers: count = 2,
  masters: few = 3,
}: Shape = {}): Landscape {
  const hosts = (number: number): HostGroup[] => [masters(number), ...(count > 0 ? [workers(count)] : [])];
  return Landscape.of({
    cities: [
      city('shanghai', [
        site('sh-a', { role: 'active', subnet: '10.10.0.0/24', vip: '10.10.0.250', hosts: hosts(few) }),
      ]),
      city('hefei', [site('hf-a', { role: 'standby', subnet: '10.30.0.0/24', vip: '10.30.0.250', hosts: hosts(3) })]),
    ],
    links: [link('sh-a', 'hf-a', { rtt: Duration.millis(12), bandwidth: Bandwidth.gigabits(10) })],
    clusters: [
      cluster('production', { sites: ['sh-a'], pods: PODS, services: SERVICES }),
      cluster('remote-dr', { sites: ['hf-a'], pods, services }),
    ],
  });
}

export interface Pair {
  readonly production: Environment;
  readonly remoteDr: Environment;
  readonly snapshots: EtcdSnapshots;
}

export interface PairOptions {
  readonly shape?: Shape;
  readonly environment?: Partial<EnvironmentProps>;
  readonly standby?: Partial<EnvironmentProps>;
  readonly controlPlane?: Partial<ControlPlaneProps>;
  readonly cold?: Partial<ColdControlPlaneProps>;
  readonly snapshots?: Partial<EtcdSnapshotsProps>;
}

/** A cluster, masters in the other city that wait for it, and its snapshots. */
export function coldPair({
  shape,
  environment,
  standby,
  controlPlane,
  cold,
  snapshots: given,
}: PairOptions = {}): Pair {
  const platform = new Platform();
  const landscape = twoPlaces(shape);
  const production = new Environment(platform, 'production', { landscape, tier: 'production', ...environment });
  const remoteDr = new Environment(platform, 'remote-dr', { landscape, tier: 'remote-dr', ...standby });
  new ControlPlane(production, 'control-plane', {
    endpoint: 'api.prod.bank.example',
    interface: 'bond0',
    ...controlPlane,
  });
  new ColdControlPlane(remoteDr, 'control-plane', { of: production, interface: 'bond0', ...cold });
  for (const each of [production, remoteDr]) new Calico(each, 'network');
  const store = { endpoint: 'https://s3.hefei.bank.example', bucket: 'etcd-snapshots', storeSite: 'hf-a' };
  const snapshots = new EtcdSnapshots(production, 'etcd', { ...store, interval: Duration.minutes(5), ...given });
  return { production, remoteDr, snapshots };
}

export const WITNESS = Witness.dns({
  zone: 'prod.bank.example',
  servers: [1, 2, 3].map((number) => ({ name: `ns-${number}`, address: `192.0.2.${number}` })),
  key: SecretValue.from('dns-guard'),
  keyName: 'tripod-guard',
});
