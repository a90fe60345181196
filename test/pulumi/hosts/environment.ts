import {
  Calico,
  city,
  Component,
  ControlPlane,
  cluster,
  Environment,
  ExistingMachines,
  Landscape,
  masters,
  Platform,
  render,
  type Rendering,
  site,
  Stage,
  workers,
} from 'tripod-iac';

export interface Wish {
  readonly port: number;
  /** @default 2 */
  readonly workers?: number;
  /** Text of a file that only the first worker has. @default 'first' */
  readonly motd?: string;
  /** Further names of the API. @default - none */
  readonly names?: readonly string[];
}

/** A file of one host alone. */
class Welcome extends Component {
  constructor(scope: Environment, text: string) {
    super(scope, 'welcome', { stage: Stage.HOSTS });
    const host = scope.hosts.find(({ name }) => name === 's1-worker-1');
    if (host !== undefined) this.hostFile(host, { path: '/etc/motd', content: `${text}\n` });
  }
}

/** Three masters and some workers, at loopback addresses, with a network. */
export function clusterOf(wish: Wish): Rendering {
  return render(hostsWith(wish, (environment) => new Calico(environment, 'network')));
}

/** The same hosts, with what `build` puts on them. */
export function hostsWith(
  { port, workers: count = 2, motd = 'first', names = [] }: Wish,
  build: (environment: Environment) => void,
  platform = new Platform(),
): Environment {
  const landscape = Landscape.of({
    cities: [
      city('shanghai', [
        site('s1', {
          role: 'active',
          subnet: '127.77.0.0/24',
          vip: '127.77.0.250',
          hosts: [masters(3), workers(count)],
        }),
      ]),
    ],
    links: [],
    clusters: [cluster('all', { sites: ['s1'], pods: '10.128.0.0/14', services: '10.96.0.0/16' })],
  });
  const environment = new Environment(platform, 'all', { landscape, tier: 'production' });
  new ControlPlane(environment, 'control-plane', {
    endpoint: 'api.bank.example',
    interface: 'bond0',
    certSANs: names,
    machines: new ExistingMachines({ port }),
  });
  new Welcome(environment, motd);
  build(environment);
  return environment;
}
