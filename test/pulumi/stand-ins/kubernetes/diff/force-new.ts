import { isTree, type Tree, type Value } from '../../lib/values';
import { kindOf } from '../kind';

/** Which kinds may be changed in place although the plugin would replace them. */
export interface Mutability {
  readonly configMaps: boolean;
  readonly secrets: boolean;
}

/** A way through an object: names of fields, and places in lists. */
export type Path = readonly (string | number)[];

/** Fields whose change makes a new object. Source of all tables here: provider/diff.go, forceNew. */
export function forceNewFields(object: Tree, mutable: Mutability): readonly string[] {
  const { apiVersion, kind } = kindOf(object);
  const immutable = object['immutable'] === true;
  const key = `${apiVersion} ${kind}`;
  if (key === 'v1 Secret' && (!mutable.secrets || immutable)) return [...identity, 'type', 'stringData', 'data'];
  if (key === 'v1 ConfigMap' && (!mutable.configMaps || immutable)) return [...identity, 'binaryData', 'data'];
  return [...identity, ...(byKind[key] ?? [])];
}

/** An object of another name is another object. */
export const identity: readonly string[] = ['metadata.name', 'metadata.namespace'];

/** Whether a change of `path` to `value` touches one of the fields (openapi/openapi.go, PatchPropertiesChanged). */
export const touches = (path: Path, value: Value, fields: readonly string[]): boolean =>
  fields.some((field) => reaches(field.split('.'), path, value));

/** Whether the field lies on the changed path, or inside the new value. */
function reaches([field, ...rest]: readonly string[], path: Path, value: Value): boolean {
  if (field === undefined) return true;
  const [step, ...further] = path;
  if (step === undefined) return liesIn(field, rest, value);
  if (field !== '[*]') return step === field && reaches(rest, further, value);
  return typeof step === 'number' && reaches(rest, further, value);
}

function liesIn(field: string, rest: readonly string[], value: Value): boolean {
  if (field === '[*]') return Array.isArray(value) && value.some((each) => reaches(rest, [], each));
  const inner = isTree(value) ? value[field] : undefined;
  return inner !== undefined && inner !== null && reaches(rest, [], inner);
}

const of = (parent: string, names: string): string[] => names.split(' ').map((name) => `${parent}.${name}`);

const volumes =
  'awsElasticBlockStore azureDisk azureFile cephfs cinder csi fc flexVolume flocker gcePersistentDisk glusterfs hostPath ' +
  'iscsi local nfs photonPersistentDisk portworxVolume quobyte rbd scaleIO storageos vsphereVolume';
const podFields =
  'affinity automountServiceAccountToken dnsConfig dnsPolicy enableServiceLinks hostAliases hostIPC hostNetwork hostPID ' +
  'hostname imagePullSecrets nodeName nodeSelector overhead preemptionPolicy priority priorityClassName readinessGates ' +
  'restartPolicy runtimeClassName schedulerName securityContext serviceAccount serviceAccountName ' +
  'shareProcessNamespace subdomain terminationGracePeriodSeconds volumes';
const containerFields =
  'args command env image imagePullPolicy lifecycle livenessProbe ports readinessProbe resources securityContext stdin ' +
  'stdinOnce terminationMessagePath terminationMessagePolicy tty volumeDevices volumeMounts workingDir';

const byKind: Readonly<Record<string, readonly string[]>> = {
  'apps/v1 DaemonSet': ['spec.selector'],
  'apps/v1 Deployment': ['spec.selector'],
  'apps/v1 StatefulSet': of(
    'spec',
    'podManagementPolicy revisionHistoryLimit selector serviceName volumeClaimTemplates',
  ),
  'batch/v1 Job': of('spec', 'completions parallelism selector template'),
  'policy/v1beta1 PodDisruptionBudget': ['spec'],
  'rbac.authorization.k8s.io/v1 ClusterRoleBinding': ['roleRef'],
  'rbac.authorization.k8s.io/v1 RoleBinding': ['roleRef'],
  'storage.k8s.io/v1 StorageClass': ['parameters', 'provisioner'],
  'v1 PersistentVolume': of('spec', volumes),
  'v1 PersistentVolumeClaim': of('spec', 'accessModes selector storageClassName volumeName'),
  'v1 Pod': [
    ...of('spec', podFields),
    ...of('spec.containers.[*]', containerFields),
    ...of('spec.initContainers.[*]', containerFields),
  ],
  'v1 ResourceQuota': ['spec.scopes'],
  'v1 Secret': ['type'],
  'v1 Service': ['spec.clusterIP'],
};
