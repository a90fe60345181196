import {
  Calico,
  ControlPlane,
  type ControlPlaneProps,
  type Environment,
  type EnvironmentProps,
  EtcdSnapshots,
  Fence,
  Platform,
  SecretValue,
  SitePair,
  type SitePairProps,
  Standby,
  Witness,
  type WitnessProps,
} from 'tripod-iac';
import { bank } from '../../support/bank';
import { environmentOn } from '../../support/environment';

/** Three name servers, none of them in a city of the pair. */
export const SERVERS = ['beijing', 'guangzhou', 'chengdu'].map((site, index) => ({
  name: `ns-${index + 1}`,
  address: `192.0.2.${index + 1}`,
  site,
}));

export function witness(props: Partial<WitnessProps> = {}): Witness {
  const key = SecretValue.from('dns/guard');
  return Witness.dns({ zone: 'bank.example', servers: SERVERS, key, keyName: 'tripod-guard', ...props });
}

/** Somebody cuts the power. */
export const POWER = Fence.external({ what: 'power', by: 'the shift of the data centre' });

export interface Settings {
  readonly environment?: Partial<EnvironmentProps>;
  readonly there?: Partial<EnvironmentProps>;
  readonly masters?: Partial<ControlPlaneProps>;
  readonly fill?: (environment: Environment) => void;
}

/** Production with snapshots of its etcd, and the environment that takes over, with what a test puts into both. */
export function sides({ environment = {}, there = {}, masters = {}, fill }: Settings = {}) {
  const platform = new Platform();
  const [from, to] = (['production', 'remote-dr'] as const).map((name) => {
    const remote = name === 'remote-dr';
    // Only the version of the catalogue has a control plane of ours.
    const ours = !remote || there.distribution === undefined;
    const made = environmentOn(platform, name, bank, remote ? { ...environment, ...there } : environment);
    const names = remote ? { certSANs: ['api.production.bank.example'], ...masters } : {};
    if (ours)
      new ControlPlane(made, 'control-plane', { endpoint: `api.${name}.bank.example`, interface: 'bond0', ...names });
    new Calico(made, 'network');
    made.namespace('etcd-sync', { podSecurity: 'privileged', reason: SNAPSHOTS });
    fill?.(made);
    return made;
  }) as [Environment, Environment];
  const store = { endpoint: 'https://s3.hefei.bank.example', bucket: 'etcd', storeSite: 'hf-a' };
  new EtcdSnapshots(from, 'snapshots', store);
  return { platform, from, to };
}

const SNAPSHOTS =
  'reads etcd with a client certificate that lies on masters for root only, and with which etcd lets anyone write and delete too';

/** Both, and the pair of them. */
export function paired(props: Partial<SitePairProps> = {}, settings: Settings = {}) {
  const both = sides(settings);
  const pair = new SitePair(both.from, 'pair', { with: both.to, standby: Standby.warm(), fence: POWER, ...props });
  return { ...both, pair };
}
