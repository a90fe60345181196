import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import {
  Bandwidth,
  CephMirror,
  type CephMirrorProps,
  CephNetwork,
  Component,
  type Environment,
  type EnvironmentProps,
  image,
  Platform,
  RookCeph,
  type RookCephProps,
  Stage,
  StatefulSet,
} from 'tripod-iac';
import { bank } from '../../support/bank';
import { environmentOn } from '../../support/environment';

/** Ceph that another city reaches. */
export const HOSTS = { network: CephNetwork.hosts() };
/** The same with block devices only. */
export const BLOCKS = { ...HOSTS, sharedFilesystem: false, objectStore: false };

/** Production, and the environment of another city. */
export function cities(props: Partial<EnvironmentProps> = {}) {
  const platform = new Platform();
  const from = environmentOn(platform, 'production', bank, props);
  return { platform, from, to: environmentOn(platform, 'remote-dr', bank, props) };
}

/** What mirrored volumes change by, as production must say it: a tenth of an unknown link. */
export const CHANGES = Bandwidth.megabits(20);

/** Both with Ceph. */
export function sides(
  props: RookCephProps = BLOCKS,
  others: RookCephProps = props,
  environments: Partial<EnvironmentProps> = {},
) {
  const both = cities(environments);
  const storage = new RookCeph(both.from, 'storage', props);
  return { ...both, storage, peer: new RookCeph(both.to, 'storage', others), changes: CHANGES };
}

/** Both with Ceph, and a mirror between them. */
export function mirrored(props: Partial<CephMirrorProps> = {}, ceph?: RookCephProps) {
  const both = sides(ceph);
  const { from, to, storage, peer, changes } = both;
  const mirror = new CephMirror(from, 'storage-mirror', { storage, peer, changes, ...props });
  const other = to.node.findChild('storage-mirror') as Component;
  return { ...both, mirror, other };
}

/** An application with volumes of some classes. */
export class Ledger extends Component {
  constructor(scope: Environment, classes: readonly string[], replicas = 1) {
    super(scope, 'ledger', { stage: Stage.TENANTS });
    new StatefulSet(this, 'set', {
      name: 'ledger',
      namespace: this.inNamespace('ledger'),
      serviceName: 'ledger',
      replicas,
      containers: [{ name: 'main', image: image('rclone'), cpu: Cpu.millis(100), memory: Size.mebibytes(64) }],
      claims: classes.map((storageClassName, index) => ({
        name: `data-${index}`,
        size: Size.gibibytes(1),
        storageClassName,
      })),
    });
  }
}

/** The steps of a component, as one text. */
export function textOf({ steps }: Component): string {
  return steps.flatMap(({ title, commands }) => [title, ...commands]).join('\n');
}
