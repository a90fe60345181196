import { readFileSync } from 'node:fs';
import { Calico, files, render } from 'tripod-iac';
import { controlPlane } from '../../examples/hosts/control-plane';
import { environment } from '../support/bank';

it('is what the guide shows', () => {
  const [, shown] = /```ts\n([\s\S]*?)```/.exec(readFileSync('docs/hosts.md', 'utf8')) ?? [];
  expect(shown).toBe(readFileSync('examples/hosts/control-plane.ts', 'utf8'));
});

it('reaches every host through the bastion, and hands the key over without showing it', () => {
  const production = environment('production');
  controlPlane(production);
  new Calico(production, 'network');
  const plan = files(render(production)).find(({ path }) => path === 'PLAN.md')!.text;
  const connections = plan.match(/\bssh -.*/g) ?? [];
  expect(connections.length).toBeGreaterThan(20);
  for (const line of connections) expect(line).toMatch(/^ssh (-n )?-J operator@bastion\.bank\.example "?tripod@/);
  expect(plan).toMatch(/\$SECRETS\/etcd\/encryption-key/);
});
