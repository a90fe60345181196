import { fieldsOf, isFields, step, UNKNOWN } from '../resource/fields';
import { groupOf, isObject, isSecret, kindOf, type Resource } from '../resource/resource';
import { type Text, texts } from '../resource/texts';
import type { Rule, Violation } from './rule';

const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;
/** `https://user:password@host`; a variable in its place is no password. */
const URL_WITH_PASSWORD = /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@'"]+:(?![${<])[^\s/@'"]+@/;
/** A kubeconfig that holds a credential, and does not only name a file or a program that knows one. */
const CREDENTIAL = /["']?(?:client-key-data|password|token)["']?\s*:\s*["']?[\w+/=.-]{8,}/;
/** Names of variables and fields that hold a secret; `SECRET_NAME`, `TOKEN_FILE` and `SECRETS` only lead to one. */
const SECRET_NAME =
  /(?:^|[._-]|(?<=[a-z]))(?:passw(?:or)?d|passphrase|token|secret|credential|(?:access|api|private|secret|client)[._-]?key)$/i;
/** What stands for a secret without being one: nothing, a switch, a path, a variable, a reference. */
const NO_SECRET = /^(?:|true|false|yes|no|\d{1,2}|\/.*|\$.*|<.*>|%\{.*)$/i;

/** Refuses secrets that anybody can read who sees the state, the log, or an object. */
export const secrets: Rule<object> = {
  name: 'plain-secrets',
  description: 'Secrets stand in Secrets, and are marked as secret.',
  defaults: {},
  schema: {},
  check: (resource) => {
    if (kindOf(resource) === 'CustomResourceDefinition') return [];
    if (!isObject(resource)) return unmarked(resource);
    return isSecretObject(resource) ? ofSecret(resource) : ofObject(resource);
  },
};

function isSecretObject(resource: Resource): boolean {
  return kindOf(resource) === 'Secret' && groupOf(resource) === '';
}

/** The data of a Secret, without the mark that keeps it out of state and log. */
function ofSecret(resource: Resource): readonly Violation[] {
  return ['data', 'stringData'].flatMap((field) =>
    Object.entries(fieldsOf(resource.props[field]))
      .filter(([name, value]) => value !== UNKNOWN && !isSecret(resource, step(field, name)))
      .map(([name]) => unmarkedAt(resource, step(field, name))),
  );
}

/** Whatever stands in another object can be read by everybody who may look at it: a mark does not help. */
function ofObject(resource: Resource): readonly Violation[] {
  const configMap = kindOf(resource) === 'ConfigMap' ? fieldsOf(resource.props['data']) : {};
  return [
    ...texts(resource.props)
      .filter(looksSecret)
      .map(({ path, text }) => inTheOpen(path, what(text))),
    ...variables(resource.props).map(({ path, key }) => inTheOpen(path, `a value for ${key}`)),
    ...texts(configMap, 'data')
      .filter(({ key, text }) => isSecretPair(key, text))
      .map(({ path, key }) => inTheOpen(path, `a value for ${key}`)),
  ];
}

/** Inputs of providers and commands: a kubeconfig, a key for SSH, a password. */
function unmarked(resource: Resource): readonly Violation[] {
  return texts(resource.props)
    .filter(({ path }) => !isSecret(resource, path))
    .filter((found) => looksSecret(found) || isSecretPair(found.key, found.text) || isKubeconfig(found))
    .map(({ path }) => unmarkedAt(resource, path));
}

function isKubeconfig({ key, text }: Text): boolean {
  return (/kubeconfig/i.test(key) || text.includes('current-context')) && CREDENTIAL.test(text);
}

function looksSecret({ text }: Text): boolean {
  return PRIVATE_KEY.test(text) || URL_WITH_PASSWORD.test(text);
}

function isSecretPair(name: string, value: string): boolean {
  return SECRET_NAME.test(name) && !NO_SECRET.test(value) && !value.includes('\n');
}

/** `{ name, value }` anywhere: variables of containers, also in the templates of custom resources. */
function variables(value: unknown, path = ''): readonly Text[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown, index) => variables(item, step(path, index)));
  if (!isFields(value)) return [];
  const { name, value: text } = value;
  if (typeof name === 'string' && typeof text === 'string') {
    return isSecretPair(name, text) ? [{ path: step(path, 'value'), key: name, text }] : [];
  }
  return Object.entries(value).flatMap(([key, item]) => variables(item, step(path, key)));
}

function what(text: string): string {
  return PRIVATE_KEY.test(text) ? 'a private key' : 'an address with a password';
}

function inTheOpen(at: string, got: string): Violation {
  return {
    at,
    got,
    want: 'a reference to a Secret',
    fix: "make it `SecretValue.from('…')`, and read it from the Secret",
  };
}

function unmarkedAt({ secrets: marks }: Resource, at: string): Violation {
  const known = marks !== undefined;
  return {
    at,
    got: known
      ? 'a value that is not marked as secret'
      : 'a value of which nobody can tell whether it is marked as secret',
    want: 'a secret, which state and log do not show',
    fix: known
      ? 'read it with `config.requireSecret`, or wrap it in `pulumi.secret(…)`'
      : 'leave the policy secret-marks at its level, `remediate`: it reads the marks, and changes nothing',
  };
}
