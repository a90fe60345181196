import type { Host } from '../../../landscape';

/** What a host keeps from pods for the kubelet, the container runtime and the system. */
export interface Reserved {
  /** Thousandths of a CPU. */
  readonly cpu: number;
  /** Mebibytes. */
  readonly memory: number;
}

/** Shares of each part of a capacity, as pairs of the part's size and the share that is kept of it. */
type Steps = readonly (readonly [number, number])[];

const CPU: Steps = [
  [1000, 0.06],
  [1000, 0.01],
  [2000, 0.005],
  [Infinity, 0.0025],
];

const GIB = 1024;
const MEMORY: Steps = [
  [4 * GIB, 0.25],
  [4 * GIB, 0.2],
  [8 * GIB, 0.1],
  [112 * GIB, 0.06],
  [Infinity, 0.02],
];

/**
 * What is kept for the kubelet and the container runtime: of memory 25 % of the first 4 GiB, 20 % of the next 4, 10 %
 * of the next 8, 6 % up to 128 GiB and 2 % above; of CPU 6 %, 1 %, 2 × 0.5 % and 0.25 % of each further core. The
 * steps of GKE (cloud.google.com "Plan GKE Standard node sizes"), which Tencent's clusters share for memory.
 */
export function reserved({ cpu, memory }: Pick<Host, 'cpu' | 'memory'>): Reserved {
  return {
    cpu: Math.ceil(share(cpu * 1000, CPU)),
    memory: Math.ceil(share(memory.toMebibytes({ rounding: 1 }), MEMORY)),
  };
}

function share(capacity: number, steps: Steps): number {
  let rest = capacity;
  let kept = 0;
  for (const [size, part] of steps) {
    kept += Math.min(rest, size) * part;
    rest = Math.max(0, rest - size);
  }
  return kept;
}
