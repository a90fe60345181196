import { Duration } from 'cdk8s';
import {
  Calico,
  city,
  cluster,
  ControlPlane,
  Environment,
  Landscape,
  type LandscapeProps,
  link,
  masters,
  Platform,
  render,
  type Rendering,
  site,
} from 'tripod-iac';
import { type Loss, loss, prove } from 'tripod-iac/proof';
import { proofFile } from '../../../lib/engines/proof';

/** A cluster that the drill builds and breaks. */
export interface WorldPlan {
  readonly name: WorldName;
  readonly title: string;
  readonly rendering: () => Rendering;
  /** Failures of its hosts that no proof judges unless it is asked. */
  readonly scenarios: (hosts: readonly string[]) => readonly Loss[];
  /** Sites whose users the writers stand for. */
  readonly users: readonly string[];
}

export type WorldName = 'one-site' | 'three-sites';

export const WORLDS: Readonly<Record<WorldName, WorldPlan>> = {
  'one-site': {
    name: 'one-site',
    title: 'three masters in one site, behind one VIP',
    rendering: oneSite,
    scenarios: powerOfSeveral,
    users: ['sh-a', 'sh-a'],
  },
  'three-sites': {
    name: 'three-sites',
    title: 'five masters over two data sites and a witness: RTT 2 ms between the two, 3 and 5 ms to the witness',
    rendering: threeSites,
    scenarios: () => [],
    users: ['sh-a', 'sh-b'],
  },
};

/** The text of the proof of a world: its `proof.json`. */
export function proofOf({ scenarios }: WorldPlan, { environment }: Rendering): string {
  return proofFile(prove(environment, scenarios(environment.hosts.map(({ name }) => name))));
}

/** Any two hosts without power, and all. */
function powerOfSeveral(hosts: readonly string[]): readonly Loss[] {
  const pairs = hosts.flatMap((a, index) => hosts.slice(index + 1).map((b) => loss.power(a, b)));
  return [...pairs, loss.power(...hosts)];
}

/** The longest round trip between masters, in milliseconds. */
export function longestRtt({ environment }: Rendering): number {
  return environment.landscape.longestRtt(environment.sites.map(({ name }) => name));
}

function oneSite(): Rendering {
  const room = site('sh-a', { role: 'active', subnet: '10.10.0.0/24', vip: '10.10.0.100', hosts: [masters(3)] });
  return rendered(['sh-a'], { cities: [city('shanghai', [room])] });
}

function threeSites(): Rendering {
  const rooms = [
    site('sh-a', { role: 'active', subnet: '10.10.0.0/24', vip: '10.10.0.100', hosts: [masters(2)] }),
    site('sh-b', { role: 'active', subnet: '10.11.0.0/24', vip: '10.11.0.100', hosts: [masters(2)] }),
    site('sh-w', { role: 'witness', subnet: '10.12.0.0/24', hosts: [masters(1)] }),
  ];
  const links = [
    link('sh-a', 'sh-b', { rtt: Duration.millis(2) }),
    link('sh-a', 'sh-w', { rtt: Duration.millis(3) }),
    link('sh-b', 'sh-w', { rtt: Duration.millis(5) }),
  ];
  return rendered(['sh-a', 'sh-b', 'sh-w'], { cities: [city('shanghai', rooms)], links });
}

function rendered(sites: readonly string[], props: Omit<LandscapeProps, 'clusters'>): Rendering {
  const landscape = Landscape.of({
    ...props,
    clusters: [cluster('drill', { sites, pods: '10.128.0.0/14', services: '10.96.0.0/16' })],
  });
  const environment = new Environment(new Platform(), 'drill', { landscape, tier: 'production' });
  new ControlPlane(environment, 'control-plane', { endpoint: 'api.drill.bank.example', interface: 'bond0' });
  new Calico(environment, 'network');
  return render(environment);
}
