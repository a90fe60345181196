import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const started = performance.now();

/** The same objects in as many charts, by cdk8s alone: no stages, no checks, no images, no plan. */
async function main(): Promise<void> {
  const { ApiObject, App, Chart, YamlOutputType } = await import('cdk8s');
  await import('cdk8s-plus-27');
  const { report } = await import('../measure.js');
  const charts = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as { apiVersion: string; kind: string }[][];
  const outdir = mkdtempSync(join(tmpdir(), 'tripod-bench-'));
  const app = new App({ outdir, yamlOutputType: YamlOutputType.FILE_PER_CHART });
  charts.forEach((objects, index) => {
    const chart = new Chart(app, `chart-${index}`);
    objects.forEach((object, at) => new ApiObject(chart, `object-${at}`, object));
  });
  app.synth();
  report(started, charts.flat().length, charts.length);
  rmSync(outdir, { recursive: true });
}

void main();
