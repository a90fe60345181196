import { Duration, Size } from 'cdk8s';
import {
  Bandwidth,
  CephMirror,
  type CephMirrorProps,
  CephNetwork,
  KeyManagement,
  RookCeph,
  type RookCephProps,
} from 'tripod-iac';
import { bank } from '../../support/bank';
import { environmentOn } from '../../support/environment';
import { type Garbage, notRefused } from '../../support/garbage';
import { BLOCKS, HOSTS, Ledger, mirrored, sides } from './mirrored';

const quota = (tebibytes: number) => ({ ...BLOCKS, blockQuota: Size.tebibytes(tebibytes) });
const VAULT = (path: string) => KeyManagement.vault({ address: 'https://vault.bank.example:8200', path });

describe('what a mirror refuses', () => {
  const { storage, peer, from, changes } = sides();
  let count = 0;
  const make = (props: object) => new CephMirror(from, `it-${count++}`, { storage, peer, changes, ...props });
  /** With other clusters than the usual ones. */
  const between = (
    one: RookCephProps,
    two: RookCephProps,
    change: (made: ReturnType<typeof sides>) => void = () => undefined,
  ) => {
    const made = sides(one, two);
    change(made);
    return new CephMirror(made.from, 'it', made);
  };

  it.each<[string, () => unknown, RegExp]>([
    ['no storage', () => make({ storage: undefined }), /storage: got nothing, want the RookCeph of production/],
    [
      'the storage of the other side',
      () => make({ storage: peer }),
      /storage: got remote-dr\/storage, want the RookCeph of production/,
    ],
    [
      'itself',
      () => make({ peer: storage }),
      /peer: got production\/storage, want the RookCeph of another Environment/,
    ],
    [
      'the same city',
      () => {
        const { platform, from: one, storage: own } = sides();
        const test = new RookCeph(environmentOn(platform, 'test', bank), 'storage', BLOCKS);
        return new CephMirror(one, 'it', { storage: own, peer: test, changes });
      },
      /peer: got test, with sh-t in shanghai, want sites in another city.*(?:\n.*)*which do not talk.*(?:\n.*)*no link of sh-a and sh-t/,
    ],
    [
      'daemons that the other city cannot reach',
      () => between({ ...BLOCKS, network: CephNetwork.pods() }, BLOCKS),
      /storage: got Ceph of production on the network of pods, want daemons.*CephNetwork\.hosts\(\)/,
    ],
    [
      'a second peer',
      () => {
        const made = mirrored();
        return new CephMirror(made.from, 'second', made);
      },
      /which production\/storage-mirror mirrors with remote-dr already, want one peer/,
    ],
    [
      'a pool of one side',
      () => between(BLOCKS, BLOCKS, ({ storage: one }) => one.addBlockPool('ledger')),
      /got no pool ledger in remote-dr/,
    ],
    [
      'a pool that is mirrored on one side',
      () =>
        between(BLOCKS, BLOCKS, (made) => {
          made.storage.addBlockPool('ledger');
          made.peer.addBlockPool('ledger', { mirrored: false });
        }),
      /got the pool ledger with `mirrored: false`, want pools of the same names/,
    ],
    [
      'volumes whose keys are lost with the city',
      () =>
        between({ ...BLOCKS, keys: VAULT('ceph/shanghai') }, { ...BLOCKS, keys: VAULT('ceph/hefei') }, (made) => {
          for (const side of [made.storage, made.peer]) side.addBlockPool('secret', { encrypted: true });
        }),
      /peer: got keys of volumes at vault, elsewhere, want the keys at vault, or a copy/,
    ],
    [
      'a pool that is encrypted on one side',
      () =>
        between({ ...BLOCKS, keys: VAULT('ceph') }, BLOCKS, (made) => {
          made.storage.addBlockPool('secret', { encrypted: true });
          made.peer.addBlockPool('secret');
        }),
      /got `encrypted: false` of the pool secret, want `encrypted: true`.*(?:\n.*)*at no key management/,
    ],
    [
      'a pool that is mirrored over there only',
      () => between(BLOCKS, BLOCKS, ({ peer: other }) => other.addBlockPool('extra')),
      /got the mirrored pool extra of remote-dr, which is not here, want pools of the same names/,
    ],
    [
      'a quota over there that is smaller',
      () => between(quota(2), quota(1)),
      /peer: got 1 TiB as the quota of the pool block of remote-dr, want 2 TiB or more, as here, or none/,
    ],
    [
      'a quota over there only',
      () => between(BLOCKS, quota(1)),
      /got 1 TiB as the quota of the pool block of remote-dr, want no quota, as here/,
    ],
    [
      'more than the disks over there carry',
      () => between({ ...BLOCKS, blockQuota: storage.capacity }, BLOCKS),
      /peer: got .* TiB in block, want quotas that remote-dr can carry, too: all its disks store/,
    ],
    [
      'a name that is taken over there',
      () => {
        const made = sides();
        new Ledger(made.to, []);
        return new CephMirror(made.from, 'ledger', made);
      },
      /id: got ledger, as which remote-dr\/ledger is there already, want a name that is free in remote-dr, too/,
    ],
    [
      'changes of production that nobody has measured',
      () => make({ changes: undefined }),
      /changes: got nothing, want how much mirrored volumes of a production environment change/,
    ],
    [
      'a promise of the environment that snapshots cannot hold',
      () => {
        const none = { rpo: Duration.seconds(0), rto: Duration.hours(1) };
        const made = sides(BLOCKS, BLOCKS, { objectives: { city: none } });
        return new CephMirror(made.from, 'it', made);
      },
      /objectives\.city\.rpo of production: got none, want a Duration of a minute or more/,
    ],
    [
      'a loss of shared files where there are none',
      () => make({ sharedRpo: Duration.hours(3) }),
      /sharedRpo: got what may be lost of a shared file system that is not there/,
    ],
    [
      'a lag of buckets where none are mirrored',
      () => make({ bucketLag: Duration.minutes(5) }),
      /bucketLag: got a lag of buckets that are not mirrored/,
    ],
    [
      'buckets that are fetched from there',
      () => {
        const realm = (name: string) => ({
          ...HOSTS,
          sharedFilesystem: false,
          realm: 'bank',
          bucketEndpoint: `https://s3.${name}.bank.example`,
        });
        return between(realm('prod'), realm('dr'), (made) => made.storage.joinRealm(made.peer.realm!));
      },
      /joinRealm {2}realm: got the realm of production, which is fetched from remote-dr itself, want a realm that begins there/,
    ],
    [
      'no shared file system there',
      () => between(HOSTS, { ...HOSTS, sharedFilesystem: false }),
      /`sharedFilesystem: false` of remote-dr/,
    ],
    ['a loss of none', () => make({ rpo: Duration.seconds(0) }), /rpo: got none, want a Duration of a minute or more/],
    [
      'a loss that snapshots cannot hold',
      () => make({ rpo: Duration.minutes(2) }),
      /rpo: got 2 minutes, want 3 minutes 24 seconds or more/,
    ],
    [
      'a schedule slower than the objective',
      () => make({ rpo: Duration.minutes(15), interval: Duration.minutes(20) }),
      /interval: got 20 minutes, and 5 minutes of transfer: loses up to 25 minutes, want at most 15 minutes/,
    ],
    [
      'half a minute',
      () => make({ interval: Duration.seconds(90) }),
      /interval: got 1 minute 30 seconds, want a Duration of whole minutes/,
    ],
    [
      'snapshots that pile up',
      () => make({ rpo: Duration.hours(1), interval: Duration.minutes(1) }),
      /interval: got 1 minute, while a transfer takes 1 minute 12 seconds, want a transfer that ends/,
    ],
    [
      'more changes than the link carries',
      () => make({ changes: Bandwidth.megabits(150) }),
      /changes: got 150 Mbit\/s, want less than 100 Mbit\/s: 50 % of the 200 Mbit\/s that are taken for an unknown link/,
    ],
    [
      'an hour for shared files',
      () => make({ sharedRpo: Duration.hours(1) }),
      /sharedRpo: got .* want a Duration of whole minutes, two hours or more/,
    ],
  ])('%s', (_, run, message) => {
    expect(run).toThrow(message);
  });

  it.each<[keyof CephMirrorProps, readonly Garbage[]]>([
    ['storage', []],
    ['peer', []],
    ['rpo', ['undefined']],
    ['interval', ['undefined']],
    ['changes', ['undefined']],
    ['bucketLag', ['undefined']],
    ['sharedRpo', ['undefined']],
    ['consistencyGroups', ['undefined', 'true']],
  ])('garbage for %s', (prop, accepted) => {
    // Nothing is made in either case: without a peer it is refused for that alone.
    const found = notRefused((value) => make({ ...(prop === 'peer' ? {} : { peer: undefined }), [prop]: value }), prop);
    expect(Object.entries(found).filter(([, result]) => !result.startsWith('without'))).toEqual([]);
    expect(Object.keys(found)).toEqual(accepted);
  });
});
