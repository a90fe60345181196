import type { Tree } from '../lib/values';
import { run, type Said } from './run';

/** Runs a command on this machine (local/commandOutputs.go, run). */
export function runLocal(command: string, { interpreter, environment, stdin }: Tree): Promise<Said> {
  const shell = Array.isArray(interpreter) && interpreter.length > 0 ? (interpreter as string[]) : ['/bin/sh', '-c'];
  return run([...shell, command], {
    stdin: typeof stdin === 'string' ? stdin : '',
    env: (environment ?? {}) as Readonly<Record<string, string>>,
  });
}
