import type { EngineEvent, PulumiFn } from '@pulumi/pulumi/automation';
import { killEngine, recover, type Run, type TestStack } from '../harness';

type Done = NonNullable<EngineEvent['resOutputsEvent']>;

/** Kills the engine, as a power cut would, when a resource is made; then gives the stack free for the next run. */
export async function interrupted(stack: TestStack, program: PulumiFn, isTime: (done: Done) => boolean): Promise<Run> {
  let killed = false;
  const onEvent = ({ resOutputsEvent }: EngineEvent) => {
    if (killed || resOutputsEvent === undefined || !isTime(resOutputsEvent)) return;
    killed = true;
    killEngine(stack);
  };
  const run = await stack.tryUp({ program, onEvent });
  await recover(stack);
  return run;
}
