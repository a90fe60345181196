import { UNKNOWN } from '../../policy/resource/fields';
import type { Resource } from '../../policy/resource/resource';
import { secrets } from '../../policy/rules/secrets';
import { deployment, object, places, said } from './resources';

const KEY = '-----BEGIN RSA PRIVATE KEY-----\nMIIE…\n-----END RSA PRIVATE KEY-----\n';
const PASSWORD = 'correct-horse-battery';
const KUBECONFIG = `apiVersion: v1\nkind: Config\ncurrent-context: a\nusers:\n- user:\n    token: ${PASSWORD}\n`;
const secret = (data: object, marked: readonly string[] = []) =>
  object('core/v1:Secret', { data }, { secrets: new Set(marked) });
const other = (type: string, props: Resource['props'], marked: readonly string[] = []): Resource => ({
  type,
  name: 'thing',
  props,
  protect: false,
  secrets: new Set(marked),
});
const provider = (kubeconfig: string, marked: readonly string[] = []) =>
  other('pulumi:providers:kubernetes', { kubeconfig }, marked);
const env = (name: string, value: unknown) => deployment({ env: [{ name, value }] });

describe('a plain secret', () => {
  it('is refused with where and how to mend it, and is not repeated', () => {
    const [text] = said(secrets, env('DB_PASSWORD', PASSWORD));
    expect(text).toBe(
      "Deployment teller/teller  spec.template.spec.containers[0].env[0].value: got a value for DB_PASSWORD, want a reference to a Secret; fix: make it `SecretValue.from('…')`, and read it from the Secret",
    );
  });

  it.each([
    ['the data of a Secret', secret({ a: 'YQ==' }), ['data.a']],
    ['one entry of a Secret', secret({ a: 'YQ==', b: 'Yg==' }, ['data.a']), ['data.b']],
    ['a private key in a ConfigMap', object('core/v1:ConfigMap', { data: { 'tls.key': KEY } }), ['data.tls.key']],
    [
      'a password in a ConfigMap',
      object('core/v1:ConfigMap', { data: { 'db-password': PASSWORD } }),
      ['data.db-password'],
    ],
    [
      'a private key in a custom resource',
      object('a.example/v1:A', { spec: { config: `key: |\n${KEY}` } }),
      ['spec.config'],
    ],
    [
      'a password in an address',
      deployment({ args: [`--db=postgres://teller:${PASSWORD}@db/a`] }),
      ['spec.template.spec.containers[0].args[0]'],
    ],
    ['a token of a container', env('API_TOKEN', PASSWORD), ['spec.template.spec.containers[0].env[0].value']],
    ['a key of a container', env('AWS_SECRET_ACCESS_KEY', PASSWORD), ['spec.template.spec.containers[0].env[0].value']],
    [
      'a variable of a custom resource',
      object('a.example/v1:A', { spec: { env: [{ name: 'PASSWORD', value: PASSWORD }] } }),
      ['spec.env[0].value'],
    ],
    ['a kubeconfig', provider(KUBECONFIG), ['kubeconfig']],
    ['a kubeconfig as JSON', provider(JSON.stringify({ users: [{ user: { token: PASSWORD } }] })), ['kubeconfig']],
    ['a key for SSH', other('command:remote:Command', { connection: { privateKey: KEY } }), ['connection.privateKey']],
    [
      'a password for SSH',
      other('command:remote:Command', { connection: { password: PASSWORD } }),
      ['connection.password'],
    ],
  ])('is seen as %s', (_, resource, want) => {
    expect(places(secrets, resource)).toEqual(want);
    expect(said(secrets, resource).join('\n')).not.toContain(PASSWORD);
    expect(said(secrets, resource).join('\n')).not.toContain('MIIE');
  });

  it.each([
    ['data that is marked as a whole', secret({ a: 'YQ==' }, ['data'])],
    ['data whose entries are marked', secret({ a: 'YQ==', b: 'Yg==' }, ['data.a', 'data.b'])],
    ['data that is known later', secret({ a: UNKNOWN })],
    ['a Secret without data', object('core/v1:Secret', {})],
    ['a reference', deployment({ env: [{ name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'a', key: 'b' } } }] })],
    ['the path of a file', env('TOKEN', '/run/secrets/token')],
    ['a variable that leads to a file', env('PASSWORD_FILE', 'token.txt')],
    ['a switch', env('CASC_STRICT_SECRET', 'true')],
    ['a name of a Secret', env('SECRET_NAME', 'teller-login')],
    ['a variable in its place', env('PASSWORD', '$(OTHER)')],
    ['an address with a variable', deployment({ args: ['https://user:${PASSWORD}@db'] })],
    ['an address with a port', deployment({ args: ['https://db.bank.example:5432/a@b'] })],
    ['a public certificate', object('core/v1:ConfigMap', { data: { 'ca.crt': '-----BEGIN CERTIFICATE-----' } })],
    ['a kubeconfig that is marked', provider(KUBECONFIG, ['kubeconfig'])],
    ['the path of a kubeconfig', provider('~/.kube/config')],
    [
      'a kubeconfig that asks a program',
      provider('current-context: a\nusers: [{ user: { exec: { command: login } } }]'),
    ],
    [
      'a connection that is marked as a whole',
      other('command:remote:Command', { connection: { privateKey: KEY } }, ['connection']),
    ],
    [
      'a definition that speaks of passwords',
      object('apiextensions.k8s.io/v1:CustomResourceDefinition', { password: KEY }),
    ],
  ])('is not %s', (_, resource) => {
    expect(places(secrets, resource)).toEqual([]);
  });

  it('is refused where nobody reads the marks, with how to have them read', () => {
    const blind = { ...secret({ a: 'YQ==' }), secrets: undefined };
    expect(said(secrets, blind)).toEqual([expect.stringContaining('leave the policy secret-marks at its level')]);
  });
});
