import { existsSync } from 'node:fs';
import { TripodError } from '../../core';

/**
 * Runs a program as a command: problems are printed without a stack and end the process with 1. Anything else is a
 * fault of the program itself, and is thrown as it is.
 */
export function run(program: () => void): void {
  try {
    program();
  } catch (error) {
    if (!(error instanceof TripodError) && !isRefusal(error)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = cliNoticesByItself() ? 0 : 1;
  }
}

/** What the file system refused: a full disk, a folder that may not be written. Its message names the path. */
function isRefusal(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && 'path' in error;
}

/**
 * Whether the cdk8s CLI runs the program, and its output folder is not there. It then ends with 1 in one line, whereas
 * it answers an exit code of ours with a stack of its own (cdk8s-cli src/util.ts, `synthApp`).
 */
function cliNoticesByItself(): boolean {
  const { CDK8S_OUTDIR: outdir, CDK8S_RECORD_CONSTRUCT_METADATA: byCli } = process.env;
  return byCli !== undefined && outdir !== undefined && !existsSync(outdir);
}
