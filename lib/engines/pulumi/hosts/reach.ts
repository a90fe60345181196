import { type Output, output } from '@pulumi/pulumi';
import { collect, type Rendering, TripodError } from '../../../core';
import { bootstrapIn, type SshBootstrap } from './find';
import type { BootstrapOptions } from './options';
import { Ssh } from './ssh/ssh';

/** All that a bootstrap needs before it begins. */
interface Reach {
  readonly bootstrap: SshBootstrap;
  readonly ssh: Ssh;
  /** The key by which Secrets are encrypted. @default - none is given to the first master */
  readonly key?: Output<string>;
}

/**
 * How the hosts of an environment are reached and made. Nothing is registered.
 * @throws TripodError where the environment is not made over SSH, or with every host and jump whose key is not known and every
 * secret that is missing
 */
export function reach(rendering: Rendering, options: BootstrapOptions): Reach {
  const bootstrap = bootstrapIn(rendering);
  const { path } = rendering.environment.node;
  const { masters, others } = bootstrap;
  const ssh = new Ssh(bootstrap.access, options.knownHosts, options.privateKey, [...masters, ...others]);
  const key = keyOf(bootstrap, options);
  collect(
    () => ssh.check(path),
    () => checkKey(bootstrap, key, path),
  );
  return { bootstrap, ssh, ...(key === undefined ? {} : { key }) };
}

function keyOf({ key }: SshBootstrap, { secrets = {} }: BootstrapOptions): Output<string> | undefined {
  const value = key === undefined ? undefined : secrets[key.name];
  return value === undefined ? undefined : output(value);
}

function checkKey({ key: named }: SshBootstrap, key: Output<string> | undefined, path: string): void {
  if (named === undefined || key !== undefined) return;
  throw new TripodError([
    {
      path,
      at: 'secrets',
      got: `nothing under ${named.name}`,
      want: 'the key by which Secrets are encrypted, 32 bytes in base64',
      fix: `set the secret ${named.name} of this stack; \`head -c 32 /dev/urandom | base64\` makes one`,
    },
  ]);
}
