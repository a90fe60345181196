import { Duration } from 'cdk8s';
import {
  ColdControlPlane,
  type ColdControlPlaneProps,
  ControlPlane,
  type Environment,
  EncryptionAtRest,
  Environment as AnEnvironment,
  Etcd,
  Fence,
  Platform,
  Standby,
  type StandbyFence,
} from 'tripod-iac';
import { expectRefused } from '../../support/refused';
import { environment } from '../../support/bank';
import { coldPair, type Pair, twoPlaces, WITNESS } from './cold';

const EXECUTED: StandbyFence = { fence: Fence.executed() };
const join = ({ production, remoteDr, snapshots }: Pair, fence: StandbyFence = EXECUTED, props = {}) =>
  Standby.cold({ snapshots, ...props }).holders(production, remoteDr, fence);
const bare = (): Environment =>
  new AnEnvironment(new Platform(), 'production', { landscape: twoPlaces(), tier: 'production' });
const cold = (props: Partial<ColdControlPlaneProps>) => {
  const { production } = PAIR;
  const there = new AnEnvironment(new Platform(), 'remote-dr', { landscape: twoPlaces(), tier: 'remote-dr' });
  return new ColdControlPlane(there, 'control-plane', { of: production, interface: 'bond0', ...props });
};
const unknown = (value: unknown) => value as never;

/** Pairs that are as they should be: what is refused changes nothing about them. */
const PAIR = coldPair();
const ANOTHER = coldPair();

describe('masters that wait are refused', () => {
  it.each<[string, () => unknown, string]>([
    ['for nothing', () => cold({ of: unknown(undefined) }), 'of: got nothing'],
    ['for a name', () => cold({ of: unknown('production') }), 'of: got production'],
    ['for a cluster that somebody else makes', () => cold({ of: bare() }), 'without a ControlPlane'],
    [
      'for their own environment',
      () => {
        const { production } = PAIR;
        return new ColdControlPlane(production, 'second', { of: production, interface: 'bond0' });
      },
      'nothing stands in for itself',
    ],
    ['for masters that wait', () => cold({ of: PAIR.remoteDr }), 'whose masters wait themselves'],
    [
      'in the same city',
      () => new ColdControlPlane(environment('test'), 'cold', { of: serving(), interface: 'bond0' }),
      'sites in another city',
    ],
    ['with other Services', () => coldPair({ shape: { services: '10.97.0.0/16' } }), 'services: got 10.97.0.0/16'],
    ['with other pods', () => coldPair({ shape: { pods: '10.132.0.0/14' } }), 'pods: got 10.132.0.0/14'],
    [
      'for an etcd outside',
      () => coldPair({ controlPlane: { etcd: Etcd.external({ endpoints: ['https://10.10.0.61:2379'] }) } }),
      'with an etcd outside of its masters',
    ],
    [
      'for events in an etcd of their own',
      () => coldPair({ controlPlane: { eventsEtcd: true } }),
      'etcd of its own for events',
    ],
    [
      'without the interface of their VIP',
      () => coldPair({ cold: { interface: unknown(undefined) } }),
      'interface: got nothing',
    ],
  ])('%s', (_, make, message) => expectRefused(make, message));
});

describe('a pair is refused', () => {
  it.each<[string, () => unknown, string]>([
    ['that is warm and cold', () => Standby.warm().holders(PAIR.production, PAIR.remoteDr), 'one shape'],
    ['whose other side runs a cluster', () => join({ ...PAIR, remoteDr: serving() }), 'runs a cluster of its own'],
    ['whose other side has no masters', () => join({ ...PAIR, remoteDr: bare() }), 'without masters'],
    [
      'of masters that wait for another cluster',
      () => join({ ...PAIR, production: ANOTHER.production }),
      'want masters that wait for production',
    ],
    ['without snapshots', () => join(PAIR, EXECUTED, { snapshots: undefined }), 'standby.snapshots: got nothing'],
    [
      'with the wrong snapshots',
      () => join(PAIR, EXECUTED, { snapshots: ANOTHER.snapshots }),
      'snapshots of production',
    ],
    [
      'with a loss below what snapshots lose',
      () => join(PAIR, EXECUTED, { rpo: Duration.minutes(5) }),
      'standby.rpo: got 5 minutes',
    ],
    ['with a loss that is no time', () => join(PAIR, EXECUTED, { rpo: 'none' }), 'standby.rpo: got none'],
    ['without a fence', () => join(PAIR, unknown({})), 'fence: got nothing'],
    ['with a word for a fence', () => join(PAIR, unknown({ fence: 'self' })), 'fence: got self'],
    ['that closes itself without a witness', () => join(PAIR, { fence: Fence.self() }), 'witness: got nothing'],
    [
      'with something else for a witness',
      () => join(PAIR, unknown({ fence: Fence.self(), witness: {} })),
      'want a Witness',
    ],
  ])('%s', (_, make, message) => expectRefused(make, message));

  it('with all of its faults at once', () => {
    expect(() => join({ ...PAIR, remoteDr: bare() }, unknown({}), { snapshots: undefined })).toThrow('3 problems');
  });
});

describe('a take-over is refused', () => {
  let executed: ReturnType<typeof join> | undefined;

  it.each<[string, StandbyFence, unknown, string]>([
    ['without a fence', EXECUTED, undefined, 'fence: got nothing'],
    ['with a word for one', EXECUTED, 'executed', 'fence: got executed'],
    ['by a fence of guards that are not there', EXECUTED, Fence.self(), 'Fence.self(), and no witness'],
  ])('%s', (_, fence, given, message) => {
    const [, holder] = (executed ??= join(PAIR, fence));
    expectRefused(() => holder?.open(unknown(given)), message);
  });

  it('never by a fence that stands', () => {
    const [, holder] = join(ANOTHER, { fence: Fence.self(), witness: WITNESS });
    for (const fence of [Fence.self(), Fence.executed(), Fence.attested('one', 'two')])
      expect(holder?.open(fence).length).toBeGreaterThan(4);
  });
});

it('takes keys of Secrets as the serving side has them', () => {
  const encryption = EncryptionAtRest.kms({ name: 'hsm', endpoint: 'unix:///run/kms/plugin.sock' });
  const { remoteDr } = coldPair({ controlPlane: { encryption } });
  const component = remoteDr.components.find((each) => each instanceof ColdControlPlane) as ColdControlPlane;
  expect(component.settings.encryption).toBe(encryption);
});

/** Another environment that serves, with masters of its own in the first city of the bank. */
function serving(): Environment {
  const owner = environment('production');
  new ControlPlane(owner, 'control-plane', { endpoint: 'api.prod.bank.example', interface: 'bond0' });
  return owner;
}
