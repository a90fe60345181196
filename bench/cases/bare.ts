import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ApiObject, type ApiObjectProps, App, Chart } from 'cdk8s';
import 'cdk8s-plus-27';
import { report } from '../measure';

/** What a case of Tripod writes: the objects of each chart, and the files beside them. */
export interface Written {
  readonly charts: readonly (readonly ApiObjectProps[])[];
  readonly files: readonly { readonly path: string; readonly text: string }[];
}

/** The same objects in as many charts by cdk8s alone, and the same files written plainly: no stages, checks or images. */
const { charts, files } = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Written;
const outdir = mkdtempSync(join(tmpdir(), 'tripod-bench-'));
const app = new App({ outdir });
charts.forEach((objects, index) => {
  const chart = new Chart(app, `chart-${index}`);
  objects.forEach((object, at) => new ApiObject(chart, `object-${at}`, object));
});
app.synth();
new Set(files.map(({ path }) => dirname(join(outdir, path)))).forEach((folder) =>
  mkdirSync(folder, { recursive: true }),
);
for (const { path, text } of files) writeFileSync(join(outdir, path), text);
report(charts.flat().length, charts.length);
rmSync(outdir, { recursive: true });
