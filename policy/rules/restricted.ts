import { at, type Fields, fieldsOf, listOf, step, UNKNOWN } from '../resource/fields';
import { containers, type FoundContainer, type FoundPod } from '../resource/pods';

/** Something that pod security `restricted` does not admit. */
export interface Privilege {
  readonly at: string;
  readonly got: string;
  readonly want: string;
}

/** Volumes that `restricted` admits. */
const VOLUMES = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'persistentVolumeClaim',
  'projected',
  'secret',
];
const SECCOMP = ['RuntimeDefault', 'Localhost'];
const SELINUX = ['container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t'];

/**
 * What a pod asks for beyond pod security `restricted`. Of a pod that an operator completes, only what is said counts.
 * Source: Kubernetes documentation, "Pod Security Standards", for 1.34.
 */
export function privileges(pod: FoundPod): readonly Privilege[] {
  return [...ofPod(pod), ...containers(pod).flatMap((container) => ofContainer(pod, container))];
}

function ofPod({ spec, path, merged }: FoundPod): readonly Privilege[] {
  const security = fieldsOf(spec['securityContext']);
  const said = (field: string) => step(path, field);
  return [
    ...['hostNetwork', 'hostPID', 'hostIPC']
      .filter((field) => spec[field] === true)
      .map((field) => ({ at: said(field), got: 'true', want: 'nothing of the host' })),
    ...volumes(spec['volumes'], said('volumes')),
    ...shared(security, said('securityContext')),
    ...(security['sysctls'] === undefined || merged || listOf(security['sysctls']).length === 0
      ? []
      : [{ at: said('securityContext.sysctls'), got: 'kernel parameters', want: 'none' }]),
  ];
}

function volumes(list: unknown, path: string): readonly Privilege[] {
  return listOf(list).flatMap((volume, index) =>
    Object.keys(volume)
      .filter((field) => field !== 'name' && !VOLUMES.includes(field))
      .map((field) => ({
        at: step(step(path, index), field),
        got: text(at(volume, `${field}.path`) ?? field),
        want: 'a volume that is not of the host',
      })),
  );
}

function ofContainer({ spec, merged }: FoundPod, { container, path }: FoundContainer): readonly Privilege[] {
  const security = fieldsOf(container['securityContext']);
  const place = step(path, 'securityContext');
  return [
    ...(security['privileged'] === true ? [{ at: `${place}.privileged`, got: 'true', want: 'false' }] : []),
    ...shared(security, place),
    ...listOf(container['ports']).flatMap(({ hostPort }, index) =>
      typeof hostPort === 'number' && hostPort > 0
        ? [{ at: `${step(step(path, 'ports'), index)}.hostPort`, got: text(hostPort), want: 'a port of the pod' }]
        : [],
    ),
    ...added(security, place),
    ...(merged ? [] : omitted(security, fieldsOf(spec['securityContext']), place)),
  ];
}

/** What is refused where it is said, on a pod and on a container. */
function shared(security: Fields, place: string): readonly Privilege[] {
  const refused: readonly (readonly [field: string, isRefused: (value: unknown) => boolean, want: string])[] = [
    ['runAsUser', (value) => value === 0, 'a user that is not root'],
    ['runAsNonRoot', (value) => value === false, 'true'],
    ['seccompProfile.type', (value) => value === 'Unconfined', 'RuntimeDefault'],
    ['appArmorProfile.type', (value) => value === 'Unconfined', 'RuntimeDefault'],
    ['procMount', (value) => typeof value === 'string' && value !== 'Default', 'Default'],
    [
      'seLinuxOptions.type',
      (value) => typeof value === 'string' && value !== '' && !SELINUX.includes(value),
      SELINUX[0]!,
    ],
  ];
  return refused
    .filter(([field, isRefused]) => isRefused(at(security, field)))
    .map(([field, , want]) => ({ at: `${place}.${field}`, got: text(at(security, field)), want }));
}

function added(security: Fields, place: string): readonly Privilege[] {
  const list = at(security, 'capabilities.add');
  const beyond = (Array.isArray(list) ? list : []).filter((capability) => capability !== 'NET_BIND_SERVICE');
  if (beyond.length === 0) return [];
  return [{ at: `${place}.capabilities.add`, got: beyond.map(text).join(', '), want: 'none, or NET_BIND_SERVICE' }];
}

/** What must be said, by the container or by its pod. */
function omitted(own: Fields, pod: Fields, place: string): readonly Privilege[] {
  const drop = at(own, 'capabilities.drop');
  const drops = drop === UNKNOWN || (Array.isArray(drop) && drop.includes('ALL'));
  const seccomp = at(own, 'seccompProfile.type') ?? at(pod, 'seccompProfile.type');
  const nonRoot = own['runAsNonRoot'] ?? pod['runAsNonRoot'];
  const escalates = own['allowPrivilegeEscalation'];
  return [
    ...(escalates === false || escalates === UNKNOWN
      ? []
      : [{ at: `${place}.allowPrivilegeEscalation`, got: text(escalates), want: 'false' }]),
    ...(drops ? [] : [{ at: `${place}.capabilities.drop`, got: text(drop), want: 'ALL' }]),
    ...(seccomp === undefined
      ? [{ at: `${place}.seccompProfile.type`, got: 'nothing', want: SECCOMP.join(' or ') }]
      : []),
    ...(nonRoot === undefined ? [{ at: `${place}.runAsNonRoot`, got: 'nothing', want: 'true' }] : []),
  ];
}

function text(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  return typeof value === 'string' ? value : typeof value === 'symbol' ? 'something unknown' : JSON.stringify(value);
}
