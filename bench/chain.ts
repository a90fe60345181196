import { k8s } from 'cdk8s-plus-27';
import {
  Calico,
  city,
  cluster,
  Component,
  Environment,
  Landscape,
  masters,
  Platform,
  site,
  Stage,
  type Vendored,
} from 'tripod-iac';

const OBJECTS = 30;

/** A component of plain objects that needs the one before it. */
class Link extends Component {
  constructor(scope: Environment, index: number, objects: number, before: Component | undefined) {
    super(scope, `link-${index}`, { stage: Stage.PLATFORM, needs: [before] });
    for (let at = 0; at < objects; at++) {
      const metadata = { name: `link-${index}-${at}`, namespace: 'default' };
      new k8s.KubeConfigMap(this, `object-${at}`, { metadata, data: { at: String(at) } });
    }
  }
}

export interface ChainOptions {
  /** Objects of each component. @default 30 */
  readonly each?: number;
  /** Releases of the operators. @default - none: they would be fetched */
  readonly vendored?: Vendored;
}

/** An environment in which every component needs the one before it. */
export function chain(length: number, { each = OBJECTS, vendored }: ChainOptions = {}) {
  const landscape = Landscape.of({
    cities: [city('shanghai', [site('sh-a', { role: 'active', subnet: '10.0.0.0/24', hosts: [masters(1)] })])],
    clusters: [cluster('production', { sites: ['sh-a'], pods: '10.128.0.0/16', services: '10.96.0.0/16' })],
  });
  const platform = new Platform();
  const environment = new Environment(platform, 'production', { landscape, tier: 'production', vendored });
  new Calico(environment, 'network');
  let last: Component | undefined;
  for (let index = 0; index < length; index++) last = new Link(environment, index, each, last);
  return { platform, environment, objects: length * each };
}
