import { type Size, SizeRoundingBehavior } from 'cdk8s';
import type { Host } from '../../landscape';

/** Pods that a kubelet takes at most (kubernetes pkg/kubelet/apis/config/v1beta1/defaults.go@v1.34, `maxPods`). */
export const PODS_PER_HOST = 110;

/**
 * Memory that no pod may use, in bytes: at less the kubelet evicts (kubernetes pkg/kubelet/eviction/defaults_linux.go@v1.34,
 * `memory.available` below 100Mi). Of CPU nothing is kept, as by default. What a kubelet is told to reserve beyond
 * this is not known here: the room for pods is smaller by that.
 */
const EVICTION = 100 * 2 ** 20;

/** Share of a disk that Ceph fills before it warns (Ceph documentation, `mon_osd_nearfull_ratio`). */
export const NEARLY_FULL = 0.85;

export function bytes(size: Size): number {
  return size.toMebibytes({ rounding: SizeRoundingBehavior.NONE }) * 2 ** 20;
}

/** Memory of a host for pods, in bytes. */
export function memoryOf({ memory }: Host): number {
  return Math.max(0, bytes(memory) - EVICTION);
}

/** All data disks of a host, in bytes. */
export function disksOf({ disks }: Host): number {
  return disks.reduce((sum, { size }) => sum + bytes(size), 0);
}
