import { App } from 'cdk8s';
import { type Host, nodeLabels, RookCeph, TripodError } from 'tripod-iac';
import { objects } from '../../support/objects';
import { landscape, type LandscapeName } from '../landscapes';
import { storageEnvironments } from '../platforms';
import { rookFaults } from './rules';
import { type Asked, FAULTS, spoiled } from './rules/table';

const nodes = (hosts: readonly Host[]) =>
  hosts.map((host) => ({ 'kubernetes.io/hostname': host.name, ...nodeLabels(host) }));

const environments = storageEnvironments();

describe('Rook takes what is rendered', () => {
  it.each(Object.entries(environments))('%s', (_, environment) => {
    const all = objects(environment);
    expect(all.filter(({ kind }) => kind.startsWith('Ceph')).length).toBeGreaterThanOrEqual(9);
    expect(rookFaults(all, nodes(environment.hosts))).toEqual([]);
  });
});

/** Does what a caller would have to do. */
function ask(name: LandscapeName, asked: Asked): unknown {
  const { sites } = landscape(name);
  const props = typeof asked === 'function' ? {} : asked;
  const ceph = new RookCeph(new App(), 'storage', { sites, ...props });
  return typeof asked === 'function' ? asked(ceph) : ceph;
}

describe.each(Object.entries(FAULTS))('Rook refuses, over %s,', (name, faults) => {
  const environment = environments[name]!;
  const all = objects(environment);

  it.each(faults.map((fault) => [fault[0], fault] as const))('%s', (_, fault) => {
    expect(rookFaults(spoiled(all, fault), nodes(environment.hosts)).join('\n')).toContain(fault[3]);
  });

  const asked = faults.flatMap(([title, , , , how]) => (how === undefined ? [] : [[title, how] as const]));
  it.each(asked)('%s, and so does the library', (_, how) => {
    const place = name.startsWith('mirrored') ? 'two sites and a witness' : (name as LandscapeName);
    expect(() => ask(place, how)).toThrow(TripodError);
  });
});

describe('Rook refuses nodes', () => {
  const environment = environments['one site by racks']!;
  const relabelled = (labels: Readonly<Record<string, string>>) => {
    const changed = nodes(environment.hosts).map((node, index) => (index === 0 ? { ...node, ...labels } : node));
    return rookFaults(objects(environment), changed).join('\n');
  };
  const [zone, rack] = ['topology.kubernetes.io/zone', 'topology.rook.io/rack'];

  it.each([
    ['a rack that stands in two zones', { [zone]: 'b' }, '"topology.rook.io/rack" value "a-r1" appears under'],
    ['a rack that is called like the zone', { [rack]: 'a' }, 'value "a" appears under both'],
    ['a rack without a name', { [rack]: '' }, 'has an empty value'],
    ['names that differ by a dot only', { [zone]: 'b', [rack]: 'a.r1' }, 'value "a-r1" appears under'],
  ])('with %s', (_, labels, rook) => {
    expect(relabelled(labels)).toContain(rook);
  });
});
