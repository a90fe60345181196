import type { Size } from 'cdk8s';
import { isDnsLabel } from '../../../../core/check/names';
import { isFields, type Problems, show } from '../../../../errors';
import type { BucketProps } from '../claims';
import { checkCount, checkMaxSize } from './quota';

/** Names of S3: 3 to 63 characters, and no address (ceph doc/radosgw/s3/bucketops.rst@v20.2.0). */
const BUCKET_NAME = /^(?!\d+\.\d+\.\d+\.\d+$)[a-z0-9](?!.*(\.\.|\.-|-\.))[a-z0-9.-]{1,61}[a-z0-9]$/;

/** Claims that are there already. */
export interface Claims {
  /** As `namespace/name`. */
  readonly claims: ReadonlySet<string>;
  /** Names in the store. */
  readonly buckets: ReadonlySet<string>;
  /** Of all buckets together. */
  readonly quota: Size | undefined;
}

/** Checks the claim of a bucket. */
export function checkClaim(name: unknown, props: unknown, there: Claims, problems: Problems): void {
  problems.check(isDnsLabel(name), {
    at: 'name',
    got: name,
    want: 'a DNS label, which its ConfigMap and its Secret carry too',
    fix: "for example `addBucket('photos', { namespace: 'shop' })`",
  });
  const { namespace, bucketName = name, maxSize, maxObjects } = (isFields(props) ? props : {}) as Partial<BucketProps>;
  problems.check(isDnsLabel(namespace), {
    at: 'namespace',
    got: isFields(props) ? namespace : props,
    want: 'the namespace of the application, where the Secret appears',
    fix: "for example `{ namespace: 'shop' }`",
  });
  problems.check(typeof bucketName === 'string' && BUCKET_NAME.test(bucketName), {
    at: 'bucketName',
    got: bucketName,
    want: 'the name of a bucket: 3 to 63 of a-z, 0-9, dots and dashes, and no IP address',
    fix: 'leave it out for the name of the claim where that is long enough',
  });
  problems.check(!there.claims.has(`${show(namespace)}/${show(name)}`), {
    at: 'name',
    got: `${show(name)} in ${show(namespace)} once more`,
    want: 'every claim once',
    fix: 'share what the first call returned, or give it a name of its own',
  });
  problems.check(!there.buckets.has(show(bucketName)), {
    at: 'bucketName',
    got: `${show(bucketName)} once more`,
    want: 'a bucket that no other claim has: Rook gives it to the claim that comes last, and the first loses it',
    fix: 'set `bucketName`; to share a bucket, share the keys of a user',
  });
  checkMaxSize(maxSize, there.quota, problems);
  checkCount('maxObjects', maxObjects, problems);
}
