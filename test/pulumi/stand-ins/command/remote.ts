import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Tree } from '../lib/values';
import { run, type Said } from './run';

/** A server as the inputs name it (remote/connection.go). */
interface Server {
  readonly host: string;
  readonly user?: string;
  readonly port?: number;
  readonly privateKey?: string;
  readonly hostKey?: string;
  readonly perDialTimeout?: number;
  readonly dialErrorLimit?: number;
  readonly proxy?: Server;
}

/** Runs a command on another machine by the `ssh` of this one, with the key and the host key of its inputs alone. */
export async function runRemote(command: string, { connection, stdin }: Tree): Promise<Said> {
  const server = connection as unknown as Server;
  const folder = mkdtempSync(join(tmpdir(), 'tripod-command-'));
  try {
    const config = [
      ...(server.proxy === undefined ? [] : [...block('jump', server.proxy, folder), '  ProxyJump none']),
      ...block('server', server, folder),
      ...(server.proxy === undefined ? [] : ['  ProxyJump jump']),
    ];
    writeFileSync(join(folder, 'config'), `${config.join('\n')}\n`);
    return await run(['ssh', '-F', join(folder, 'config'), 'server', command], {
      stdin: typeof stdin === 'string' ? stdin : '',
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function block(name: string, server: Server, folder: string): readonly string[] {
  const file = (kind: string, text: string) => {
    const path = join(folder, `${kind}-${name}`);
    writeFileSync(path, `${text.trim()}\n`, { mode: 0o600 });
    return path;
  };
  const { host, user = 'root', port = 22, privateKey, hostKey, perDialTimeout = 15, dialErrorLimit = 10 } = server;
  return [
    `Host ${name}`,
    `  HostName ${host}`,
    `  User ${user}`,
    `  Port ${port}`,
    '  BatchMode yes',
    '  LogLevel ERROR',
    `  ConnectTimeout ${perDialTimeout}`,
    `  ConnectionAttempts ${dialErrorLimit + 1}`,
    `  HostKeyAlias ${name}`,
    '  GlobalKnownHostsFile /dev/null',
    // The one key that is given, or any (remote/connection.go, SSHConfig).
    ...(hostKey === undefined
      ? ['  StrictHostKeyChecking no', '  UserKnownHostsFile /dev/null']
      : ['  StrictHostKeyChecking yes', `  UserKnownHostsFile ${file('known', `${name} ${hostKey}`)}`]),
    ...(privateKey === undefined ? [] : [`  IdentityFile ${file('key', privateKey)}`, '  IdentitiesOnly yes']),
  ];
}
