import { Duration } from 'cdk8s';
import type { Alert } from '../../../core';
import { NAMESPACE } from '../../rook/namespace';
import type { Side } from '../side';
import type { Protection } from '../volumes/protected';
import { COPY } from './alerts';

/** Raised while fewer volumes are mirrored than are protected. */
export const VOLUMES_MISSING = 'CephMirrorVolumesMissing';
/** Raised for a claim that nobody protects. */
export const UNPROTECTED = 'CephMirrorClaimUnprotected';

/** Alerts of volumes: of those that do not arrive where they are received, of those that nobody sends where they are written to. */
export function volumeAlerts({ sends, mirrored, volumes }: Side): readonly Alert[] {
  if (sends)
    return [
      unprotected(
        mirrored.pools.map(({ storageClass }) => storageClass.storageClassName),
        volumes.protections,
      ),
    ];
  return volumes.count === 0 ? [] : [missing(volumes.count)];
}

function missing(count: number): Alert {
  return {
    name: VOLUMES_MISSING,
    expression: `(count(count by (pool, image) (${COPY})) or vector(0)) < ${count}`,
    for: Duration.minutes(30),
    severity: 'critical',
    summary: `{{ $value }} volumes are mirrored to here, of ${count} that are protected`,
    mend:
      'Was the storage joined, as the plans of both environments say? Then: `kubectl get cephblockpools ' +
      `--namespace=${NAMESPACE} --output=jsonpath='{.items[*].status.mirroringStatus.summary}'\` on both sides.`,
  };
}

/** Labels of kube_persistentvolumeclaim_info: kubernetes/kube-state-metrics docs/metrics/storage/persistentvolumeclaim-metrics.md. */
function unprotected(classes: readonly string[], protections: readonly Protection[]): Alert {
  const info = (...labels: readonly string[]) => `kube_persistentvolumeclaim_info{${labels.join(', ')}}`;
  const known = [...new Set(protections.map(({ namespace }) => namespace))].map((namespace) => {
    const own = protections.filter((protection) => protection.namespace === namespace);
    // Which claims bear the labels of a group, the metric does not tell.
    const all = own.some(({ claims }) => claims.length === 0);
    const names = own.flatMap(({ claims }) => claims);
    return info(
      `namespace="${namespace}"`,
      ...(all ? [] : [`persistentvolumeclaim=~"${names.map(quoted).join('|')}"`]),
    );
  });
  return {
    name: UNPROTECTED,
    expression:
      info(`storageclass=~"${classes.join('|')}"`) +
      known.map((claims) => ` unless on (namespace, persistentvolumeclaim) ${claims}`).join(''),
    for: Duration.hours(1),
    severity: 'warning',
    summary:
      'The claim {{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }} of a mirrored class is not mirrored: it would be lost with the city',
    mend: 'Name it to the mirror (`mirror.protect({ namespace, claims })`), or give it a class of a pool with `mirrored: false`.',
  };
}

/** A dot of a name is no wildcard. */
function quoted(name: string): string {
  return name.replaceAll('.', '[.]');
}
