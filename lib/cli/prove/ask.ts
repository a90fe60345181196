import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ProofFile, QUESTION, type Question } from '../../engines/proof';
import { refused } from './options';

/**
 * Runs the program that makes the platform, with a question in its environment: `synth` answers into a file instead of
 * writing its output. A shell runs it, as the cdk8s CLI does (cdk8s-cli src/util.ts, `synthApp`).
 * @throws TripodError for a program that fails, which has said why, and for one that does not answer
 */
export function ask(app: string, environments: readonly string[], failures: readonly string[]): readonly ProofFile[] {
  const folder = mkdtempSync(join(tmpdir(), 'tripod-prove-'));
  try {
    return answered(app, { environments, failures, answer: join(folder, 'answer') });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function answered(app: string, question: Question): readonly ProofFile[] {
  const { status, signal } = spawnSync(app, {
    shell: true,
    // What the program itself prints must not stand between the lines of `--json`.
    stdio: ['inherit', process.stderr.fd, 'inherit'],
    env: { ...process.env, [QUESTION]: JSON.stringify(question) },
  });
  if (status !== 0) {
    const got = `\`${app}\` ended with ${signal ?? status}`;
    throw refused({ at: 'app', got, want: 'a program that ends with 0', fix: 'mend what it said above' });
  }
  if (!existsSync(question.answer)) {
    const fix = "call `synth(platform)` of 'tripod-iac/synth' in it";
    throw refused({ at: 'app', got: `no proof from \`${app}\``, want: 'a program that writes a Platform', fix });
  }
  const lines = readFileSync(question.answer, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as ProofFile);
}
