import type { Problems } from '../../errors';
import type { Host } from '../../landscape';
import type { HostFile } from '../component/host-file';

/** Checks paths, modes and owners of host files, and that no two components write the same one. */
export function checkHostFiles(files: readonly HostFile[], hosts: readonly Host[], problems: Problems): void {
  const names = new Set(hosts.map(({ name }) => name));
  const owners = new Map<string, HostFile>();
  for (const file of files) {
    const below = problems.below(`${file.host.name}:${file.path}`);
    below.check(names.has(file.host.name), {
      at: 'host',
      got: file.host.name,
      want: 'a host of the environment',
      fix: 'take it from `environment.hosts`',
    });
    below.check(/^(\/[\w.@:-]+)+$/.test(file.path) && !file.path.split('/').includes('..'), {
      at: 'path',
      got: file.path,
      want: 'an absolute path of plain characters',
      fix: 'for example /etc/haproxy/haproxy.cfg',
    });
    below.check(/^0[0-7]{3}$/.test(file.mode), {
      at: 'mode',
      got: file.mode,
      want: 'an octal mode',
      fix: "for example '0644'",
    });
    below.check(/^[a-z_][\w-]*:[a-z_][\w-]*$/.test(file.owner), {
      at: 'owner',
      got: file.owner,
      want: 'user:group',
      fix: "for example 'root:root'",
    });
    const key = `${file.host.name} ${file.path}`;
    const other = owners.get(key);
    below.check(other === undefined, {
      got: `a second file, from ${file.node.scope?.node.path} beside ${other?.node.scope?.node.path}`,
      want: 'every file once',
      fix: 'let one component write it',
    });
    owners.set(key, other ?? file);
  }
}
