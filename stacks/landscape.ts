import { Duration, Size } from 'cdk8s';
import {
  Bandwidth,
  city,
  cluster,
  edge,
  Landscape,
  link,
  masters,
  nvme,
  site,
  storage,
  voters,
  workers,
} from 'tripod-iac';

/** Disks of the test site: small, and in the workers. */
const TEST_DISKS = [nvme(Size.tebibytes(1)), nvme(Size.tebibytes(1))];

/** Hosts of an active site in Shanghai. Each group has room to grow in its own part of the subnet. */
const active = (subnet: string) => [
  masters(2, { from: `${subnet}.0.11` }),
  edge(2, { from: `${subnet}.0.31` }),
  storage(4, { from: `${subnet}.0.51` }),
  workers(12, { from: `${subnet}.0.101` }),
];

/**
 * The reference bank: two active sites and a witness room in Shanghai, a standby site in Hefei, and a site for tests.
 * Replace names, addresses, sizes and round trip times by your own.
 */
export function landscape(): Landscape {
  return Landscape.of({
    cities: [
      city('shanghai', [
        site('sh-a', {
          role: 'active',
          subnet: '10.10.0.0/22',
          vip: '10.10.0.5',
          racks: ['sh-a-r1', 'sh-a-r2', 'sh-a-r3', 'sh-a-r4'],
          hosts: active('10.10'),
        }),
        site('sh-b', {
          role: 'active',
          subnet: '10.11.0.0/22',
          vip: '10.11.0.5',
          racks: ['sh-b-r1', 'sh-b-r2', 'sh-b-r3', 'sh-b-r4'],
          hosts: active('10.11'),
        }),
        // Three small hosts, so that the votes of etcd, Ceph and Elasticsearch do not fall with one machine.
        site('sh-w', {
          role: 'witness',
          subnet: '10.12.0.0/24',
          racks: ['sh-w-r1', 'sh-w-r2', 'sh-w-r3'],
          hosts: [
            masters(1, { cpu: 8, memory: Size.gibibytes(32), from: '10.12.0.11', rack: 'sh-w-r1' }),
            voters(1, { from: '10.12.0.21', rack: 'sh-w-r2' }),
            voters(1, { from: '10.12.0.22', rack: 'sh-w-r3' }),
          ],
        }),
        site('sh-t', {
          role: 'active',
          subnet: '10.20.0.0/24',
          vip: '10.20.0.5',
          racks: ['sh-t-r1', 'sh-t-r2', 'sh-t-r3'],
          hosts: [
            masters(3, { from: '10.20.0.11' }),
            workers(3, { also: ['storage'], disks: TEST_DISKS, from: '10.20.0.101' }),
          ],
        }),
      ]),
      city('hefei', [
        site('hf-a', {
          role: 'standby',
          subnet: '10.30.0.0/22',
          vip: '10.30.0.5',
          racks: ['hf-a-r1', 'hf-a-r2', 'hf-a-r3', 'hf-a-r4'],
          hosts: [
            masters(3, { from: '10.30.0.11' }),
            edge(2, { from: '10.30.0.31' }),
            storage(4, { from: '10.30.0.51' }),
            workers(8, { from: '10.30.0.101' }),
          ],
        }),
      ]),
    ],
    links: [
      link('sh-a', 'sh-b', { rtt: Duration.millis(1), bandwidth: Bandwidth.gigabits(100) }),
      link('sh-a', 'sh-w', { rtt: Duration.millis(2), bandwidth: Bandwidth.gigabits(10) }),
      link('sh-b', 'sh-w', { rtt: Duration.millis(2), bandwidth: Bandwidth.gigabits(10) }),
      link('sh-a', 'hf-a', { rtt: Duration.millis(12), bandwidth: Bandwidth.gigabits(10) }),
      link('sh-b', 'hf-a', { rtt: Duration.millis(12), bandwidth: Bandwidth.gigabits(10) }),
    ],
    clusters: [
      cluster('production', {
        sites: ['sh-a', 'sh-b', 'sh-w'],
        pods: '10.128.0.0/14',
        services: '10.96.0.0/16',
        talksTo: ['remote-dr'],
      }),
      cluster('remote-dr', { sites: ['hf-a'], pods: '10.132.0.0/14', services: '10.97.0.0/16' }),
      cluster('test', { sites: ['sh-t'], pods: '10.136.0.0/16', services: '10.98.0.0/16' }),
    ],
  });
}
