import type { EventEmitter } from 'node:events';
import { runInThisContext } from 'node:vm';

const EVENTS = ['unhandledRejection', 'uncaughtException'] as const;
type Listener = (...args: unknown[]) => void;

/** The process itself: what jest gives tests is a copy, whose listeners are never called. */
const host = runInThisContext('process') as EventEmitter;
const copy: EventEmitter = process;
/** What jest had told about errors that nobody caught, while a run goes on. */
const kept = new Map<(typeof EVENTS)[number], Listener[]>();
let runs = 0;

/**
 * Runs an inline program such that an error in it that nobody caught reaches Pulumi, which listens on the copy and fails
 * the run, as it does in every other process. jest would fail the test instead, and Pulumi would not hear of it.
 */
export async function withStrayErrors<T>(run: () => Promise<T>): Promise<T> {
  if (runs++ === 0) EVENTS.forEach(divert);
  try {
    return await run();
  } finally {
    // The last ones are told of only when nothing else is to be done.
    await new Promise((resolve) => setImmediate(resolve));
    if (--runs === 0) EVENTS.forEach(restore);
  }
}

function divert(event: (typeof EVENTS)[number]): void {
  kept.set(event, host.listeners(event) as Listener[]);
  host.removeAllListeners(event);
  const pass: Listener = (...args) => {
    const pulumi = copy.listeners(event) as Listener[];
    for (const listener of pulumi.length > 0 ? pulumi : (kept.get(event) ?? [])) listener(...args);
  };
  host.on(event, pass);
}

function restore(event: (typeof EVENTS)[number]): void {
  host.removeAllListeners(event);
  for (const listener of kept.get(event) ?? []) host.on(event, listener);
}
