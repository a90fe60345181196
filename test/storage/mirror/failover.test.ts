import { Duration } from 'cdk8s';
import { CityFailover } from 'tripod-iac';
import { Ledger, mirrored } from './mirrored';

describe('the plan for the loss of a city', () => {
  const { from, to, mirror } = mirrored();
  new Ledger(to, ['ceph-block']);
  mirror.protect(new Ledger(from, ['ceph-block']));
  const failover = new CityFailover(from, 'failover', { to });
  const [, , , volumes] = failover.steps;
  const order = (commands: readonly string[] | undefined, ...parts: string[]) =>
    parts.map((part) => commands?.findIndex((command) => command.includes(part)) ?? -1);

  it('takes over volumes once the city is fenced, and counts the time', () => {
    expect(volumes?.title).toMatch(
      /^Loss of shanghai, 4 of 7: take over the volumes: promote their copies in remote-dr \(30 min\)$/,
    );
    expect(failover.facts.at(-1)).toMatchObject({
      steps: expect.arrayContaining([{ name: expect.stringContaining('volumes'), time: Duration.minutes(30) }]),
    });
    expect(failover.prerequisites.join()).toContain('jq');
  });

  it('has the daemons rest before anything is promoted, and go on after it', () => {
    const places = order(
      volumes?.commands,
      '"kind":"NetworkFence"',
      'rbd-mirror-a --namespace=rook-ceph --replicas=0',
      'scale statefulset/ledger --namespace=ledger --replicas=0',
      'was get persistentvolumes',
      'apply takeover/volumes.json',
      'storage-mirror.k8s.yaml --selector=tripod/mirrors=volume',
      "state}'=Primary",
      'rbd-mirror-a --namespace=rook-ceph --replicas=2',
      'scale statefulset/ledger --namespace=ledger --replicas=1',
    );
    expect(places).not.toContain(-1);
    expect([...places].sort((a, b) => a - b)).toEqual(places);
  });

  it('shuts out hosts that mount volumes, and none with a daemon of Ceph', () => {
    const [, cidrs] = /"cidrs":(\[.*?\])/.exec(volumes?.commands.join('\n') ?? '') ?? [];
    expect(cidrs).toContain(`"${from.hostsWith('worker')[0]?.address}/32"`);
    for (const { address } of from.hostsWith('storage')) expect(cidrs).not.toContain(`"${address}/32"`);
  });

  it('resyncs by itself after the disaster, and never while roles are exchanged in good order', () => {
    const states = failover.steps.map(({ title, commands }) => ({
      title,
      turns: commands.flatMap(
        (command) =>
          /turn (\w+) .*"replicationState":"(\w+)","autoResync":(\w+)/.exec(command)?.slice(1).join(' ') ?? [],
      ),
    }));
    const turned = states
      .filter(({ turns }) => turns.length > 0)
      .map(({ title, turns }) => [title.split(': ').at(-1), turns]);
    expect(turned).toEqual([
      ['volumes follow, where Ceph is the old one', ['here secondary true', 'here secondary false']],
      ['volumes exchange roles', ['there secondary false', 'here primary false']],
    ]);
  });

  it('leads back part by part', () => {
    expect(failover.steps.slice(7).map(({ title }) => title.replace(/^.*announced days before, /, ''))).toEqual([
      '1 of 6: what comes',
      '2 of 6: storage joins, and sends nothing',
      '3 of 6: volumes follow, where Ceph was built anew',
      '4 of 6: volumes follow, where Ceph is the old one',
      '5 of 6: volumes exchange roles',
      '6 of 6: the records',
    ]);
  });

  it('speaks of groups of volumes where there are some, and of volumes where any is protected', () => {
    const text = (made: ReturnType<typeof mirrored>) =>
      new CityFailover(made.from, 'failover', { to: made.to }).steps.flatMap(({ commands }) => commands).join('\n');
    expect(failover.steps.flatMap(({ commands }) => commands).join('\n')).not.toContain('volumegroupreplications');
    const groups = mirrored({ consistencyGroups: true });
    groups.mirror.protect({ namespace: 'ledger', selector: { 'app/name': 'ledger' } });
    const grouped = text(groups);
    expect(grouped).toContain('reach here volumegroupreplications.replication.storage.openshift.io');
    expect(grouped).toContain('.metadata.namespace == "ledger" and .metadata.labels["app/name"] == "ledger"');
    expect(grouped).not.toContain(' volumereplications');
    expect(text(mirrored())).not.toContain('claims.json');
  });
});
