import { Duration } from 'cdk8s';
import { type Action, type ApiHolder, checkPlan, Fence, Problems, render, Standby } from 'tripod-iac';
import { PHASES } from 'tripod-iac';
import { hostFile } from '../../support/control-plane';
import { coldPair, WITNESS } from './cold';

const FENCES = {
  executed: Fence.executed(),
  self: Fence.self(),
  external: Fence.external({ what: 'power', by: 'the data centre' }),
  attested: Fence.attested('the head of operations', 'the risk officer'),
};
type Kind = keyof typeof FENCES;

/** Made once of each kind: nothing changes them. */
const made = new Map<string, ReturnType<typeof make>>();
function holders(kind: Kind = 'executed'): ReturnType<typeof make> {
  const known = made.get(kind) ?? make(kind);
  made.set(kind, known);
  return known;
}
function make(kind: Kind, options = {}): { serving: ApiHolder; waiting: ApiHolder } & ReturnType<typeof coldPair> {
  const pair = coldPair(options);
  const standby = Standby.cold({ snapshots: pair.snapshots });
  const [serving, waiting] = standby.holders(pair.production, pair.remoteDr, { fence: FENCES[kind], witness: WITNESS });
  return { ...pair, serving, waiting };
}
const ids = (actions: readonly Action[]): readonly string[] => actions.map(({ id }) => id);
const text = (actions: readonly Action[]): string => actions.flatMap(({ commands }) => commands).join('\n');

describe('a cold standby', () => {
  it('takes over in steps', () => {
    expect(ids(holders().waiting.open(Fence.executed()))).toEqual([
      'fetch-snapshot-remote-dr',
      'prepare-etcd-remote-dr',
      'start-etcd-remote-dr',
      'open-api-remote-dr',
      'clean-api-remote-dr',
      'put-webhooks-back-remote-dr',
    ]);
  });

  it('has hosts join once clients of the API are led there', () => {
    expect(
      holders()
        .waiting.settle()
        .map(({ id, phase }) => [id, phase]),
    ).toEqual([['join-workers-remote-dr', 'traffic']]);
  });

  it('is a plan that holds together, in both directions', () => {
    const { serving, waiting } = holders();
    for (const [from, to] of [
      [serving, waiting],
      [waiting, serving],
    ] as const) {
      const fence = Fence.executed();
      const actions = [
        ...to.look(),
        ...to.rebuild(),
        ...from.close(),
        ...to.open(fence),
        ...to.verify(),
        ...from.rescue(),
      ];
      const ordered = PHASES.flatMap((phase) => actions.filter((action) => action.phase === phase));
      const problems = new Problems('plan');
      const plan = {
        name: 'switchover',
        kind: 'switchover',
        title: 'Switch',
        from: from.side,
        to: to.side,
        fence,
        actions: ordered,
      } as const;
      checkPlan({ ...plan, decidedBy: 'the head of operations', approvals: 1 }, problems);
      expect(problems.all).toEqual([]);
    }
  });

  it('loses nothing where the old side was closed, and says how much where it was not', () => {
    const [last] = holders().waiting.open(Fence.executed());
    expect(last?.loses).toEqual(['echo 0']);
    expect(text([last!])).toContain('tripod-standby snapshot');
    const [newest] = holders('attested').waiting.open(FENCES.attested);
    expect(newest?.loses?.at(-1)).toContain('age_of');
    expect(text([newest!])).toContain('rclone copy store:etcd-snapshots/production');
    expect(holders().waiting.rpo.toSeconds()).toBeGreaterThan(300);
  });

  it('verifies before it stops anything, and cleans after it serves', () => {
    const commands = text(holders().waiting.open(Fence.executed()));
    const order = [
      'restore.sh prepare',
      'restore.sh stop',
      'restore.sh swap',
      'restore.sh start-etcd',
      'settle',
      'tripod-api epoch',
      'tripod-api open',
      'tripod-clean take-over',
    ];
    const places = order.map((word) => commands.indexOf(word));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
  });

  it('has guards only where the old side closes itself', () => {
    const units = ({ production, remoteDr }: ReturnType<typeof holders>) =>
      [production, remoteDr].map(
        (side) => render(side).hostFiles.filter(({ file }) => file.path.endsWith('tripod-guard.service')).length,
      );
    expect(units(holders('self'))).toEqual([3, 3]);
    expect(units(holders('executed'))).toEqual([0, 0]);
    expect(holders('self').waiting.closesWithin?.toSeconds()).toBe(14);
    expect(holders('executed').waiting.closesWithin).toBeUndefined();
    expect(text(holders('self').waiting.open(Fence.self()))).not.toContain('tripod-api open');
  });

  it('asks the witness as its environment', () => {
    const { remoteDr } = holders('self');
    expect(hostFile(render(remoteDr), 'hf-a-master-1', '/etc/systemd/system/tripod-guard.service')).toContain(
      'tripod-agent guard --witness 192.0.2.1:53 --witness 192.0.2.2:53 --witness 192.0.2.3:53 --record _epoch.pair.prod.bank.example. --self remote-dr ',
    );
  });

  it('leaves workers out where there are none', () => {
    const { waiting } = make('executed', { shape: { workers: 0 } });
    expect(waiting.settle()).toEqual([]);
    expect(ids(waiting.rebuild())).toEqual(['rest-masters-remote-dr']);
  });

  it('gives the lines that record the epoch, for the way back', () => {
    expect(holders('self').serving.recordEpoch().at(-1)).toBe('everywhere "/usr/local/sbin/tripod-api epoch $EPOCH"');
  });
});

describe('masters that wait', () => {
  const { production, remoteDr } = holders();
  const rendering = render(remoteDr);
  const config = hostFile(rendering, 'hf-a-master-2', '/etc/kubernetes/standby.yaml');

  it('bear the name of the cluster that they wait for, and their own addresses', () => {
    expect(config).toContain('controlPlaneEndpoint: api.prod.bank.example:8443');
    expect(config).toContain('advertiseAddress: 10.30.0.3');
    expect(config).toContain('serviceSubnet: 10.96.0.0/16');
    expect(config).toMatch(/certSANs:\n( +- .*\n)*? +- api.prod.bank.example\n/);
  });

  it('are made of what masters that serve hand over, and make no cluster', () => {
    const component = remoteDr.components.find(({ node }) => node.id === 'control-plane');
    expect(component?.bootstrap).toBeUndefined();
    expect(production.components.find(({ node }) => node.id === 'control-plane')?.bootstrap).toBeDefined();
    const titles = component?.steps.filter(({ when }) => when === undefined).map(({ title }) => title);
    expect(titles).toEqual([
      expect.stringContaining('Put the files on every host'),
      expect.stringContaining('Make the masters of remote-dr wait for the cluster of production'),
    ]);
  });

  it('apply nothing: all objects come with etcd', () => {
    const made = rendering.components.find(({ component }) => component.node.id === 'control-plane');
    expect(made?.waves).toEqual([]);
  });

  it('know what of the cluster is not theirs', () => {
    const script = hostFile(rendering, 'hf-a-master-1', '/usr/local/sbin/tripod-clean');
    expect(script).toContain("own=' hf-a-master-1 hf-a-master-2 hf-a-master-3 hf-a-worker-1 hf-a-worker-2 '");
    expect(script).toContain('"sh-a-master-1\\", \\"sh-a-master-2');
  });
});

describe('a warm standby', () => {
  it('has no API to hold', () => {
    const { production, remoteDr, snapshots } = coldPair();
    const other = holders().production;
    expect(Standby.warm().holders(production, other)).toEqual([]);
    expect(() => Standby.warm().holders(production, remoteDr)).toThrow('one shape');
    // @ts-expect-error there is no place for snapshots
    expect(Standby.warm({ snapshots }).kind).toBe('warm');
  });
});

it('names a loss of its own', () => {
  const { production, remoteDr, snapshots } = coldPair();
  const standby = Standby.cold({ snapshots, rpo: Duration.hours(1) });
  const [holder] = standby.holders(production, remoteDr, { fence: Fence.executed() });
  expect(holder?.rpo.toHours()).toBe(1);
});
