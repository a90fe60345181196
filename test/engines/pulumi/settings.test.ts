import { runtime } from '@pulumi/pulumi';
import { readSettings } from '../../../lib/engines/pulumi/program/settings';
import { valueOf } from '../../support/registered';

const KUBECONFIG = { 'tripod:kubeconfig': 'apiVersion: v1' };
const SECRET = ['tripod:kubeconfig', 'tripod:sshKey', 'tripod:secrets'];

/** Settings as Pulumi hands them to a program: texts, and the names of those that were encrypted. */
function settings(values: Readonly<Record<string, string>>, secret: readonly string[] = SECRET) {
  runtime.setAllConfig({ ...values }, [...secret]);
  return () => readSettings('production');
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
    expect(await valueOf(read.kubeconfig!)).toBe('apiVersion: v1');
    expect(await valueOf(read.secrets['jenkins/admin-password']!)).toBe('hunter2');
    expect(read).toMatchObject({
      bootstrap: false,
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
    expect(read).toMatchObject({ bootstrap: true, hosts: { knownHosts: 'a ssh-ed25519 A' } });
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
});
