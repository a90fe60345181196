import { execFileSync } from 'node:child_process';
import type { EngineEvent, PulumiFn } from '@pulumi/pulumi/automation';
import type { TestStack } from '../harness';

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
    for (const pid of engines()) process.kill(pid, 'SIGKILL');
  };
  const running = stack.inner.up({ program, onEvent });
  const failure = await running.then(
    () => undefined,
    (error: Error) => error.message,
  );
  await stack.inner.cancel();
  return { failure };
}

/** Processes of the engine that this one has started. */
function engines(): readonly number[] {
  const rows = execFileSync('ps', ['-e', '-o', 'pid=,ppid=,comm='], { encoding: 'utf8' }).trim().split('\n');
  const processes = rows.map((row) => row.trim().split(/\s+/));
  const mine = processes.filter(([, parent, name]) => Number(parent) === process.pid && name === 'pulumi');
  return mine.map(([pid]) => Number(pid));
}
