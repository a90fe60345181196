import type { Problems } from '../../../errors';

/** The namespace of all settings: the name of the project, as `Pulumi.yaml` has it. */
export const NAMESPACE = 'tripod';

/** How a setting is written, and what it does. */
interface SettingInfo {
  readonly value: 'text' | 'switch' | 'list' | 'secret' | 'secrets';
  readonly means: string;
}

/** All settings of a stack. */
export const SETTINGS = {
  kubeconfig: { value: 'secret', means: 'the kubeconfig of the cluster, as a text' },
  bootstrap: { value: 'switch', means: 'whether hosts are prepared over SSH, and the cluster is made' },
  sshKey: { value: 'secret', means: 'private key that logs in to the hosts; without it, the SSH agent does' },
  knownHosts: { value: 'text', means: 'keys of the hosts, as `ssh-keyscan` prints them' },
  kubeconfigTaken: {
    value: 'text',
    means: 'any text; another one takes the kubeconfig anew, after a renewal of certificates',
  },
  secrets: { value: 'secrets', means: 'values of the Secrets, by the names that the plan lists' },
  peer: { value: 'text', means: 'stack of the environment in the other city, as `organization/project/stack`' },
  adopt: { value: 'text', means: 'name of the environment, to take over a cluster that was applied from files' },
  tearDown: { value: 'text', means: 'name of the environment, to drop the protection before a destroy' },
  mayDelete: { value: 'list', means: 'names in the stack of what may be deleted with its data' },
} as const satisfies Record<string, SettingInfo>;

export type SettingName = keyof typeof SETTINGS;

/** The command that sets one of the secrets. */
export function secretCommand(secret: string): string {
  return `pulumi config set --secret --path '${NAMESPACE}:secrets["${secret}"]'`;
}

/** The command that sets a setting. */
export function command(name: SettingName, value: string): string {
  if (SETTINGS[name].value === 'secrets') return secretCommand('NAME');
  const isSecret = SETTINGS[name].value === 'secret';
  return `pulumi config set ${isSecret ? '--secret ' : ''}${NAMESPACE}:${name} ${value}`;
}

/** Some settings name the environment, so that one that was copied from another stack does nothing there. */
export function checkNamesEnvironment(
  name: 'adopt' | 'tearDown',
  value: string | undefined,
  environment: string,
  problems: Problems,
): void {
  problems.check(value === undefined || value === environment, {
    at: `${NAMESPACE}:${name}`,
    got: value,
    want: `${environment}, the environment of this stack`,
    fix: `\`${command(name, environment)}\`, or \`pulumi config rm ${NAMESPACE}:${name}\``,
  });
}
