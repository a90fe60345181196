import { createHash } from 'node:crypto';
import type { Output, Resource } from '@pulumi/pulumi';
import type { Rendering } from '../../../../core';
import type { Host } from '../../../../landscape';
import type { SshBootstrap } from '../find';
import type { Commands } from './commands';

/** What the steps of a bootstrap have in common. */
export interface Work {
  readonly rendering: Rendering;
  readonly bootstrap: SshBootstrap;
  /** The first of the masters: it begins the cluster, and invites all others. */
  readonly first: Host;
  readonly make: Commands;
  /** Steps that put the files on hosts. */
  readonly files: ReadonlyMap<Host, Resource>;
  /** The key by which Secrets are encrypted. @default - none is given to the first master */
  readonly key?: Output<string>;
}

/** Steps that put the files on some hosts. */
export function filesOf({ files }: Work, ...hosts: readonly Host[]): readonly Resource[] {
  return hosts.flatMap((host) => files.get(host) ?? []);
}

/** Checksum of the file of settings of a master: a change of it is a change of the step. That of nothing where it has none. */
export function settingsOf({ rendering, bootstrap }: Work, host: Host): string {
  const found = rendering.hostFiles.find(({ file }) => file.host === host && file.path === bootstrap.settingsFile);
  return createHash('sha256')
    .update(found?.content ?? '')
    .digest('hex');
}
