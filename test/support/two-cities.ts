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

/** Two environments with nothing but storage that is mirrored: a pool of block devices, and a shared file system. */
export function twoCities(props: Partial<EnvironmentProps> = {}): TwoCities {
  const { platform, from, to } = cities(props);
  for (const environment of [from, to]) new Flat(environment);
  const ceph = { network: CephNetwork.hosts(), objectStore: false };
  const [storage, peer] = [new RookCeph(from, 'storage', ceph), new RookCeph(to, 'storage', ceph)];
  const mirror = new CephMirror(from, 'storage-mirror', { storage, peer, changes: Bandwidth.megabits(20) });
  return { platform, from, to, mirror, other: to.node.findChild('storage-mirror') as Component };
}
