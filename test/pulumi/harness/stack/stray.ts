import type { EventEmitter } from 'node:events';
import { runInThisContext } from 'node:vm';

const EVENTS = ['unhandledRejection', 'uncaughtException'] as const;
type Listener = (...args: unknown[]) => void;

/** The process itself: what jest gives tests is a copy, whose listeners are never called. */
const host = runInThisContext('process') as EventEmitter;
const copy: EventEmitter = process;
/** What the SDK says of a request whose engine is gone, and advises to do nothing about. */
const GONE = 'Resource monitor is terminating';
/** Calls whose end has not come yet. */
let holders = 0;
let restore = (): void => undefined;

/**
 * From now on an error in an inline program that nobody caught reaches Pulumi, which listens on the copy while a run goes
 * on and fails the run, as it does in every other process: jest would fail the test instead, and Pulumi would not hear of
 * it. Requests of a run that has ended, whose engine was killed, are told of late and belong to nobody.
 * @returns what ends it.
 */
export function leaveErrorsToPulumi(): () => void {
  if (holders++ === 0) {
    const ends = EVENTS.map(divert);
    restore = () => ends.forEach((end) => end());
  }
  return () => {
    if (--holders === 0) restore();
  };
}

function divert(event: (typeof EVENTS)[number]): () => void {
  const others = host.listeners(event) as Listener[];
  const pass: Listener = (error, ...args) => {
    const pulumi = copy.listeners(event) as Listener[];
    if (pulumi.length === 0 && (error as Error | undefined)?.message === GONE) return;
    for (const listener of pulumi.length > 0 ? pulumi : others) listener(error, ...args);
  };
  host.removeAllListeners(event);
  host.on(event, pass);
  return () => {
    host.removeListener(event, pass);
    for (const listener of others) host.on(event, listener);
  };
}
