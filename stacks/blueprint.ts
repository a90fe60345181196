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
} from 'tripod-iac';

/** What differs between the environments: data, never code. */
export interface Settings extends Omit<EnvironmentProps, 'landscape'> {
  readonly controlPlane: ControlPlaneProps;
  readonly network: keyof typeof NETWORKS;
  readonly logging: Omit<ElasticStackProps, 'volumes'>;
  readonly jenkins: Omit<JenkinsProps, 'volumes'>;
  readonly snapshots: EtcdSnapshotsProps;
}

const NETWORKS = {
  calico: (environment: Environment) => new Calico(environment, 'network'),
  'ovs-sdn': (environment: Environment) => new OvsSdn(environment, 'network'),
} as const;

/** The platform, composed once; every environment is this with its own settings. */
export function blueprint(platform: Platform, name: string, landscape: Landscape, settings: Settings): Environment {
  const { controlPlane, network, logging, jenkins, snapshots, ...props } = settings;
  const environment = new Environment(platform, name, { ...props, landscape });
  new ControlPlane(environment, 'control-plane', controlPlane);
  NETWORKS[network](environment);
  const storage = new RookCeph(environment, 'storage');
  new ElasticStack(environment, 'logging', { ...logging, volumes: storage.block, needs: [storage] });
  new Jenkins(environment, 'jenkins', { ...jenkins, volumes: storage.block, needs: [storage] });
  new EtcdSnapshots(environment, 'etcd-snapshots', snapshots);
  return environment;
}
