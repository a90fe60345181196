import { Duration } from 'cdk8s';
import {
  Calico,
  ControlPlane,
  Environment,
  EtcdSnapshots,
  Fence,
  type Landscape,
  none,
  Platform,
  render,
  type Rendering,
  SecretValue,
  SitePair,
  Traffic,
  Witness,
} from 'tripod-iac';
import { ColdControlPlane } from '../../../../lib/recovery/standby/masters/cold-control-plane';
import { EtcdMirror } from '../../../../lib/recovery/etcd/mirror/etcd-mirror';
import { MariaDb } from '../../../../lib/recovery/mariadb/mariadb';
import { Standby } from '../../../../lib/recovery/standby/standby';
import { endpointAt, MIRROR, PREFIX } from './application-etcd';
import { PRODUCTION, STANDBY, WITNESSES } from './landscape';
import { LEDGER } from './mariadb';
import { TTL, ZONE } from './names';
import { KEY_NAME } from './secrets';
import { STORE_PORT } from './store';

export const BUCKET = 'etcd-production';
export const API_NAME = `api.${ZONE}`;
export const DATABASE_NAME = `ledger.${ZONE}`;

/** Loss of the city that the drill declares: what is lost must lie within. */
export const RPO = Duration.minutes(15);

/** Both environments, rendered, and what keeps them apart. */
export interface Renderings {
  readonly production: Rendering;
  readonly standby: Rendering;
  readonly witness: Witness;
  readonly traffic: Traffic;
  /** Lines that make the database of the other city a copy, for the first time. */
  readonly rebuild: readonly string[];
}

/** The platform of the drill: one cluster with a cold standby in the other city, to which its snapshots go. */
export function environments(landscape: Landscape, caBundle: string): Renderings {
  const platform = new Platform();
  const objectives = {
    host: { rpo: none, rto: Duration.minutes(6) },
    city: { rpo: RPO, rto: Duration.hours(1) },
  };
  const production = new Environment(platform, 'production', { landscape, tier: 'production', objectives });
  new ControlPlane(production, 'control-plane', { endpoint: API_NAME, interface: 'bond0' });
  new Calico(production, 'network');
  const [store] = landscape.site(STANDBY).hosts.filter(({ roles }) => roles.includes('worker'));
  const snapshots = new EtcdSnapshots(production, 'etcd-snapshots', {
    endpoint: `https://${store?.address}:${STORE_PORT}`,
    bucket: BUCKET,
    storeSite: STANDBY,
    caBundle,
    interval: Duration.minutes(5),
  });
  const standby = new Environment(platform, 'remote-dr', { landscape, tier: 'remote-dr' });
  new ColdControlPlane(standby, 'control-plane', { of: production, interface: 'bond0' });
  new Calico(standby, 'network');
  const witness = Witness.dns({
    zone: ZONE,
    servers: landscape.site(WITNESSES).hosts.map(({ address }, index) => ({ name: `ns-${index + 1}`, address })),
    key: SecretValue.from('witness/guard'),
    keyName: KEY_NAME,
  });
  const common = { witness, volumes: { storageClassName: 'local', shared: false } };
  const [primary] = landscape.site(PRODUCTION).hosts.filter(({ roles }) => roles.includes('worker'));
  const [, replica] = landscape.site(STANDBY).hosts.filter(({ roles }) => roles.includes('worker'));
  const ledger = new MariaDb(production, LEDGER, { ...common, hosts: [primary?.name ?? ''] });
  const copy = new MariaDb(standby, LEDGER, { ...common, hosts: [replica?.name ?? ''], follows: ledger });
  const access = (name: string, address: string | undefined) => ({
    endpoints: [endpointAt(address ?? '')],
    ca: SecretValue.from(`${name}/ca`),
    certificate: SecretValue.from(`${name}/certificate`),
    key: SecretValue.from(`${name}/key`),
  });
  new EtcdMirror(standby, MIRROR, {
    from: production,
    source: access('settings', primary?.address),
    destination: access('settings-copy', store?.address),
    prefixes: [PREFIX],
  });
  const at = (here: string | undefined, there: string | undefined) => ({
    production: [here ?? ''],
    'remote-dr': [there ?? ''],
  });
  const traffic = Traffic.dns({
    witness,
    ttl: Duration.seconds(TTL),
    records: [
      { name: API_NAME, follows: 'api', sides: at(landscape.site(PRODUCTION).vip, landscape.site(STANDBY).vip) },
      { name: DATABASE_NAME, follows: `mariadb-${LEDGER}`, sides: at(primary?.address, replica?.address) },
    ],
  });
  new SitePair(production, 'pair', {
    with: standby,
    standby: Standby.cold({ snapshots }),
    fence: Fence.self(),
    witness,
    traffic,
    data: [[ledger, copy]],
  });
  const rebuild = copy.holder.rebuild().flatMap(({ commands }) => commands);
  return { rebuild, production: render(production), standby: render(standby), witness, traffic };
}
