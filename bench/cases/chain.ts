import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synth } from 'tripod-iac/synth';
import { chain } from '../chain';
import { report } from '../measure';

/** A chain of components, written to files; `whole` counts the start of the process too. */
const length = Number(process.argv[2]);
const folder = mkdtempSync(join(tmpdir(), 'tripod-bench-'));
const started = performance.now();
const { platform, objects } = chain(length);
synth(platform, { outdir: folder });
report(objects, length, process.argv[3] === 'whole' ? 0 : started);
rmSync(folder, { recursive: true });
