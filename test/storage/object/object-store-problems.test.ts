import { App, Size } from 'cdk8s';
import { type BucketProps, RookCeph, storage } from 'tripod-iac';
import { environment } from '../../support/bank';
import { notRefused, only } from '../../support/garbage';
import { expectRefused } from '../../support/refused';
import { oneSite } from '../sites';

const sites = oneSite(storage(3));
const alone = (props: object = {}) => new RookCeph(new App(), 'storage', { sites, ...props });

describe('RookCeph refuses of its object store', () => {
  it.each<[string, object, string]>([
    [
      'a certificate that is no Secret',
      { bucketCertificate: 'Bucket TLS' },
      'bucketCertificate: got Bucket TLS, want the name',
    ],
    ['authorities as PEM', { bucketAuthorities: '-----BEGIN CERTIFICATE-----' }, 'bucketAuthorities: got -----BEGIN'],
    [
      'a realm in a plain App',
      { realm: 'bank', bucketEndpoint: 'https://s3.a.example' },
      'realm: got bank in a plain App',
    ],
    [
      'an address without a realm',
      { bucketEndpoint: 'https://s3.a.example' },
      'bucketEndpoint: got https://s3.a.example without `realm`',
    ],
    [
      'a certificate without a store',
      { objectStore: false, bucketCertificate: 'tls' },
      'bucketCertificate: got tls without an object store, want nothing where there are no buckets',
    ],
  ])('%s', (_, props, message) => {
    expectRefused(() => alone(props), message);
  });

  it.each<[string, object, string]>([
    ['a realm alone', { realm: 'bank' }, 'realm: got bank without `bucketEndpoint`, want an address that other'],
    [
      'a realm with dots',
      { realm: 'bank.example', bucketEndpoint: 'https://a' },
      'realm: got bank.example, want a DNS label',
    ],
    [
      'a long realm',
      { realm: 'b'.repeat(52), bucketEndpoint: 'https://a' },
      'want a DNS label of at most 51 characters',
    ],
    [
      'http',
      { realm: 'bank', bucketEndpoint: 'http://s3.a.example' },
      'bucketEndpoint: got http://s3.a.example, want an https',
    ],
    [
      'a path',
      { realm: 'bank', bucketEndpoint: 'https://s3.a.example/s3' },
      'bucketEndpoint: got https://s3.a.example/s3',
    ],
    [
      'a slash at the end',
      { realm: 'bank', bucketEndpoint: 'https://s3.a.example/' },
      'bucketEndpoint: got https://s3.a',
    ],
  ])('%s', (_, props, message) => {
    expectRefused(() => new RookCeph(environment(), 'storage', props), message);
  });
});

it('a realm and its address take no garbage', () => {
  const valid = { realm: 'bank', bucketEndpoint: 'https://s3.a.example' };
  const make = (props: object) => new RookCeph(environment(), 'storage', { ...valid, ...props });
  expect(notRefused((realm) => make({ realm }))).toEqual(only('the text x', 'the text undefined'));
  expect(notRefused((bucketEndpoint) => make({ bucketEndpoint }))).toEqual({});
});

describe('addBucketUser refuses', () => {
  const user = (name: string, props: object = {}) => alone().addBucketUser(name, props);

  it.each<[string, () => unknown, string]>([
    [
      'an upper-case name',
      () => user('Archive'),
      'storage/addBucketUser(Archive)  name: got Archive, want a DNS label',
    ],
    ["a user of Rook's own", () => user('rgw-admin-ops-user'), 'want a name that Rook does not use for itself'],
    ["a claim's user", () => user('obc-shop-photos'), 'want a name that Rook does not use for itself'],
    ["a realm's user", () => user('bank-system-user'), 'want a name that Rook does not use for itself'],
    ['a namespace that is none', () => user('a', { namespace: 'Shop' }), 'namespace: got Shop'],
    [
      'a quota of nothing',
      () => user('a', { maxSize: Size.mebibytes(0) }),
      'maxSize: got 0 MiB, want a Size in whole MiB',
    ],
    [
      'more than all buckets may hold',
      () => alone({ bucketQuota: Size.tebibytes(1) }).addBucketUser('a', { maxSize: Size.gibibytes(1025) }),
      'maxSize: got 1025 GiB, want at most 1024 GiB, the `bucketQuota` of all buckets together',
    ],
    ['a quota as text', () => user('a', { maxSize: '10Gi' }), 'maxSize: got 10Gi'],
    ['no objects', () => user('a', { maxObjects: 0 }), 'maxObjects: got 0, want a whole number of 1 at least'],
    ['half a bucket', () => user('a', { maxBuckets: 0.5 }), 'maxBuckets: got 0.5'],
    [
      'an unknown right',
      () => user('a', { capabilities: { root: '*' } }),
      'capabilities.root: got *, want *, read, write',
    ],
    ['an unknown grant', () => user('a', { capabilities: { users: 'all' } }), 'capabilities.users: got all'],
    [
      'a list of rights',
      () => user('a', { capabilities: ['users'] }),
      'capabilities: got users, want what the user may do',
    ],
    [
      'a name twice, whatever the namespace',
      () => {
        const ceph = alone();
        ceph.addBucketUser('a');
        ceph.addBucketUser('a', { namespace: 'shop' });
      },
      'name: got a once more, want every user once: a name in another namespace is the same user',
    ],
    ['a store that is not there', () => alone({ objectStore: false }).addBucketUser('a'), 'objectStore: got false'],
  ])('%s', (_, make, message) => {
    expectRefused(make, message);
  });

  it('all at once', () => {
    expect(() => user('A', { maxBuckets: -1, maxObjects: NaN })).toThrow(/3 problems\n/);
  });

  it.each(['namespace', 'maxBuckets', 'maxSize', 'maxObjects', 'capabilities'] as const)('garbage for %s', (prop) => {
    const accepts = {
      namespace: ['undefined', 'the text x', 'the text undefined'],
      maxBuckets: ['undefined'],
      maxSize: ['undefined', 'a Size'],
      maxObjects: ['undefined'],
      capabilities: ['undefined', 'an object', 'an object without prototype'],
    } as const;
    expect(notRefused((value) => user('a', { [prop]: value }), prop)).toEqual(only(...accepts[prop]));
  });

  it('garbage for its name and for all props together', () => {
    expect(notRefused((name) => user(name), 'name')).toEqual(only('the text x', 'the text undefined'));
    const fields = ['undefined', 'an object', 'an object without prototype', 'a nested object'] as const;
    expect(notRefused((props) => user('a', props))).toEqual(only(...fields));
  });
});

describe('addBucket refuses', () => {
  const bucket = (name: string, props: object = {}) => alone().addBucket(name, { namespace: 'shop', ...props });

  it.each<[string, () => unknown, string]>([
    [
      'no namespace',
      () => alone().addBucket('photos', {} as BucketProps),
      'namespace: got nothing, want the namespace of',
    ],
    ['a short name', () => bucket('ab'), 'bucketName: got ab, want the name of a bucket: 3 to 63'],
    ['an address', () => bucket('photos', { bucketName: '10.0.0.1' }), 'bucketName: got 10.0.0.1'],
    ['two dots', () => bucket('photos', { bucketName: 'a..b' }), 'bucketName: got a..b'],
    ['a name with an underscore', () => bucket('my_photos'), 'name: got my_photos, want a DNS label'],
    ['half an object', () => bucket('photos', { maxObjects: 1.5 }), 'maxObjects: got 1.5'],
    [
      'more than all buckets may hold',
      () =>
        alone({ bucketQuota: Size.tebibytes(1) }).addBucket('photos', { namespace: 'a', maxSize: Size.tebibytes(2) }),
      'maxSize: got 2048 GiB, want at most 1024 GiB, the `bucketQuota` of all buckets together; fix: lower it, or raise',
    ],
    ['a quota as number', () => bucket('photos', { maxSize: 10 }), 'maxSize: got 10, want a Size'],
    [
      'a claim twice',
      () => {
        const ceph = alone();
        ceph.addBucket('photos', { namespace: 'shop' });
        ceph.addBucket('photos', { namespace: 'shop', bucketName: 'others' });
      },
      'name: got photos in shop once more',
    ],
    [
      'a bucket that another claim has',
      () => {
        const ceph = alone();
        ceph.addBucket('photos', { namespace: 'shop' });
        ceph.addBucket('photos', { namespace: 'logs' });
      },
      'bucketName: got photos once more, want a bucket that no other claim has',
    ],
    [
      'a store that is not there',
      () => alone({ objectStore: false }).addBucket('a', { namespace: 'a' }),
      'objectStore',
    ],
  ])('%s', (_, make, message) => {
    expectRefused(make, message);
  });

  it('garbage', () => {
    expect(notRefused((namespace) => bucket('photos', { namespace }), 'namespace')).toEqual(
      only('the text x', 'the text undefined'),
    );
    expect(notRefused((bucketName) => bucket('photos', { bucketName }), 'bucketName')).toEqual(
      only('undefined', 'the text undefined'),
    );
    expect(notRefused((name) => bucket(name))).toEqual(only('the text undefined'));
    expect(notRefused((props) => alone().addBucket('photos', props))).toEqual({});
  });
});
