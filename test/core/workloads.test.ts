import { App, Chart, Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import {
  CronJob,
  DaemonSet,
  Deployment,
  type DeploymentProps,
  image,
  Job,
  type PodProps,
  quantity,
  StatefulSet,
} from 'tripod-iac';
import { environment } from '../support/bank';
import { type Loose, object, objects } from '../support/objects';
import { type Part, partOf } from '../support/part';

const container = { name: 'main', image: image('rclone'), cpu: Cpu.millis(100), memory: Size.mebibytes(256) };
const NAMED = { name: 'app', namespace: 'default', containers: [container] };

type Make = (part: Part, pod?: Partial<PodProps>) => unknown;
const WORKLOADS: [string, Make][] = [
  ['Deployment', (part, pod) => new Deployment(part, 'w', { ...NAMED, ...pod })],
  ['StatefulSet', (part, pod) => new StatefulSet(part, 'w', { ...NAMED, serviceName: 'app', ...pod })],
  ['DaemonSet', (part, pod) => new DaemonSet(part, 'w', { ...NAMED, ...pod })],
  ['Job', (part, pod) => new Job(part, 'w', { ...NAMED, deadline: Duration.minutes(5), ...pod })],
  [
    'CronJob',
    (part, pod) => new CronJob(part, 'w', { ...NAMED, deadline: Duration.minutes(5), schedule: '0 * * * *', ...pod }),
  ],
];

const made = (make: Make, pod: Partial<PodProps> = {}): Part => {
  const part = partOf(environment());
  make(part, pod);
  return part;
};
const templateOf = (part: Part, kind: string): Loose => {
  const { spec } = object(part, kind);
  return (spec.jobTemplate?.spec ?? spec).template;
};
const deployment = (props: Partial<DeploymentProps>): Part => {
  const part = partOf(environment());
  new Deployment(part, 'w', { ...NAMED, ...props });
  return part;
};

describe.each(WORKLOADS)('a %s', (kind, make) => {
  it('is admitted into a restricted namespace as it stands', () => {
    const { spec } = templateOf(made(make), kind);
    expect(spec.securityContext).toMatchObject({
      runAsNonRoot: true,
      runAsUser: 65532,
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(spec.automountServiceAccountToken).toBe(false);
    expect(spec.hostNetwork).toBeUndefined();
    for (const { securityContext } of spec.containers) {
      expect(securityContext).toEqual({
        allowPrivilegeEscalation: false,
        privileged: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
    }
  });

  it('requests and limits cpu and memory in every container', () => {
    const initContainers = [{ ...container, name: 'first', cpu: Cpu.units(1.5), cpuLimit: Cpu.units(2) }];
    const { spec } = templateOf(made(make, { initContainers }), kind);
    expect([...spec.initContainers, ...spec.containers].map(({ resources }: Loose) => resources)).toEqual([
      { requests: { cpu: '1.5', memory: '256Mi' }, limits: { cpu: '2', memory: '256Mi' } },
      { requests: { cpu: '100m', memory: '256Mi' }, limits: { cpu: '200m', memory: '256Mi' } },
    ]);
  });

  it('says on the pod what it may do beyond, and why', () => {
    const privilege = { reason: 'reads the host', hostNetwork: true, root: true, capabilities: ['NET_ADMIN'] };
    const { metadata, spec } = templateOf(made(make, { privilege }), kind);
    expect(metadata.annotations).toEqual({ 'tripod/privilege-reason': 'reads the host' });
    expect(spec).toMatchObject({
      hostNetwork: true,
      dnsPolicy: 'ClusterFirstWithHostNet',
      securityContext: { runAsNonRoot: false, runAsUser: 0 },
    });
    expect(spec.containers[0].securityContext.capabilities).toEqual({ drop: ['ALL'], add: ['NET_ADMIN'] });
  });

  it('may do nothing beyond without a reason', () => {
    expect(() => made(make, { privilege: { reason: ' ', root: true } })).toThrow(
      /app {2}privilege\.reason: got .*want why the pod needs more than `restricted`/,
    );
  });

  it('runs on the hosts of a role', () => {
    const { spec } = templateOf(made(make, { on: 'edge' }), kind);
    expect(spec.nodeSelector).toEqual({ 'tripod/edge': '' });
    expect(spec.tolerations).toEqual([{ key: 'tripod/edge', operator: 'Exists', effect: 'NoSchedule' }]);
  });

  it('carries labels that do not depend on its place', () => {
    expect(templateOf(made(make), kind).metadata.labels).toEqual({
      'app.kubernetes.io/name': 'app',
      'app.kubernetes.io/managed-by': 'tripod',
    });
  });
});

describe('replicas', () => {
  it('have a disruption budget where there is more than one', () => {
    expect(objects(deployment({})).map(({ kind }) => kind)).toEqual(['Deployment']);
    expect(objects(deployment({ replicas: 1 })).map(({ kind }) => kind)).toEqual(['Deployment']);
    expect(object(deployment({ replicas: 2 }), 'PodDisruptionBudget', 'app').spec).toEqual({
      maxUnavailable: 1,
      selector: { matchLabels: { 'app.kubernetes.io/name': 'app' } },
    });
  });

  it('are spread over sites and hosts where there is more than one', () => {
    const spread = (part: Part) => templateOf(part, 'Deployment').spec.topologySpreadConstraints;
    expect(spread(deployment({}))).toBeUndefined();
    expect(spread(deployment({ replicas: 2 })).map(({ topologyKey }: Loose) => topologyKey)).toEqual([
      'topology.kubernetes.io/zone',
      'kubernetes.io/hostname',
    ]);
    expect(spread(deployment({ replicas: 2, spread: ['rack'] })).map(({ topologyKey }: Loose) => topologyKey)).toEqual([
      'topology.rook.io/rack',
    ]);
  });
});

it.each<[string, DeploymentProps['replicas'], Partial<DeploymentProps>, 'DoNotSchedule' | 'ScheduleAnyway']>([
  ['strictly where every site has a host for each', 4, {}, 'DoNotSchedule'],
  ['as a wish where a site has fewer', 5, {}, 'ScheduleAnyway'],
  ['among the hosts of their role', 3, { on: 'edge' }, 'ScheduleAnyway'],
  ['where they may stand on every host', 3, { tolerations: [{ operator: 'Exists' }] }, 'DoNotSchedule'],
  ['as a wish where one such site has fewer', 4, { tolerations: [{ operator: 'Exists' }] }, 'ScheduleAnyway'],
])('replicas are kept apart over hosts %s', (_, replicas, props, want) => {
  const { topologySpreadConstraints } = templateOf(deployment({ replicas, ...props }), 'Deployment').spec;
  expect(topologySpreadConstraints[0].whenUnsatisfiable).toBe('DoNotSchedule');
  expect(topologySpreadConstraints[1].whenUnsatisfiable).toBe(want);
});

it('replicas in a plain App are kept apart over hosts as well as there is room', () => {
  const chart = new Chart(new App(), 'app');
  const { template } = new Deployment(chart, 'w', { ...NAMED, replicas: 2 });
  expect(template.spec?.topologySpreadConstraints?.map(({ whenUnsatisfiable }) => whenUnsatisfiable)).toEqual([
    'DoNotSchedule',
    'ScheduleAnyway',
  ]);
});

it('a component waits for its workloads, not for its jobs', () => {
  const waits = WORKLOADS.map(([kind, make]) => [kind, made(make).readiness.map(({ condition }) => condition.type)]);
  expect(Object.fromEntries(waits)).toEqual({
    Deployment: ['condition'],
    StatefulSet: ['rollout'],
    DaemonSet: ['rollout'],
    Job: [],
    CronJob: [],
  });
});

it('a job ends: by itself, by its deadline, or by its last retry', () => {
  const { spec } = object(made(WORKLOADS[4]![1]), 'CronJob');
  expect(spec).toMatchObject({ concurrencyPolicy: 'Forbid', timeZone: 'Etc/UTC', failedJobsHistoryLimit: 3 });
  expect(spec.jobTemplate.spec).toMatchObject({ activeDeadlineSeconds: 300, backoffLimit: 2 });
  expect(spec.jobTemplate.spec.template.spec.restartPolicy).toBe('Never');
});

it('volumes of a stateful set stay when it goes', () => {
  const part = partOf(environment());
  const claims = [{ name: 'data', size: Size.gibibytes(10), storageClassName: 'block' }];
  new StatefulSet(part, 'w', { ...NAMED, serviceName: 'app', claims });
  expect(object(part, 'StatefulSet').spec).toMatchObject({
    persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
    volumeClaimTemplates: [
      { metadata: { name: 'data' }, spec: { storageClassName: 'block', resources: { requests: { storage: '10Gi' } } } },
    ],
  });
});

it.each([
  [Size.mebibytes(512), '512Mi'],
  [Size.mebibytes(1536), '1536Mi'],
  [Size.gibibytes(2), '2Gi'],
  [Size.tebibytes(1), '1024Gi'],
])('Kubernetes spells %p as %s', (size, text) => {
  expect(quantity(size)).toBe(text);
});
