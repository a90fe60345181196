import { Duration } from 'cdk8s';
import {
  Calico,
  ControlPlane,
  type ControlPlaneProps,
  ElasticStack,
  type ElasticStackProps,
  Environment,
  type EnvironmentProps,
  EtcdSnapshots,
  type EtcdSnapshotsProps,
  Jenkins,
  type JenkinsProps,
  type Landscape,
  OvsSdn,
  type Platform,
  RookCeph,
  type RookCephProps,
  VeleroBackup,
  type VeleroBackupProps,
} from 'tripod-iac';

/** What differs between the environments: data, never code. */
export interface Settings extends Omit<EnvironmentProps, 'landscape'> {
  readonly controlPlane: ControlPlaneProps;
  readonly network: keyof typeof NETWORKS;
  readonly storage: RookCephProps;
  readonly logging: Omit<ElasticStackProps, 'volumes'>;
  readonly jenkins: Omit<JenkinsProps, 'volumes'>;
  readonly snapshots: EtcdSnapshotsProps;
  readonly backup: VeleroBackupProps;
}

/** An environment, and what a pair of them is joined by. */
export interface Built {
  readonly environment: Environment;
  readonly storage: RookCeph;
  readonly jenkins: Jenkins;
  readonly backup: VeleroBackup;
}

const NETWORKS = {
  calico: (environment: Environment) => new Calico(environment, 'network'),
  'ovs-sdn': (environment: Environment) => new OvsSdn(environment, 'network'),
} as const;

/** The platform, composed once; every environment is this with its own settings. */
export function blueprint(platform: Platform, name: string, landscape: Landscape, settings: Settings): Built {
  const {
    controlPlane,
    network,
    storage: disks,
    logging,
    jenkins: builds,
    snapshots,
    backup: store,
    ...props
  } = settings;
  const environment = new Environment(platform, name, { ...props, landscape });
  new ControlPlane(environment, 'control-plane', controlPlane);
  NETWORKS[network](environment);
  const storage = new RookCeph(environment, 'storage', disks);
  // Elasticsearch keeps copies by itself, and begins with none in the other city.
  const local = storage.addBlockPool('local', { mirrored: false });
  new ElasticStack(environment, 'logging', { ...logging, volumes: local, needs: [storage] });
  const jenkins = new Jenkins(environment, 'jenkins', { ...builds, volumes: storage.block, needs: [storage] });
  new EtcdSnapshots(environment, 'etcd-snapshots', snapshots);
  const backup = new VeleroBackup(environment, 'backup', store);
  // Against what mirrors copy too: mistakes, and those who mean harm.
  backup.schedule('jenkins', { namespaces: ['jenkins'], interval: Duration.hours(24) });
  return { environment, storage, jenkins, backup };
}
