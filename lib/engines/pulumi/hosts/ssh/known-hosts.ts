import { createHmac } from 'node:crypto';

/** The key by which a server proves that it is the one that it is taken for. */
export interface HostKey {
  /** Such as `ssh-ed25519`. */
  readonly type: string;
  /** In base64. */
  readonly key: string;
}

/**
 * Types in the order of choice. RSA comes last: the command plugin asks for it as `ssh-rsa`, with signatures by SHA-1, which
 * OpenSSH refuses from 8.8 on.
 */
const TYPES = ['ssh-ed25519', 'ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp384', 'ecdsa-sha2-nistp521', 'ssh-rsa'];

interface Line extends HostKey {
  readonly hosts: readonly string[];
}

/** Keys of servers, as `ssh-keyscan` and `known_hosts` have them, hashed names too. */
export class KnownHosts {
  private readonly lines: readonly Line[];

  /** Lines that are no keys, certificate authorities and revoked keys are passed over: they prove no host. */
  constructor(text: string) {
    this.lines = text.split('\n').flatMap(parseLine);
  }

  /** The keys of a server, the best type first; none where nobody vouched for it under any of the names. */
  of(names: readonly string[], port: number): readonly HostKey[] {
    const wanted = names.map((name) => address(name, port));
    const found = this.lines.filter(({ hosts }) => hosts.some((host) => wanted.some((name) => isFor(host, name))));
    return [...found].sort((a, b) => TYPES.indexOf(a.type) - TYPES.indexOf(b.type));
  }
}

/** A server as `known_hosts` writes it: with its port, unless that is the common one. */
export function address(name: string, port: number): string {
  return port === 22 ? name : `[${name}]:${port}`;
}

function parseLine(line: string): readonly Line[] {
  const [hosts = '', type = '', key = ''] = line.trim().split(/\s+/);
  if (hosts.startsWith('#') || hosts.startsWith('@') || !TYPES.includes(type) || key === '') return [];
  return [{ hosts: hosts.split(','), type, key }];
}

/** Names may be hashed: `|1|salt|HMAC-SHA1 of the name` (openssh hostfile.c, host_hash). */
function isFor(host: string, name: string): boolean {
  if (!host.startsWith('|1|')) return host.toLowerCase() === name.toLowerCase();
  const [, , salt = '', hash = ''] = host.split('|');
  return createHmac('sha1', Buffer.from(salt, 'base64')).update(name).digest('base64') === hash;
}
