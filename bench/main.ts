import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ApiObjectProps } from 'cdk8s';
import { Environment, files, type Platform, render } from 'tripod-iac';
import { platform } from '../stacks/platform';
import type { Written } from './cases/bare';
import { chain } from './chain';
import { measure, type Measured } from './measure';

const say = (text: string) => process.stdout.write(`${text}\n`);

/** What a platform writes, for the bare app to write the same. */
function written(root: Platform): Written {
  const renderings = root.node
    .findAll()
    .filter((construct) => Environment.isEnvironment(construct))
    .map(render);
  const charts = renderings.flatMap(({ components }) =>
    components.map(({ waves }) => waves.flat().map(({ json }) => json as ApiObjectProps)),
  );
  const beside = renderings.flatMap((rendering) =>
    files(rendering)
      .filter(({ path }) => !path.endsWith('.yaml'))
      .map(({ path, text }) => ({ path: `${rendering.environment.name}/${path}`, text })),
  );
  return { charts, files: beside };
}

function row(name: string, { of, made, milliseconds, memory }: Measured, parts: string, things: string): string {
  const counts = `${String(of).padStart(5)} ${parts.padEnd(10)} ${String(made).padStart(5)} ${things}`;
  return `${name.padEnd(30)} ${counts} ${milliseconds.toFixed(0).padStart(6)} ms ${memory.toFixed(0).padStart(5)} MiB`;
}

/** A case beside cdk8s alone. */
function compare(title: string, root: Platform, name: string, ...args: readonly string[]): void {
  const folder = mkdtempSync(join(tmpdir(), 'tripod-bench-'));
  const file = join(folder, 'written.json');
  writeFileSync(file, JSON.stringify(written(root)));
  const tripod = measure(name, ...args);
  const bare = measure('bare', file);
  rmSync(folder, { recursive: true });
  say(title);
  say(row('  tripod', tripod, 'charts', 'objects'));
  say(row('  cdk8s alone', bare, 'charts', 'objects'));
  const time = (tripod.milliseconds / bare.milliseconds).toFixed(2);
  say(`  ratio: time ${time}, memory ${(tripod.memory / bare.memory).toFixed(2)} (goal: at most 1.5)\n`);
}

say(
  'Fastest of 5 runs, each a process of its own. Beside cdk8s alone: the same objects in as many charts, and the same',
);
say('files beside them written plainly, without stages, checks, images or a plan.\n');
compare('All environments of the project, with the start of the process', platform(), 'stacks');
compare('100 components of 30 objects, each needing the one before', chain(100).platform, 'chain', '100', 'whole');

say('Growing the landscape: one site, its control plane and network, rendered to files (goal: 1000 hosts in 2000 ms)');
for (const hosts of [10, 100, 1000])
  say(row(`  ${hosts} hosts`, measure('landscape', String(hosts)), 'hosts', 'files  '));

say('\nChaining components of 30 objects, each needing the one before (goal: 100 within 1000 ms)');
for (const length of [10, 100, 300]) {
  const measured = measure('chain', String(length));
  const each = ((1000 * measured.milliseconds) / measured.made).toFixed(0);
  say(`${row(`  ${length} components`, measured, 'components', 'objects')} ${each.padStart(5)} µs an object`);
}

say(
  '\nProving: 60 components over three sites, all single failures and all pairs (goal: 1000 hosts in 2000 ms and 500 MiB)',
);
for (const hosts of [100, 300, 1000]) {
  const measured = measure('proof', String(hosts), '60');
  const each = ((1000 * measured.milliseconds) / hosts).toFixed(0);
  say(`${row(`  ${hosts} hosts`, measured, 'hosts', 'failures found')} ${each.padStart(5)} µs a host`);
}

say(
  "\nThe bridge to Pulumi: its own time, without Pulumi's constructors, render and proof (goal: 1000 objects within 300 ms)",
);
for (const objects of [250, 500, 1000])
  say(row(`  ${objects} objects`, measure('bridge', String(objects)), 'objects', 'resources'));
