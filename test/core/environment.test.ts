import { Duration } from 'cdk8s';
import { Distribution, Environment, type EnvironmentProps, Landscape, none, Platform, TripodError } from 'tripod-iac';
import { bank, environment } from '../support/bank';
import { small } from '../support/small';

const GIVEN: EnvironmentProps = { landscape: bank, tier: 'production' };

/** An environment called `production` with other props; `props` are as wrong as they please. */
function make(props: object, name = 'production'): Environment {
  return new Environment(new Platform(), name, { ...GIVEN, ...props });
}

describe('bad props', () => {
  const objective = { rpo: none, rto: Duration.minutes(5) };
  const risk = { of: 'logs', failure: 'site', reason: 'lines are kept on the hosts, too' };

  it.each<[string, object, string, string, string]>([
    ['landscape', { landscape: undefined }, 'nothing', 'a Landscape', 'pass `Landscape.of'],
    ['landscape', { landscape: small() }, '.*', 'a Landscape', 'pass `Landscape.of'],
    ['tier', { tier: undefined }, 'nothing', 'one of test, production, remote-dr', 'say what'],
    ['tier', { tier: 'staging' }, 'staging', 'one of test, production', 'say what the environment is for'],
    ['cluster', { cluster: 'prod' }, 'prod', 'a cluster of .* \\(production, remote-dr, test\\)', 'declare it, or set'],
    ['cluster', { cluster: 7 }, '7', 'a cluster of the landscape', 'declare it'],
    [
      'mirror',
      { mirror: 'https://registry.bank.example' },
      'https:.*',
      'a registry host .*without scheme',
      'for example',
    ],
    ['mirror', { mirror: 'mirror' }, 'mirror', 'a registry host with a dot or a port', 'for example'],
    ['mirror', { mirror: '' }, 'an empty text', 'a registry host', 'for example'],
    ['mirror', { mirror: 5000 }, '5000', 'a registry host', 'for example'],
    ['mirror', { airGapped: true }, 'nothing', 'a registry mirror, since .* air-gapped', 'set `mirror`'],
    ['airGapped', { airGapped: 'yes' }, 'yes', 'true or false', 'set it to true'],
    [
      'distribution',
      { distribution: Distribution.kubernetes('1.20.0') },
      '1.20.0',
      'Kubernetes >=',
      'leave it out for',
    ],
    [
      'distribution',
      { distribution: Distribution.kubernetes('newest') },
      'newest',
      'Kubernetes >=',
      'leave it out for',
    ],
    [
      'distribution',
      { distribution: 'openshift' },
      'openshift',
      'a Distribution',
      'for example `Distribution.openshift',
    ],
    ['objectives', { objectives: 5 }, '5', 'objectives by failure', 'for example'],
    ['objectives.host', { objectives: { host: 'fast' } }, 'fast', 'an Objective', 'for example'],
    ['objectives.site.rto', { objectives: { site: { rpo: none } } }, 'nothing', 'a Duration', 'for example'],
    ['objectives.city.rpo', { objectives: { city: { ...objective, rpo: 0 } } }, '0', 'a Duration', 'or `none`'],
    ['objectives.room', { objectives: { room: objective } }, 'an objective', 'objectives for host, rack', 'remove it'],
    ['acceptedRisks', { acceptedRisks: { of: 'logs' } }, '.*', 'a list of accepted risks', 'for example'],
    ['acceptedRisks\\[0\\]', { acceptedRisks: ['logs'] }, 'logs', 'a list of accepted risks', 'for example'],
    [
      'acceptedRisks\\[0\\].of',
      { acceptedRisks: [{ ...risk, of: '' }] },
      'an empty text',
      'the name of a thing',
      'facts',
    ],
    ['acceptedRisks\\[0\\].of', { acceptedRisks: [{ ...risk, of: 5 }] }, '5', 'the name of a thing', 'facts'],
    [
      'acceptedRisks\\[0\\].failure',
      { acceptedRisks: [{ ...risk, failure: 'room' }] },
      'room',
      'one of host, rack',
      'say',
    ],
    [
      'acceptedRisks\\[0\\].failure',
      { acceptedRisks: [{ ...risk, failure: undefined }] },
      'nothing',
      'one of host',
      'say',
    ],
    [
      'acceptedRisks\\[0\\].reason',
      { acceptedRisks: [{ ...risk, reason: ' ' }] },
      'a blank text',
      'a sentence',
      'say why',
    ],
    ['acceptedRisks\\[0\\].reason', { acceptedRisks: [{ ...risk, reason: 'a\nb' }] }, 'a ⏎ b', 'a sentence', 'say why'],
    [
      'acceptedRisks\\[0\\].reason',
      { acceptedRisks: [{ ...risk, reason: 'why not' }] },
      'why not',
      'a sentence',
      'say',
    ],
    [
      'acceptedRisks\\[0\\].owner',
      { acceptedRisks: [{ ...risk, owner: 'x' }] },
      'x',
      'one of of, failure',
      'remove it',
    ],
    [
      'acceptedRisks\\[0\\].objective',
      { acceptedRisks: [{ ...risk, objective: 5 }] },
      '5',
      'an Objective',
      'for example',
    ],
    [
      'acceptedRisks\\[0\\].objective.rto',
      { acceptedRisks: [{ ...risk, objective: { rpo: none } }] },
      'nothing',
      'a Duration',
      'for example',
    ],
    ['acceptedRisks\\[1\\]', { acceptedRisks: [risk, risk] }, 'logs site once more', 'one entry for', 'remove one'],
    ['images', { images: ['a'] }, 'a', 'images by name', 'for example'],
    ['images.app', { images: { app: { repository: 'app' } } }, '.*', 'a repository with its registry .* tag', 'for'],
    ['vendored', { vendored: {} }, '.*', 'a Map of releases', 'pass what'],
    ['secretStore', { secretStore: 'My Store' }, 'My Store', 'the name of a ClusterSecretStore', 'leave it out'],
  ])('%s %j', (at, props, got, want, fix) => {
    expect(() => make(props)).toThrow(
      new RegExp(`^  production  ${at}: got ${got}, want ${want}.*; fix: .*${fix}`, 'm'),
    );
  });

  it('are reported together', () => {
    expect(() => make({ tier: 'staging', mirror: 'mirror', cluster: 'prod' })).toThrow(/^production: 3 problems\n/);
  });

  it.each([undefined, null, 0, NaN, '', 'text', [], {}, () => 1, Symbol('s')])('%p is refused as a whole', (props) => {
    expect(() => new Environment(new Platform(), 'production', props as never)).toThrow(TripodError);
  });

  it.each([null, 0, NaN, '', 'text', [null], { a: null }, Object.create(null), () => 1, Symbol('s')])(
    '%p for any prop ends in a TripodError or is a value',
    (value) => {
      for (const prop of [
        'landscape',
        'tier',
        'cluster',
        'distribution',
        'mirror',
        'images',
        'airGapped',
        'objectives',
        'acceptedRisks',
        'vendored',
        'secretStore',
      ]) {
        try {
          make({ [prop]: value });
        } catch (error) {
          if (!(error instanceof TripodError)) throw new Error(`${prop}: ${String(error)}`, { cause: error });
        }
      }
    },
  );
});

describe('an environment', () => {
  it('runs on the cluster of its name, or of the name that is given', () => {
    expect(make({}).cluster.name).toBe('production');
    const named = make({ cluster: 'remote-dr' }, 'drill');
    expect([named.name, named.cluster.name, named.sites.map(({ name }) => name)]).toEqual([
      'drill',
      'remote-dr',
      ['hf-a'],
    ]);
  });

  it('knows its sites, hosts and roles', () => {
    const production = environment();
    expect(production.sites.map(({ name }) => name)).toEqual(['sh-a', 'sh-b', 'sh-w']);
    expect(production.dataSites.map(({ name }) => name)).toEqual(['sh-a', 'sh-b']);
    expect(production.hosts).toHaveLength(27);
    expect(production.hostsWith('control-plane').map(({ site }) => site)).toEqual([
      'sh-a',
      'sh-a',
      'sh-b',
      'sh-b',
      'sh-w',
    ]);
  });

  it('takes what is left out from the catalogue, and promises nothing', () => {
    const { distribution, mirror, images, airGapped, objectives, vendored, secretStore } = make({});
    expect(distribution.toString()).toMatch(/^kubernetes 1\.\d+\.\d+$/);
    expect(mirror.prefix).toBeUndefined();
    expect({ images, airGapped, objectives, secretStore }).toEqual({ images: {}, airGapped: false, objectives: {} });
    expect(vendored.size).toBe(0);
  });

  it('may be sealed, on OpenShift, with objectives and a secret store', () => {
    const sealed = make({
      airGapped: true,
      mirror: 'registry.bank.example:5000/mirror',
      distribution: Distribution.openshift('4.16'),
      objectives: { host: { rpo: none, rto: Duration.minutes(6) } },
      images: { app: { repository: 'registry.bank.example/app', tag: '1.0' } },
      vendored: new Map(),
      secretStore: 'vault',
    });
    expect(sealed.distribution.kubernetes).toBe('1.29.0');
    expect(sealed.secretStore).toBe('vault');
  });

  it('works on a landscape as small as can be', () => {
    expect(make({ landscape: Landscape.of(small()), tier: 'test' }, 'spare').hosts.map(({ name }) => name)).toEqual([
      'w1-master-1',
    ]);
  });
});
