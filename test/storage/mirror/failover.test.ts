import { Duration } from 'cdk8s';
import { Fence, SitePair, Standby } from 'tripod-iac';
import { Ledger, mirrored } from './mirrored';

const fence = Fence.external({ what: 'power', by: 'the shift of the data centre' });

/** Plans of both by their names. */
function plansOf({ from, to }: Pick<ReturnType<typeof mirrored>, 'from' | 'to'>) {
  const pair = new SitePair(from, 'pair', { with: to, standby: Standby.warm(), fence });
  return { pair, plans: Object.fromEntries(pair.plans.map(({ name, actions }) => [name, actions])) };
}

describe('the plan for the loss of a city', () => {
  const { from, to, mirror } = mirrored();
  new Ledger(to, ['ceph-block']);
  mirror.protect(new Ledger(from, ['ceph-block']));
  const { pair, plans } = plansOf({ from, to });
  const lines = (name: string) => (plans[name] ?? []).flatMap(({ commands }) => commands);
  const order = (commands: readonly string[] | undefined, ...parts: string[]) =>
    parts.map((part) => commands?.findIndex((command) => command.includes(part)) ?? -1);

  it('takes over volumes once the city is fenced, and counts the time', () => {
    const promote = plans['city-failover']?.find(({ id }) => id === 'promote-volumes');
    expect([promote?.phase, promote?.time]).toEqual(['data', Duration.minutes(30)]);
    expect(pair.facts.at(-1)).toMatchObject({
      steps: expect.arrayContaining([{ name: 'remote-dr takes over the data', time: expect.any(Duration) }]),
    });
    expect(pair.prerequisites.join()).toContain('jq');
  });

  it('has the daemons rest before anything is promoted, and go on after it', () => {
    const places = order(
      lines('city-failover'),
      '"kind":"NetworkFence"',
      'rbd-mirror-a --namespace=rook-ceph --replicas=0',
      'scale statefulset/ledger --namespace=ledger --replicas=0',
      'was get persistentvolumes',
      'apply takeover/volumes.json',
      '"replicationState":"primary"',
      "state}'=Primary",
      'rbd-mirror-a --namespace=rook-ceph --replicas=2',
      'scale statefulset/ledger --namespace=ledger --replicas=1',
    );
    expect(places).not.toContain(-1);
    expect([...places].sort((a, b) => a - b)).toEqual(places);
  });

  it('shuts out hosts that mount volumes, and none with a daemon of Ceph', () => {
    const [, cidrs] = /"cidrs":(\[.*?\])/.exec(lines('city-failover').join('\n')) ?? [];
    expect(cidrs).toContain(`"${from.hostsWith('worker')[0]?.address}/32"`);
    for (const { address } of from.hostsWith('storage')) expect(cidrs).not.toContain(`"${address}/32"`);
  });

  it('resyncs by itself after the disaster, and never while roles are exchanged in good order', () => {
    const turned = (name: string) =>
      (plans[name] ?? []).flatMap(({ id, commands }) =>
        commands.flatMap((command) => {
          const [, ...words] = /^turn (\w+) .*"replicationState":"(\w+)","autoResync":(\w+)/.exec(command) ?? [];
          return words.length === 0 ? [] : [[id, ...words].join(' ')];
        }),
      );
    expect(turned('failback')).toEqual([
      'throw-away here secondary true',
      'step-down there secondary false',
      'promote-volumes here primary false',
    ]);
    expect(turned('switchover')).toEqual(['step-down here secondary false']);
  });

  it('follows while the other side serves, and exchanges roles once that is closed', () => {
    const of = (phase: string) => plans['failback']?.filter((action) => action.phase === phase).map(({ id }) => id);
    expect(of('preparation')).toEqual([
      'build-anew',
      'which-ceph',
      'let-hosts-in',
      'build-storage',
      'keep-numbers',
      'follow-read-volumes',
      'give-way',
      'make-volumes-anew',
      'throw-away',
      'images-follow',
      'be-secondary',
    ]);
    expect(of('fence')).toEqual(['stop-writing']);
    expect(of('data')).toEqual([
      'read-volumes',
      'applications-stop',
      'all-follow',
      'step-down',
      'last-change',
      'promote-volumes',
      'remove-objects',
      'come-back',
      'resume',
    ]);
  });

  it('speaks of groups of volumes where there are some, and of volumes where any is protected', () => {
    const text = (made: ReturnType<typeof mirrored>) =>
      Object.values(plansOf(made).plans)
        .flat()
        .flatMap(({ commands }) => commands)
        .join('\n');
    expect(Object.keys(plans).flatMap(lines).join('\n')).not.toContain('volumegroupreplications');
    const groups = mirrored({ consistencyGroups: true });
    groups.mirror.protect({ namespace: 'ledger', selector: { 'app/name': 'ledger' } });
    const grouped = text(groups);
    expect(grouped).toContain('reach here volumegroupreplications.replication.storage.openshift.io');
    expect(grouped).toContain('.metadata.namespace == "ledger" and .metadata.labels["app/name"] == "ledger"');
    expect(grouped).not.toContain(' volumereplications');
    expect(text(mirrored())).not.toContain('claims.json');
  });
});
