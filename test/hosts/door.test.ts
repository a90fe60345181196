import { type Bootstrap, EncryptionAtRest, ExistingMachines, SecretValue } from 'tripod-iac';
import { rendered } from '../support/control-plane';

const KEY = EncryptionAtRest.secretbox({ key: SecretValue.from('etcd-key') });

function told(props: Parameters<typeof rendered>[1] = {}) {
  const { components } = rendered('production', { encryption: KEY, ...props });
  const found = components.find(({ component }) => component.bootstrap !== undefined)?.component;
  if (found?.bootstrap === undefined) throw new Error('no component tells how hosts are made');
  return { bootstrap: found.bootstrap, plan: found.steps.flatMap(({ commands }) => commands).join('\n') };
}

describe('what a door is told of a bootstrap', () => {
  it.each<keyof Bootstrap['commands']>([
    'put',
    'keepKey',
    'begin',
    'publish',
    'inviteMaster',
    'invite',
    'join',
    'adopt',
    'kubeconfig',
  ])('is what the plan says, word by word: %s', (name) => {
    const { bootstrap, plan } = told();
    const [, quoted = ''] = bootstrap.commands[name].split('timeout --kill-after=1m 40m sh -c ');
    expect(quoted).toMatch(/^'.+'$/s);
    expect(plan).toContain(quoted);
  });

  it('has masters in the order of the plan, and every other host once', () => {
    const { bootstrap } = told();
    expect(bootstrap.masters.map(({ name }) => name)).toEqual([
      'sh-a-master-1',
      'sh-a-master-2',
      'sh-b-master-1',
      'sh-b-master-2',
      'sh-w-master-1',
    ]);
    expect(new Set([...bootstrap.masters, ...bootstrap.others]).size).toBe(27);
    expect(bootstrap.key?.name).toBe('etcd-key');
  });

  it('becomes root as the plan does', () => {
    const { bootstrap } = told({ machines: new ExistingMachines({ user: 'ops' }) });
    expect(bootstrap.commands.invite).toBe(
      `sudo -n sh -c 'timeout --kill-after=1m 40m sh -c '\\''/usr/local/sbin/tripod-invite'\\'''`,
    );
  });

  it.each([
    [{}, { user: 'root', port: 22 }],
    [
      { user: 'ops', port: 2222, jump: 'operator@bastion.bank.example:2200' },
      { user: 'ops', port: 2222, jump: { user: 'operator', host: 'bastion.bank.example', port: 2200 } },
    ],
    [{ jump: 'bastion' }, { user: 'root', port: 22, jump: { host: 'bastion', port: 22 } }],
  ])('reaches hosts as %j says', (props, want) => {
    expect(told({ machines: new ExistingMachines(props) }).bootstrap.access).toEqual(want);
  });

  it('has no way to hosts that are not reached by SSH', () => {
    const machines = { prerequisites: [], provision: () => [], run: String, pipe: String };
    expect(told({ machines }).bootstrap.access).toBeUndefined();
  });
});
