import { Size } from 'cdk8s';
import type { BucketRef, BucketUserRef, RookCeph } from 'tripod-iac';

export function buckets(storage: RookCeph): { photos: BucketRef; archive: BucketUserRef } {
  return {
    photos: storage.addBucket('photos', { namespace: 'shop', maxSize: Size.gibibytes(500) }),
    archive: storage.addBucketUser('archive', { namespace: 'logs', maxBuckets: 10, capabilities: { usage: 'read' } }),
  };
}
