import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, Chart } from 'cdk8s';

const started = performance.now();

/** All environments of the project, written as `npm run synth` does; or dumped, for the bare app to write the same. */
async function main(): Promise<void> {
  const { synth } = await import('tripod-iac/synth');
  const { platform } = await import('../../stacks/platform.js');
  const { report } = await import('../measure.js');
  const folder = mkdtempSync(join(tmpdir(), 'tripod-bench-'));
  const root = platform();
  synth(root, { outdir: folder });
  const constructs = root.node.findAll();
  report(
    started,
    constructs.filter((node) => ApiObject.isApiObject(node)).length,
    constructs.filter((node) => Chart.isChart(node)).length,
  );
  rmSync(folder, { recursive: true });
}

void main();
