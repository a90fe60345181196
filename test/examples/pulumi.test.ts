import { readFileSync } from 'node:fs';
import { bank } from '../../examples/pulumi/bank';
import { teller } from '../../examples/pulumi/teller';
import { SETTINGS } from '../../lib/engines/pulumi/program/names';
import { registered } from '../support/registered';
import { vendored } from '../support/vendored';

const guide = readFileSync('docs/pulumi.md', 'utf8');

it('deploys a component of the caller beside those of the library', async () => {
  const all = await registered(() => teller('', bank('production', vendored())));
  const names = all.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['ConfigMap/teller/rates', 'Namespace/teller', 'Installation/default']));
});

it('is what the guide shows', () => {
  expect(guide).toContain(readFileSync('examples/pulumi/teller.ts', 'utf8'));
});

it.each(Object.entries(SETTINGS))('the guide has the setting %s', (name, { means }) => {
  expect(guide).toMatch(
    new RegExp(`^\\| \`tripod:${name}\` +\\| ${means.replace(/[.*+?^$()[\]{}|\\]/g, '\\$&')} +\\|$`, 'm'),
  );
});
