import { Size } from 'cdk8s';
import type { Requests } from '../facts/placement';
import type { Amounts, Container, PodSpec } from './pod';
import { amountOf } from './quantity';

interface Need {
  readonly cpu: number;
  /** In bytes. */
  readonly memory: number;
}

const NOTHING: Need = { cpu: 0, memory: 0 };

/**
 * What the scheduler sets aside for a pod: all containers together, or the hungriest of those that run before them, beside
 * side-cars that have started already (kubernetes staging/src/k8s.io/component-helpers/resource/helpers.go@v1.34.4).
 * Undefined where no container asks for anything.
 */
export function requestsOf({ containers = [], initContainers = [], overhead }: PodSpec): Requests | undefined {
  const all = [...containers, ...initContainers];
  if (all.every(({ resources = {} }) => resources.requests === undefined && resources.limits === undefined)) {
    return undefined;
  }
  let beside = NOTHING;
  let before = NOTHING;
  for (const container of initContainers) {
    const need = needOf(container);
    if (container.restartPolicy === 'Always') beside = sum(beside, need);
    before = larger(before, container.restartPolicy === 'Always' ? beside : sum(beside, need));
  }
  const running = containers.map(needOf).reduce(sum, beside);
  const { cpu, memory } = sum(larger(running, before), amounts(overhead));
  return { cpu, memory: Size.kibibytes(Math.ceil(memory / 1024)) };
}

/** What a container asks for; where it says a limit alone, that is also what it asks for. */
function needOf({ resources = {} }: Container): Need {
  const { requests, limits } = resources;
  return amounts({ ...limits, ...requests });
}

function amounts(given: Amounts | undefined): Need {
  const { cpu, memory } = given ?? {};
  return { cpu: cpu === undefined ? 0 : amountOf(cpu), memory: memory === undefined ? 0 : amountOf(memory) };
}

function sum(a: Need, b: Need): Need {
  // Thousandths, so that sums of decimals stay what a person would write.
  return { cpu: Math.round((a.cpu + b.cpu) * 1e6) / 1e6, memory: a.memory + b.memory };
}

function larger(a: Need, b: Need): Need {
  return { cpu: Math.max(a.cpu, b.cpu), memory: Math.max(a.memory, b.memory) };
}
