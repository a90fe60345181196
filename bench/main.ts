import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Environment, render } from 'tripod-iac';
import { platform } from '../stacks/platform';
import { measure, type Measured } from './measure';

/** Objects of every component of the project, for the bare app to write the same. */
function dump(): string {
  const environments = platform()
    .node.findAll()
    .filter((construct) => Environment.isEnvironment(construct));
  const charts = environments.flatMap((environment) =>
    render(environment).components.map(({ waves }) => waves.flat().map(({ json }) => json)),
  );
  const folder = mkdtempSync(join(tmpdir(), 'tripod-bench-'));
  const file = join(folder, 'objects.json');
  writeFileSync(file, JSON.stringify(charts));
  return file;
}

function row(name: string, { charts, objects, milliseconds, memory }: Measured, of: string): string {
  return `${name.padEnd(34)} ${String(charts).padStart(5)} ${of.padEnd(10)} ${String(objects).padStart(6)} objects ${milliseconds.toFixed(0).padStart(6)} ms ${memory.toFixed(0).padStart(5)} MiB`;
}

const say = (text: string) => process.stdout.write(`${text}\n`);

say(
  'All environments, beside cdk8s alone with as many charts and objects (fastest of 5, whole process without start of node)',
);
const file = dump();
const stacks = measure('stacks');
const bare = measure('bare', file);
rmSync(join(file, '..'), { recursive: true });
say(row('tripod: stages, checks, plan', stacks, 'charts'));
say(row('cdk8s alone', bare, 'charts'));
say(
  `ratio: time ${(stacks.milliseconds / bare.milliseconds).toFixed(2)}, memory ${(stacks.memory / bare.memory).toFixed(2)} (goal: at most 1.5)`,
);

say('\nGrowing the landscape: one site, control plane and network, rendered to files');
for (const hosts of [10, 100, 1000])
  say(row(`${hosts} hosts`, measure('landscape', String(hosts)), 'hosts').replace('objects', 'files  '));

say('\nChaining components of 30 objects, each needing the one before (goal: 100 within 1000 ms)');
for (const length of [10, 100, 300]) {
  const measured = measure('chain', String(length));
  say(
    `${row(`${length} components`, measured, 'components')}  ${((1000 * measured.milliseconds) / measured.objects).toFixed(0)} µs an object`,
  );
}
