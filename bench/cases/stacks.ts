import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, Chart } from 'cdk8s';
import { synth } from 'tripod-iac/synth';
import { platform } from '../../stacks/platform';
import { report } from '../measure';

/** All environments of the project, written as `npm run synth` does. */
const folder = mkdtempSync(join(tmpdir(), 'tripod-bench-'));
const root = platform();
synth(root, { outdir: folder });
const constructs = root.node.findAll();
const charts = constructs.filter((node) => Chart.isChart(node)).length;
report(constructs.filter((node) => ApiObject.isApiObject(node)).length, charts);
rmSync(folder, { recursive: true });
