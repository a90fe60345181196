import { runtime } from '@pulumi/pulumi';
import { clusterIn } from '../../../lib/engines/pulumi/program/kubeconfig';
import { readSettings } from '../../../lib/engines/pulumi/program/settings';
import { valueOf } from '../../support/registered';

const TEXT = `clusters: [{ name: a, cluster: { server: 'https://10.0.0.1:6443' } }]`;
const KUBECONFIG = { 'tripod:kubeconfig': TEXT };
const SECRET = ['tripod:kubeconfig', 'tripod:sshKey', 'tripod:secrets'];

/** Settings as Pulumi hands them to a program: texts, and the names of those that were encrypted. */
function settings(values: Readonly<Record<string, string>>, secret: readonly string[] = SECRET, file?: string) {
  runtime.setAllConfig({ ...values }, [...secret]);
  return () => readSettings('production', file);
}

describe('the settings of a stack', () => {
  it('name the cluster, and the values of secrets', async () => {
    const read = settings({
      ...KUBECONFIG,
      'tripod:secrets': '{"jenkins/admin-password":"hunter2"}',
      'tripod:peer': 'bank/tripod/remote-dr',
      'tripod:mayDelete': '["CephBlockPool/rook-ceph/old"]',
      'tripod:tearDown': 'production',
    })();
    expect(await valueOf(read.kubeconfig!)).toBe(TEXT);
    expect(await valueOf(read.secrets['jenkins/admin-password']!)).toBe('hunter2');
    expect(read).toMatchObject({
      adopt: false,
      peer: 'bank/tripod/remote-dr',
      tearDown: 'production',
    });
    expect(read.mayDelete).toEqual(['CephBlockPool/rook-ceph/old']);
  });

  it('ask for nothing of a cluster that is made first', () => {
    const read = settings({
      'tripod:bootstrap': 'true',
      'tripod:sshKey': 'KEY',
      'tripod:knownHosts': 'a ssh-ed25519 A',
    })();
    expect(read).toMatchObject({ hosts: { knownHosts: 'a ssh-ed25519 A' } });
    expect(read.kubeconfig).toBeUndefined();
  });

  it.each([
    ['tripod:bootstrap', { ...KUBECONFIG, 'tripod:bootstrap': 'yes' }, /bootstrap: got yes, want true or false/],
    [
      'a kubeconfig',
      {},
      /tripod:kubeconfig: got nothing \(set: nothing\).*pulumi config set --secret tripod:kubeconfig/,
    ],
    ['a kubeconfig beside others', { 'tripod:peer': 'a/b/c' }, /got nothing \(set: peer\)/],
    ['keys of hosts', { 'tripod:bootstrap': 'true' }, /tripod:knownHosts: got nothing \(set: bootstrap\)/],
    [
      'a setting that is misspelt',
      { ...KUBECONFIG, 'tripod:teardown': 'production' },
      /tripod:teardown: got a setting that nobody reads, want one of kubeconfig/,
    ],
    [
      'a tear-down of another environment',
      { ...KUBECONFIG, 'tripod:tearDown': 'test' },
      /tripod:tearDown: got test, want production/,
    ],
    [
      'an adoption of another environment',
      { ...KUBECONFIG, 'tripod:adopt': 'test' },
      /tripod:adopt: got test, want production/,
    ],
    [
      'no list',
      { ...KUBECONFIG, 'tripod:mayDelete': 'CephBlockPool/rook-ceph/old' },
      /tripod:mayDelete: .*want a list of texts/,
    ],
    [
      'no names of secrets',
      { ...KUBECONFIG, 'tripod:secrets': 'hunter2' },
      /tripod:secrets: .*want a text for each name/,
    ],
    [
      'an access that is not used',
      { ...KUBECONFIG, 'tripod:sshKey': 'KEY' },
      /tripod:sshKey: got a value, beside tripod:bootstrap false/,
    ],
  ])('refuse %s', (_, values, message) => {
    expect(settings(values)).toThrow(message);
  });

  it('refuse a secret in plain text, and do not repeat it', () => {
    const read = settings({ 'tripod:kubeconfig': 'hunter2' }, []);
    expect(read).toThrow(/tripod:kubeconfig: got a secret in plain text, want an encrypted one/);
    expect(read).not.toThrow(/hunter2/);
  });

  it('do not repeat values of secrets that are not read', () => {
    const read = settings({ ...KUBECONFIG, 'tripod:secrets': '["hunter2"]' });
    expect(read).toThrow(/tripod:secrets/);
    expect(read).not.toThrow(/hunter2/);
  });

  it.each([
    ['empty', ''],
    ['blank', ' \n'],
    ['a path', '/etc/kubernetes/admin.conf'],
    ['no YAML', 'clusters:\n  - token: hunter2\n  name: [unclosed'],
    ['a list', '- hunter2'],
    ['without a cluster', 'users: [{ name: a, user: { token: hunter2 } }]'],
    ['of a cluster without a server', 'clusters: [{ name: hunter2, cluster: {} }]'],
    ['whose clusters are no list', 'clusters: hunter2'],
    ['whose context is no map', 'contexts: [hunter2]\nclusters: [hunter2]'],
  ])('refuse a kubeconfig that is %s, and do not repeat it', (_, text) => {
    const read = settings({ 'tripod:kubeconfig': text });
    expect(read).toThrow(/tripod:kubeconfig: got a text that names no cluster with its server, want a kubeconfig/);
    expect(read).not.toThrow(/hunter2|admin\.conf/);
  });

  describe('with the file of the stack', () => {
    const VALUES = { ...KUBECONFIG, 'tripod:secrets': '{"jenkins/admin-password":"hunter2"}' };
    const file = (secrets: unknown) => JSON.stringify({ config: { 'tripod:secrets': secrets } });

    it.each([
      ['each of them', { 'a/b': { secure: 'v1:x' }, 'c/d': { secure: 'v1:y' } }],
      ['all together', { secure: 'v1:x' }],
    ])('take secrets of which it encrypts %s', (_, secrets) => {
      expect(settings(VALUES, SECRET, file(secrets))).not.toThrow();
    });

    it('refuse a secret in plain text among encrypted ones by its name, and do not repeat it', () => {
      const read = settings(VALUES, SECRET, file({ 'a/b': { secure: 'v1:x' }, 'c/d': 'hunter2' }));
      expect(read).toThrow(/tripod:secrets: got in plain text c\/d, want every entry encrypted.*secrets\["c\/d"\]/);
      expect(read).not.toThrow(/hunter2|a\/b/);
    });

    it('refuse secrets of which none is encrypted once', () => {
      const read = settings(VALUES, ['tripod:kubeconfig'], file({ 'c/d': 'hunter2' }));
      expect(read).toThrow(/tripod:secrets: got a secret in plain text/);
      expect(read).not.toThrow(/every entry/);
    });
  });
});

describe('what a kubeconfig says of its cluster', () => {
  const [A, B] = ['a', 'b'].map((name) => `{ name: ${name}, cluster: { server: 'https://${name}' } }`);

  it.each([
    ['the current context', `current-context: y\ncontexts: [{ name: y, context: { cluster: b } }]`, 'https://b'],
    ['the first context where none is current', `contexts: [{ name: y, context: { cluster: b } }]`, 'https://b'],
    ['the first cluster where there is no context', '', 'https://a'],
  ])('is that of %s', (_, contexts, server) => {
    expect(clusterIn(`clusters: [${A}, ${B}]\n${contexts}`)).toEqual({ server, ca: '' });
  });

  it('has the certificate of its authority as a text', () => {
    const data = Buffer.from('PEM').toString('base64');
    expect(clusterIn(`clusters: [{ cluster: { server: s, certificate-authority-data: ${data} } }]`)?.ca).toBe('PEM');
  });
});
