import { Size } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { evictionOf, type Host, movesIn, placed, type Placement, TripodError, withLabels } from 'tripod-iac';
import { fitsTerms } from '../../lib/core/contracts/scheduling/selectors';
import { tolerates } from '../../lib/core/contracts/scheduling/tolerations';
import type { Node } from '../../lib/core/contracts/scheduling/node';
import { amountOf } from '../../lib/core/contracts/scheduling/quantity';
import { bank, environment } from '../support/bank';

const { hosts } = environment();
const LABELS = { app: 'shop' };
const ZONE = 'topology.kubernetes.io/zone';
const RACK = 'topology.rook.io/rack';
const HOST = 'kubernetes.io/hostname';
const MASTER = 'node-role.kubernetes.io/control-plane';

/** Names of hosts, told by a part of them. */
const named = (pattern: RegExp) => hosts.map(({ name }) => name).filter((name) => pattern.test(name));
const WORKERS = named(/worker/);

const pod = (spec: object) => ({ metadata: { labels: LABELS }, spec });
const place = (spec: object, count = 2): Placement => placed(pod(spec), hosts, count);
const required = (...terms: object[]) => ({
  affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: terms } } },
});
const where = (key: string, operator: string, ...values: string[]) =>
  required({ matchExpressions: [{ key, operator, values }] });
const any = { operator: 'Exists' };

describe('the hosts that may carry a pod', () => {
  it.each<[string, object, readonly string[]]>([
    ['are the workers, without a word', {}, WORKERS],
    ['are all, for what tolerates everything', { tolerations: [any] }, hosts.map(({ name }) => name)],
    ['are those with the labels', { nodeSelector: { [ZONE]: 'sh-a' } }, named(/sh-a-worker/)],
    ['need all labels', { nodeSelector: { [ZONE]: 'sh-a', 'tripod/worker': '' } }, named(/sh-a-worker/)],
    ['run Linux', { nodeSelector: { 'kubernetes.io/os': 'linux' } }, WORKERS],
    ['are one by its name', { nodeName: 'sh-a-worker-2' }, ['sh-a-worker-2']],
    ['are one by its label', { nodeSelector: { [HOST]: 'sh-b-worker-1' } }, ['sh-b-worker-1']],
    ['In', where(ZONE, 'In', 'sh-b', 'sh-w'), named(/sh-b-worker/)],
    ['NotIn', where(ZONE, 'NotIn', 'sh-b'), named(/sh-a-worker/)],
    ['NotIn, without the label', where('disk', 'NotIn', 'slow'), WORKERS],
    ['Exists', where('tripod/worker', 'Exists'), WORKERS],
    ['DoesNotExist', { ...where('tripod/worker', 'DoesNotExist'), tolerations: [any] }, named(/-(?!worker)\w+-\d$/)],
    [
      'by a field',
      required({ matchFields: [{ key: 'metadata.name', operator: 'In', values: ['sh-a-worker-1'] }] }),
      ['sh-a-worker-1'],
    ],
    [
      'fit one term of several',
      required(
        { matchExpressions: [{ key: HOST, operator: 'In', values: ['sh-a-worker-1'] }] },
        { matchExpressions: [{ key: ZONE, operator: 'In', values: ['sh-b'] }] },
      ),
      ['sh-a-worker-1', ...named(/sh-b-worker/)],
    ],
    [
      'fit all expressions of a term',
      required({
        matchExpressions: [
          { key: ZONE, operator: 'In', values: ['sh-a'] },
          { key: RACK, operator: 'In', values: ['sh-a-a1'] },
        ],
      }),
      ['sh-a-worker-1', 'sh-a-worker-3'],
    ],
    [
      'are masters, for what tolerates and asks for them',
      { nodeSelector: { [MASTER]: '' }, tolerations: [{ key: MASTER, operator: 'Exists', effect: 'NoSchedule' }] },
      named(/master/),
    ],
    [
      'are masters, too, for what tolerates them',
      { tolerations: [{ key: MASTER, operator: 'Exists' }] },
      named(/master|worker/),
    ],
  ])('%s', (_, spec, want) => {
    expect([...place(spec).hosts].sort()).toEqual([...want].sort());
  });

  it.each([
    ['Gt', '3', '4', true],
    ['Gt', '4', '4', false],
    ['Lt', '4', '3', true],
    ['Lt', '3', 'three', false],
    ['Gt', 'three', '3', false],
    ['Gt', '1', undefined, false],
  ])('%s %s, of %s: %j', (operator, limit, value, want) => {
    const node = { name: 'a', labels: value === undefined ? {} : { disks: value }, taints: [] };
    expect(fitsTerms([{ matchExpressions: [{ key: 'disks', operator, values: [limit] }] }], node as Node)).toBe(want);
  });

  it.each([
    ['no term', []],
    ['an empty term', [{}]],
  ])('are none for %s', (_, terms) => {
    expect(() => place(required(...terms))).toThrow(TripodError);
  });

  it('have both roles where a host has both', () => {
    const test = environment('test').hosts;
    expect(placed({ nodeSelector: { 'tripod/storage': '' } }, test, 1).hosts).toHaveLength(3);
  });
});

describe('tolerations', () => {
  const taint = { key: 'gpu', value: 'big', effect: 'NoSchedule' };
  it.each<[object, object, boolean]>([
    [{ operator: 'Exists' }, taint, true],
    [{ operator: 'Exists', effect: 'NoSchedule' }, taint, true],
    [{ operator: 'Exists', effect: 'NoExecute' }, taint, false],
    [{ operator: 'Exists', effect: 'NoExecute' }, { ...taint, effect: 'NoExecute' }, true],
    [{ key: 'gpu', operator: 'Exists' }, taint, true],
    [{ key: 'gpu', operator: 'Exists' }, { ...taint, effect: 'NoExecute' }, true],
    [{ key: 'other', operator: 'Exists' }, taint, false],
    [{ key: 'gpu', value: 'big' }, taint, true],
    [{ key: 'gpu', operator: 'Equal', value: 'big' }, taint, true],
    [{ key: 'gpu', value: 'small' }, taint, false],
    [{ key: 'gpu' }, taint, false],
    [{ key: 'gpu' }, { key: 'gpu', effect: 'NoSchedule' }, true],
  ])('%j of %j: %j', (toleration, of, want) => {
    expect(tolerates(toleration, of as typeof taint)).toBe(want);
  });

  it.each([[{ key: 'a', operator: 'Near' }], [{ operator: 'Equal' }], [{ value: 'a' }]])(
    '%j is no toleration',
    (bad) => {
      expect(() => tolerates(bad, taint)).toThrow(/toleration: got .*, want .*; fix: /);
    },
  );

  const unreachable = 'node.kubernetes.io/unreachable';
  it.each<[string, readonly object[], number | undefined]>([
    ['five minutes, unless it says otherwise', [], 300],
    ['five minutes beside other tolerations', [{ key: MASTER, operator: 'Exists' }], 300],
    ['what it says', [{ key: unreachable, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 60 }], 60],
    [
      'the shortest of all',
      [
        { key: unreachable, operator: 'Exists', tolerationSeconds: 60 },
        { operator: 'Exists', tolerationSeconds: 20 },
      ],
      20,
    ],
    ['not at all', [{ key: unreachable, operator: 'Exists', tolerationSeconds: -1 }], 0],
    ['for ever', [{ operator: 'Exists' }], undefined],
  ])('a pod stays on a lost host %s', (_, tolerations, seconds) => {
    expect(evictionOf({ tolerations })?.toSeconds()).toBe(seconds);
    expect(movesIn({ tolerations })?.toSeconds()).toBe(seconds === undefined ? undefined : 24 + 55 + 5 + seconds + 60);
  });
});

describe('the rules that are kept', () => {
  const spread = (topologyKey: string, more: object = {}) => ({
    topologySpreadConstraints: [
      { topologyKey, maxSkew: 1, whenUnsatisfiable: 'DoNotSchedule', labelSelector: { matchLabels: LABELS }, ...more },
    ],
  });
  const apart = (topologyKey: string, more: object = {}) => ({
    affinity: {
      podAntiAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [
          { topologyKey, labelSelector: { matchLabels: LABELS }, ...more },
        ],
      },
    },
  });
  const honored = { nodeTaintsPolicy: 'Honor' };
  const dataSites = where(ZONE, 'In', 'sh-a', 'sh-b');

  it.each<[string, object, Placement['rules']]>([
    ['none, where nothing is said', {}, undefined],
    ['over hosts', spread(HOST, honored), [{ domain: 'host', maxSkew: 1 }]],
    ['over racks', spread(RACK, { ...honored, maxSkew: 2 }), [{ domain: 'rack', maxSkew: 2 }]],
    ['over sites', spread(ZONE, honored), [{ domain: 'site', maxSkew: 1 }]],
    // The witness has no worker, and without `Honor` it counts, and stays empty.
    ['over sites of which one cannot carry it', spread(ZONE), [{ domain: 'site', most: 1 }]],
    ['with lost sites counted', { ...dataSites, ...spread(ZONE) }, [{ domain: 'site', maxSkew: 1, countsLost: true }]],
    [
      'with lost sites counted, since it tolerates them',
      { ...spread(ZONE, honored), tolerations: [any] },
      [{ domain: 'site', maxSkew: 1, countsLost: true }],
    ],
    [
      'over nodes that it does not ask for',
      { ...dataSites, ...spread(ZONE, { ...honored, nodeAffinityPolicy: 'Ignore' }) },
      [{ domain: 'site', maxSkew: 1 }],
    ],
    ['over fewer sites than wanted', spread(ZONE, { ...honored, minDomains: 3 }), [{ domain: 'site', most: 1 }]],
    ['no wish', spread(HOST, { whenUnsatisfiable: 'ScheduleAnyway' }), undefined],
    ['none for other pods', spread(HOST, { labelSelector: { matchLabels: { app: 'other' } } }), undefined],
    ['none without a selector', spread(HOST, { labelSelector: undefined }), undefined],
    ['all for an empty selector', spread(HOST, { ...honored, labelSelector: {} }), [{ domain: 'host', maxSkew: 1 }]],
    ['none over regions', spread('topology.kubernetes.io/region'), undefined],
    ['anti-affinity', apart(HOST), [{ domain: 'host', most: 1 }]],
    [
      'anti-affinity by an expression',
      apart(ZONE, { labelSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['shop'] }] } }),
      [{ domain: 'site', most: 1 }],
    ],
    ['no anti-affinity to others', apart(HOST, { labelSelector: { matchLabels: { app: 'other' } } }), undefined],
    ['anti-affinity in all namespaces', apart(HOST, { namespaceSelector: {} }), [{ domain: 'host', most: 1 }]],
    [
      'no preferred anti-affinity',
      { affinity: { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1 }] } } },
      undefined,
    ],
    [
      'a port of the host',
      { containers: [{ ports: [{ containerPort: 80, hostPort: 80 }] }] },
      [{ domain: 'host', most: 1 }],
    ],
    [
      'a port on the network of the host',
      { hostNetwork: true, containers: [{ ports: [{ containerPort: 80 }] }] },
      [{ domain: 'host', most: 1 }],
    ],
    ['no port of the pod alone', { containers: [{ ports: [{ containerPort: 80 }] }] }, undefined],
    [
      'several',
      { ...apart(HOST), ...spread(ZONE, honored) },
      [
        { domain: 'host', most: 1 },
        { domain: 'site', maxSkew: 1 },
      ],
    ],
  ])('%s', (_, spec, want) => {
    expect(place(spec).rules).toEqual(want);
  });

  it('find a pod by labels that somebody adds', () => {
    const bare = { spec: apart(HOST) };
    expect(placed(bare, hosts, 2).rules).toBeUndefined();
    expect(placed(withLabels(bare, LABELS), hosts, 2).rules).toEqual([{ domain: 'host', most: 1 }]);
  });

  it('keep to the namespace of the pod', () => {
    const spec = apart(HOST, { namespaces: ['shop'] });
    const inNamespace = (namespace: string) =>
      placed({ metadata: { labels: LABELS, namespace }, spec }, hosts, 2).rules;
    expect([inNamespace('shop'), inNamespace('other')]).toEqual([[{ domain: 'host', most: 1 }], undefined]);
  });
});

describe('what a pod asks for', () => {
  const container = (cpu?: string, memory?: string, more: object = {}) => ({
    resources: { requests: { cpu, memory } },
    ...more,
  });

  it.each<[string, object, number, Size]>([
    ['of one container', { containers: [container('500m', '1Gi')] }, 0.5, Size.gibibytes(1)],
    ['of several', { containers: [container('500m', '1Gi'), container('0.1', '512Mi')] }, 0.6, Size.mebibytes(1536)],
    [
      'of the hungriest before them',
      { containers: [container('1', '1Gi')], initContainers: [container('2', '128Mi')] },
      2,
      Size.gibibytes(1),
    ],
    [
      'of side-cars, too',
      {
        containers: [container('1', '1Gi')],
        initContainers: [container('1', '1Gi', { restartPolicy: 'Always' }), container('2', '1Gi')],
      },
      3,
      Size.gibibytes(2),
    ],
    ['by its limits', { containers: [{ resources: { limits: { cpu: 2, memory: '1Gi' } } }] }, 2, Size.gibibytes(1)],
    [
      'with overhead',
      { containers: [container('1', '1Gi')], overhead: { cpu: '250m', memory: '1Gi' } },
      1.25,
      Size.gibibytes(2),
    ],
    ['in part', { containers: [container('1')] }, 1, Size.gibibytes(0)],
  ])('%s', (_, spec, cpu, memory) => {
    const { requests } = place(spec);
    expect([requests?.cpu, requests?.memory.toKibibytes()]).toEqual([cpu, memory.toKibibytes()]);
  });

  it('is not known where nothing is said', () => {
    expect(place({ containers: [{ name: 'a' }] }).requests).toBeUndefined();
  });

  it.each([
    ['500m', 0.5],
    ['2', 2],
    ['1.5', 1.5],
    ['1e3', 1000],
    ['1k', 1000],
    ['1Ki', 1024],
    ['1Gi', 2 ** 30],
    ['.5G', 5e8],
    [7, 7],
  ])('%p is %p', (text, want) => expect(amountOf(text)).toBeCloseTo(want, 9));

  it.each(['', 'much', '1 Gi', '1gi', '1Gi2'])('%j is no amount', (text) => {
    expect(() => amountOf(text)).toThrow(/resources: got .*, want a quantity/);
  });
});

it('reads what cdk8s-plus takes', () => {
  const template: k8s.PodTemplateSpec = {
    metadata: { labels: LABELS },
    spec: {
      topologySpreadConstraints: [
        {
          topologyKey: HOST,
          maxSkew: 1,
          whenUnsatisfiable: 'DoNotSchedule',
          nodeTaintsPolicy: 'Honor',
          labelSelector: { matchLabels: LABELS },
        },
      ],
      containers: [
        {
          name: 'a',
          resources: { requests: { cpu: k8s.Quantity.fromString('250m'), memory: k8s.Quantity.fromNumber(1024) } },
        },
      ],
    },
  };
  expect(placed(template, hosts, 3)).toEqual({
    count: 3,
    hosts: WORKERS,
    rules: [{ domain: 'host', maxSkew: 1 }],
    requests: { cpu: 0.25, memory: Size.kibibytes(1) },
  });
});

describe('what is not known', () => {
  const spread = (fields: object) => ({
    topologySpreadConstraints: [
      { topologyKey: HOST, maxSkew: 1, whenUnsatisfiable: 'DoNotSchedule', labelSelector: {}, ...fields },
    ],
  });
  it.each<[string, object, RegExp]>([
    ['a label of nodes', spread({ topologyKey: 'cell' }), /topologyKey: got cell, want one of kubernetes.io\/hostname/],
    ['a way to spread', spread({ whenUnsatisfiable: 'Perhaps' }), /whenUnsatisfiable: got Perhaps/],
    ['a policy', spread({ nodeTaintsPolicy: 'Maybe' }), /nodeTaintsPolicy.*: got Maybe/],
    ['an operator', where(ZONE, 'Near', 'sh-a'), /operator: got Near/],
    ['another scheduler', { schedulerName: 'mine' }, /schedulerName: got mine/],
    [
      'a pod beside others',
      { affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: HOST }] } } },
      /podAffinity: got a required term/,
    ],
    [
      'namespaces of others',
      {
        affinity: {
          podAntiAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: [
              { topologyKey: HOST, labelSelector: {}, namespaces: ['a'] },
            ],
          },
        },
      },
      /namespaces: got a, want the namespace of the pod/,
    ],
    [
      'namespaces by label',
      {
        affinity: {
          podAntiAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: [
              { topologyKey: HOST, labelSelector: {}, namespaceSelector: { matchLabels: { a: 'b' } } },
            ],
          },
        },
      },
      /namespaceSelector: got/,
    ],
    [
      'a host for it',
      { nodeSelector: { disk: 'fast' } },
      /hosts: got none of 27 for .*disk.*, want a host that can take the pod/,
    ],
  ])('%s is an error that names it', (_, spec, want) => {
    expect(() => place(spec)).toThrow(want);
  });
});

it('takes no more than a moment for a thousand hosts', () => {
  const many = Array.from({ length: 40 }, (_, part) =>
    bank.hosts.map((host): Host => ({ ...host, name: `${host.name}-${part}` })),
  ).flat();
  const spec = {
    tolerations: [any],
    affinity: {
      podAntiAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: HOST, labelSelector: { matchLabels: LABELS } }],
      },
    },
  };
  const start = performance.now();
  expect(placed(pod(spec), many, 5).hosts).toHaveLength(many.length);
  expect(performance.now() - start).toBeLessThan(500);
});
