import { Duration } from 'cdk8s';
import { Bandwidth, CephMirror, Fence, SitePair, Standby } from 'tripod-iac';
import type { Built } from './blueprint';

/** Has one environment take over when the city of another is lost: with its volumes and buckets, and by plans. */
export function pair(from: Built, to: Built): void {
  const mirror = new CephMirror(from.environment, 'storage-mirror', {
    storage: from.storage,
    peer: to.storage,
    changes: Bandwidth.gigabits(1), // measured at the busiest hour
    bucketLag: Duration.minutes(15), // the worst that exercises have shown
  });
  mirror.protect(from.jenkins);
  new SitePair(from.environment, 'pair', {
    with: to.environment,
    standby: Standby.warm(),
    fence: Fence.external({ what: 'power', by: 'the shift of the data centre' }),
    needs: [mirror],
  });
}
