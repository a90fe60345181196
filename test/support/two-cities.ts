import {
  Bandwidth,
  CephMirror,
  CephNetwork,
  type Component,
  type Environment,
  type EnvironmentProps,
  type Platform,
  RookCeph,
} from 'tripod-iac';
import { cities } from '../storage/mirror/mirrored';
import { Flat } from './network';

export interface TwoCities {
  readonly platform: Platform;
  readonly from: Environment;
  readonly to: Environment;
  /** The sides of the mirror in both. */
  readonly mirror: Component;
  readonly other: Component;
}

export interface TwoCitiesOptions {
  /** Whether there is a pool `ledger`, too, which is mirrored or not. @default - there is none */
  readonly ledgerMirrored?: boolean;
}

/** Two environments with nothing but storage that is mirrored: a pool of block devices, and a shared file system. */
export function twoCities(props: Partial<EnvironmentProps> = {}, options: TwoCitiesOptions = {}): TwoCities {
  const { platform, from, to, storage, peer } = twoStores(props, options);
  const mirror = new CephMirror(from, 'storage-mirror', { storage, peer, changes: Bandwidth.megabits(20) });
  return { platform, from, to, mirror, other: to.node.findChild('storage-mirror') as Component };
}

/** The same without the mirror. */
export function twoStores(props: Partial<EnvironmentProps> = {}, { ledgerMirrored: mirrored }: TwoCitiesOptions = {}) {
  const { platform, from, to } = cities(props);
  for (const environment of [from, to]) new Flat(environment);
  const ceph = { network: CephNetwork.hosts(), objectStore: false };
  const [storage, peer] = [new RookCeph(from, 'storage', ceph), new RookCeph(to, 'storage', ceph)];
  if (mirrored !== undefined) [storage, peer].forEach((each) => each.addBlockPool('ledger', { mirrored }));
  return { platform, from, to, storage, peer };
}
