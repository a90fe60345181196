import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { image, VERSIONS } from 'tripod-iac';

it('is named after the version of the package, which its build stamps into it', () => {
  const { version } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as { version: string };
  expect(VERSIONS.tripodAgent.version).toBe(version);
  expect(image('tripod-agent')).toBe(`docker.io/tripod-iac/tripod-agent:${version}`);
});
