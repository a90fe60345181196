import { Duration } from 'cdk8s';
import {
  Calico,
  city,
  cluster,
  ControlPlane,
  type ControlPlaneProps,
  Environment,
  type EnvironmentProps,
  type HostGroup,
  Landscape,
  link,
  masters,
  Platform,
  render,
  type Rendering,
  site,
  type SiteProps,
  workers,
} from 'tripod-iac';
import { parseAllDocuments } from 'yaml';
import { environment } from './bank';
import type { Loose } from './objects';

export const PROPS: ControlPlaneProps = { endpoint: 'api.prod.bank.example', interface: 'bond0' };

/** An environment with a control plane and the network that every environment must have, rendered. */
export function rendered(
  name: 'production' | 'remote-dr' | 'test' = 'production',
  props: Partial<ControlPlaneProps> = {},
  environmentProps: Partial<EnvironmentProps> = {},
): Rendering {
  const owner = environment(name, environmentProps);
  new ControlPlane(owner, 'control-plane', { ...PROPS, ...props });
  new Calico(owner, 'network');
  return render(owner);
}

/** A file of a host, as it is installed there. */
export function hostFile(rendering: Rendering, host: string, path: string): string {
  const found = rendering.hostFiles.find(({ file }) => file.host.name === host && file.path === path);
  if (found === undefined) throw new Error(`no ${path} on ${host}`);
  return found.content;
}

/** The documents of a YAML file of a host. */
export function documents(rendering: Rendering, host: string, path: string): Loose[] {
  return parseAllDocuments(hostFile(rendering, host, path)).map((document) => document.toJS());
}

/** One site of a cluster in the making. */
export interface Room extends Pick<Partial<SiteProps>, 'role' | 'vip'> {
  readonly masters: number;
  /** Milliseconds to every other site. @default 1 */
  readonly rtt?: number;
}

/** An environment on sites `s1`, `s2`… with so many masters, and two workers in each. */
export function cityOf(...rooms: readonly Room[]): Environment {
  const names = rooms.map((_, index) => `s${index + 1}`);
  const sites = rooms.map(({ masters: count, role = 'active', vip }, index) => {
    const hosts: HostGroup[] = [...(count > 0 ? [masters(count)] : []), workers(2)];
    return site(`s${index + 1}`, { role, subnet: `10.${index}.0.0/24`, vip, hosts });
  });
  const links = names.flatMap((a, index) =>
    names.slice(index + 1).map((b, offset) => {
      const rtt = Math.max(rooms[index]?.rtt ?? 1, rooms[index + 1 + offset]?.rtt ?? 1);
      return link(a, b, { rtt: Duration.millis(rtt) });
    }),
  );
  const landscape = Landscape.of({
    cities: [city('shanghai', sites)],
    links,
    clusters: [cluster('all', { sites: names, pods: '10.128.0.0/14', services: '10.96.0.0/16' })],
  });
  return new Environment(new Platform(), 'all', { landscape, tier: 'production' });
}
