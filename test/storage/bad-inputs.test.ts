import { App, Duration, Size } from 'cdk8s';
import {
  Bandwidth,
  CephMirror,
  type CephMirrorProps,
  CephNetwork,
  ErasureCode,
  Platform,
  RookCeph,
  type RookCephProps,
  storage,
  TripodError,
  voters,
} from 'tripod-iac';
import { bank } from '../support/bank';
import { environmentOn } from '../support/environment';
import { oneSite, sitesOf, stretched } from './sites';

const ceph = (props: RookCephProps) => new RookCeph(new App(), 'storage', props);
const stretch = (props: RookCephProps = {}) => ceph({ sites: stretched(), ...props });

/** A mirror of production to the other city; `twice` makes a second one of the same storage. */
function mirror(props: Partial<CephMirrorProps> = {}, twice = false, network = CephNetwork.hosts()): CephMirror {
  const platform = new Platform();
  const [from, to] = [environmentOn(platform, 'production', bank), environmentOn(platform, 'remote-dr', bank)];
  const [own, peer] = [from, to].map((each) => new RookCeph(each, 'storage', { network })) as [RookCeph, RookCeph];
  const make = (id: string) => new CephMirror(from, id, { storage: own, peer, ...props });
  return twice ? [make('mirror'), make('other')][1]! : make('mirror');
}

/** What a person may get wrong about storage, and where the library points. */
const INPUTS: readonly (readonly [string, () => unknown, string])[] = [
  ['four monitors', () => stretch({ monitors: 4 }), 'storage  monitors: got 4'],
  [
    'an erasure code on a stretch cluster',
    () => stretch().addBlockPool('x', { erasureCode: ErasureCode.of(2, 2) }),
    'storage/x  erasureCode: got 2 + 2',
  ],
  ['three copies on a stretch cluster', () => stretch({ copies: 3 }), 'storage/pool  size: got 3'],
  [
    'a rule that knows hosts only, over two sites',
    () => stretch({ failureDomain: 'host' }),
    'storage  failureDomain: got host',
  ],
  [
    'an arbiter with disks',
    () => {
      const site = { hosts: [storage(2)] };
      return ceph({ sites: sitesOf({ a: site, b: site, w: { role: 'witness', hosts: [voters(1), storage(1)] } }) });
    },
    'storage/w  hosts: got w-storage-1',
  ],
  [
    'a stretch cluster without an arbiter',
    () => ceph({ sites: stretched().slice(0, 2) }),
    'storage  sites: got data in a and b, and no witness',
  ],
  [
    'sites that differ by more than a tenth',
    () => ceph({ sites: stretched([storage(2)], [storage(3)]) }),
    'storage  disks: got 32768 GiB in a',
  ],
  [
    'a loss that capacity cannot carry',
    () => stretch({ blockQuota: Size.tebibytes(8) }),
    'storage  blockQuota: got 8 TiB in blockQuota, want at most 6.8 TiB',
  ],
  [
    '…by an added pool',
    () => stretch().addBlockPool('x', { quota: Size.tebibytes(8) }),
    'storage/x  quota: got 8 TiB in x, want at most 6.8 TiB',
  ],
  ['Delete on a protected class', () => stretch().addBlockPool('x', { deletes: true }), 'storage/x  deletes: got true'],
  ['an erasure code with one spare shard', () => ErasureCode.of(4, 1), 'ErasureCode  coding: got 1'],
  [
    'more shards than hosts',
    () => ceph({ sites: oneSite(storage(4)) }).addBlockPool('x', { erasureCode: ErasureCode.of(4, 2) }),
    'storage/x  erasureCode: got 4 + 2 over 4 hosts',
  ],
  [
    'an encrypted pool without keys',
    () => stretch().addBlockPool('x', { encrypted: true }),
    'storage/x  encrypted: got true',
  ],
  ['Multus without a network', () => CephNetwork.multus({} as never), 'CephNetwork  public: got nothing'],
  ['two peers', () => mirror({}, true), 'production/other  storage: got the storage of production'],
  ['no loss at all by snapshots', () => mirror({ rpo: Duration.seconds(0) }), 'production/mirror  rpo: got none'],
  [
    'a loss below what snapshots can do',
    () => mirror({ rpo: Duration.minutes(1) }),
    'production/mirror  rpo: got 1 minute',
  ],
  [
    'a schedule slower than the promise',
    () => mirror({ rpo: Duration.minutes(15), interval: Duration.minutes(20) }),
    'production/mirror  interval: got 20 minutes',
  ],
  [
    'a link that cannot carry the changes',
    () => mirror({ changes: Bandwidth.gigabits(40) }),
    'production/mirror  changes: got 40',
  ],
  [
    'files mirrored by the minute',
    () => mirror({ sharedRpo: Duration.minutes(5) }),
    'production/mirror  sharedRpo: got 5 minutes',
  ],
  [
    'a peer on the network of its pods',
    () => mirror({}, false, CephNetwork.pods()),
    'production/mirror  peer: got Ceph of remote-dr on the network of pods',
  ],
];

/** What it throws. */
function thrown(make: () => unknown): unknown {
  try {
    make();
  } catch (error) {
    return error;
  }
  throw new Error('it was taken');
}

it.each(INPUTS)('%s is refused, with its place and how to mend it', (_, make, start) => {
  const error = thrown(make);
  expect(error).toBeInstanceOf(TripodError);
  const lines = (error as TripodError).message.split('\n').map((line) => line.trim());
  const line = lines.find((each) => each.startsWith(start)) ?? lines.join('\n');
  expect(line).toMatch(/^\S+ {2}\S.*: got .+, want .+; fix: .{10,}$/);
});
