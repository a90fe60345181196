import { type Output, output, runtime, secret } from '@pulumi/pulumi';
import { isFields, isListOf, isText, Problems } from '../../../errors';
import type { HostAccess } from '../options';
import { checkAccess, checkKubeconfig, checkNames, checkSecrecy } from './check';
import { checkNamesEnvironment, command, NAMESPACE, secretCommand, type SettingName } from './names';

/** What a stack's configuration says, below `tripod:`. */
export interface Settings {
  /** @default - the cluster is made from its hosts */
  readonly kubeconfig?: Output<string>;
  /** @default - the cluster is there */
  readonly hosts?: HostAccess;
  readonly secrets: Readonly<Record<string, Output<string>>>;
  readonly peer?: string;
  readonly adopt: boolean;
  readonly tearDown?: string;
  readonly mayDelete: readonly string[];
}

/**
 * Reads the settings of a stack.
 * @param file text of the stack's file, in which secrets in plain text are looked for. @default - it is kept elsewhere
 * @throws TripodError with every fault: unknown, missing, malformed, or in plain text
 */
export function readSettings(environment: string, file?: string): Settings {
  const problems = new Problems(`Pulumi.${environment}.yaml`);
  checkNames(problems);
  const read = (name: SettingName) => runtime.getConfig(`${NAMESPACE}:${name}`);
  const bootstrap = read('bootstrap') ?? 'false';
  problems.check(bootstrap === 'true' || bootstrap === 'false', {
    at: `${NAMESPACE}:bootstrap`,
    got: bootstrap,
    want: 'true or false',
    fix: command('bootstrap', 'false'),
  });
  checkSecrecy(problems, file);
  checkKubeconfig(read('kubeconfig'), problems);
  checkAccess(bootstrap === 'true', read, problems);
  const mayDelete = listed('mayDelete', read('mayDelete'), problems);
  const secrets = named(read('secrets'), problems);
  checkNamesEnvironment('adopt', read('adopt'), environment, problems);
  checkNamesEnvironment('tearDown', read('tearDown'), environment, problems);
  problems.throwIfAny();
  return {
    secrets,
    adopt: read('adopt') === environment,
    mayDelete,
    ...given('kubeconfig', hidden(read('kubeconfig'))),
    ...given('hosts', bootstrap === 'true' ? hostAccess(read) : undefined),
    ...given('peer', read('peer')),
    ...given('tearDown', read('tearDown')),
  };
}

function hostAccess(read: (name: SettingName) => string | undefined): HostAccess {
  return {
    knownHosts: read('knownHosts') ?? '',
    ...given('privateKey', hidden(read('sshKey'))),
    ...given('kubeconfigTaken', read('kubeconfigTaken')),
  };
}

function hidden(value: string | undefined): Output<string> | undefined {
  return value === undefined ? undefined : output(secret(value));
}

function given<K extends string, T>(name: K, value: T | undefined): Partial<Record<K, T>> {
  return value === undefined ? {} : ({ [name]: value } as Record<K, T>);
}

function listed(name: SettingName, text: string | undefined, problems: Problems): readonly string[] {
  const value = text === undefined ? [] : parsed(text);
  const good = problems.check(isListOf(value, isText), {
    at: `${NAMESPACE}:${name}`,
    got: value,
    want: 'a list of texts',
    fix: `pulumi config set --path '${NAMESPACE}:${name}[0]' …`,
  });
  return good ? (value as readonly string[]) : [];
}

function named(text: string | undefined, problems: Problems): Readonly<Record<string, Output<string>>> {
  const value = text === undefined ? {} : parsed(text);
  const good = problems.check(isFields(value) && Object.values(value).every(isText), {
    at: `${NAMESPACE}:secrets`,
    got: 'something else',
    want: 'a text for each name',
    fix: secretCommand('NAME'),
  });
  if (!good) return {};
  return Object.fromEntries(
    Object.entries(value as Readonly<Record<string, string>>).map(([name, each]) => [name, output(secret(each))]),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
