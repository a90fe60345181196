import { createHash } from 'node:crypto';
import { type Output, output, type Resource, secret } from '@pulumi/pulumi';
import { type Rendering, TripodError } from '../../../core';
import type { Host } from '../../../landscape';
import { Commands } from './commands';
import { archivesByHost } from './files';
import { bootstrapIn, type SshBootstrap } from './find';
import { inTurn } from './in-turn';
import type { BootstrapOptions } from './options';
import { Ssh } from './ssh';

/** A cluster that was made from hosts. */
export interface BootstrappedHosts {
  /** Kubeconfig of the administrator: secret, and known once every host is a member. */
  readonly kubeconfig: Output<string>;
  /** What stands at the end of all: nothing in the cluster begins before it. */
  readonly joined: readonly Resource[];
}

/**
 * Makes a cluster from the hosts of an environment over SSH, as its plan does: files and preparation on every host, the
 * first master, the others one by one, then all other hosts, so many at once.
 *
 * A later run touches what changed. New files are put on the hosts that have them, masters one by one, each until its load
 * balancer has taken them; then masters adopt changed settings, one by one, which a master that is the only one refuses;
 * hosts that were added join by an invitation of their own. What was interrupted is done again: every command finds what
 * is there. A cluster is never begun twice: a first master that finds one refuses.
 *
 * No step is protected, and deleting one does nothing: it forgets what was done, and hosts are never reset. Left to the
 * plan's steps for later: upgrades (a run with another Kubernetes version refuses on hosts that are members), removing
 * hosts, certificates (then the kubeconfig is taken anew by `kubeconfigTaken`), the exchange of keys, etcd.
 *
 * @throws TripodError where the environment is not made over SSH, a host's key is not known, or a secret is missing; nothing
 * was registered then
 */
export function bootstrapHosts(rendering: Rendering, options: BootstrapOptions): BootstrappedHosts {
  const bootstrap = bootstrapIn(rendering);
  const { access, masters, others, atOnce, commands } = bootstrap;
  const [first, ...further] = masters;
  if (first === undefined) throw new Error(`${rendering.environment.name} has no masters`);
  const key = keyOf(bootstrap, options, rendering.environment.node.path);
  const ssh = new Ssh(
    access,
    options.knownHosts,
    options.privateKey,
    [...masters, ...others],
    rendering.environment.node.path,
  );
  const make = new Commands(ssh, options.parent);

  const archives = archivesByHost(rendering);
  const put = (command: string) => (host: Host, before: readonly Resource[]) =>
    make.on(host, { what: 'files', command: unpacked(command), stdin: archives.get(host.name) ?? '', after: before });
  const files = new Map<Host, Resource>([
    ...zip(masters, inTurn(masters, 1, put(commands.putMaster))),
    ...zip(others, inTurn(others, atOnce, put(commands.put))),
  ]);
  const filesOf = (...hosts: readonly Host[]) => hosts.flatMap((host) => files.get(host) ?? []);

  const kept =
    key === undefined
      ? []
      : [
          make.on(first, {
            what: 'encryption-key',
            command: commands.keepKey,
            stdin: secret(key),
            once: true,
            after: filesOf(first),
          }),
        ];
  const begun = make.on(first, {
    what: 'control-plane',
    command: commands.begin,
    once: true,
    after: [...filesOf(first), ...kept],
  });
  const settings = (host: Host) => checksum(rendering, host, bootstrap.settingsFile);
  const published = make.on(first, {
    what: 'cluster-settings',
    command: commands.publish,
    stdin: settings(first),
    after: [begun, ...filesOf(...masters)],
  });
  const masterJoins = inTurn(further, 1, (host, before: readonly Resource[]) =>
    make.join(host, {
      inviter: first,
      invite: commands.inviteMaster,
      join: commands.join,
      after: [published, ...filesOf(host), ...before],
    }),
  );
  const lastMaster = masterJoins.at(-1) ?? published;
  const adopted = inTurn(masters, 1, (host, before: readonly Resource[]) =>
    make.on(host, { what: 'settings', command: commands.adopt, stdin: settings(host), after: [lastMaster, ...before] }),
  );
  const joins = inTurn(others, atOnce, (host, before: readonly Resource[]) =>
    make.join(host, {
      inviter: first,
      invite: commands.invite,
      join: commands.join,
      after: [lastMaster, ...filesOf(host), ...before],
    }),
  );
  const kubeconfig = make.ask(
    first,
    { what: 'kubeconfig', command: commands.kubeconfig, after: [...adopted.slice(-1), ...joins] },
    [options.kubeconfigTaken ?? ''],
  );
  return { kubeconfig: secret(kubeconfig.stdout), joined: [kubeconfig] };
}

/** What is sent is a text; the command takes the archive that it holds. */
function unpacked(command: string): string {
  return `base64 -d | gzip -dc | { ${command}; }`;
}

/** Of a file of a host: a change of it is a change of the step. Empty where the host has none. */
function checksum({ hostFiles }: Rendering, host: Host, path: string): string {
  const found = hostFiles.find(({ file }) => file.host === host && file.path === path);
  return createHash('sha256')
    .update(found?.content ?? '')
    .digest('hex');
}

function keyOf({ key }: SshBootstrap, { secrets = {} }: BootstrapOptions, path: string): Output<string> | undefined {
  if (key === undefined) return undefined;
  const value = secrets[key.name];
  if (value !== undefined) return output(value);
  throw new TripodError([
    {
      path,
      at: 'secrets',
      got: `nothing under ${key.name}`,
      want: 'the key by which Secrets are encrypted, 32 bytes in base64',
      fix: `set the secret ${key.name} of this stack; \`head -c 32 /dev/urandom | base64\` makes one`,
    },
  ]);
}

function zip<A, B>(left: readonly A[], right: readonly B[]): readonly (readonly [A, B])[] {
  return left.flatMap((item, index) => {
    const other = right[index];
    return other === undefined ? [] : [[item, other] as const];
  });
}
