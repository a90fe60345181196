import { Duration } from 'cdk8s';
import { Bandwidth, CephMirror, type Component, type RookCeph } from 'tripod-iac';

/** Volumes of Shanghai, with a copy in Hefei. */
export function mirror(shanghai: RookCeph, hefei: RookCeph, ledger: Component): CephMirror {
  const mirror = new CephMirror(shanghai.environment!, 'storage-mirror', {
    storage: shanghai,
    peer: hefei,
    rpo: Duration.minutes(15),
    changes: Bandwidth.megabits(80), // measured at the busiest hour
  });
  mirror.protect(ledger);
  mirror.protect({ namespace: 'payments', claims: ['inbox-0', 'inbox-1'] }, { independent: true });
  return mirror;
}
