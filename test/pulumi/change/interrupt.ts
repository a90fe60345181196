import type { EngineEvent, PulumiFn } from '@pulumi/pulumi/automation';
import { recover, type TestStack } from '../harness';
import { killEngine } from '../hosts/kill';

type Done = NonNullable<EngineEvent['resOutputsEvent']>;

/** Kills the engine, as a power cut would, when a resource is made; then gives the stack free for the next run. */
export async function interrupted(
  stack: TestStack,
  program: PulumiFn,
  isTime: (done: Done) => boolean,
): Promise<{ readonly failure?: string }> {
  let killed = false;
  const onEvent = ({ resOutputsEvent }: EngineEvent) => {
    if (killed || resOutputsEvent === undefined || !isTime(resOutputsEvent)) return;
    killed = true;
    killEngine(stack);
  };
  const running = stack.inner.up({ program, onEvent });
  const failure = await running.then(
    () => undefined,
    (error: Error) => error.message,
  );
  await recover(stack);
  return { failure };
}
