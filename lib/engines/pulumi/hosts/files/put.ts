import type { Resource } from '@pulumi/pulumi';
import type { Rendering } from '../../../../core';
import type { Host } from '../../../../landscape';
import type { SshBootstrap } from '../find';
import type { Commands } from '../steps/commands';
import { inTurn } from '../steps/in-turn';
import { archivesByHost } from './by-host';

/** Puts its files on every host and prepares it: masters one by one, all others so many at once. The steps by their hosts. */
export function putFiles(
  rendering: Rendering,
  { masters, others, atOnce, commands }: SshBootstrap,
  make: Commands,
): ReadonlyMap<Host, Resource> {
  const archives = archivesByHost(rendering);
  const steps = new Map<Host, Resource>();
  const put = (command: string) => (host: Host, before: readonly Resource[]) => {
    const stdin = archives.get(host.name) ?? '';
    const step = make.on(host, { what: 'files', command: unpacked(command), stdin, after: before });
    steps.set(host, step);
    return step;
  };
  inTurn(masters, 1, put(commands.putMaster));
  inTurn(others, atOnce, put(commands.put));
  return steps;
}

/** What is sent is a text; the command takes the archive that it holds. */
function unpacked(command: string): string {
  return `base64 -d | gzip -dc | { ${command}; }`;
}
