import type { Tree } from '../../lib/values';
import { kindOf } from '../kind';
import { persistentVolume, persistentVolumeClaim, replicationController, resourceQuota, secret } from './others';
import type { Readiness } from './readiness';
import { ingress, service, serviceAtLast } from './services';
import { daemonSet, deployment, job, pod, statefulSet } from './workloads';

/** How a kind is waited for where the program does not say it. */
export interface Awaiter {
  readonly readiness: Readiness;
  /** Seconds, whatever the resource's own limit is; undefined where that counts. */
  readonly limit?: number;
  /** Whether a refresh asks too, and records what is not ready as failed. */
  readonly onRead?: boolean;
  /** Asked once more when time is up. */
  readonly atLast?: Readiness;
}

/** Source: await/awaiters.go, where the limits stand too. Kinds that are missing here are ready when they are there. */
export const awaiterOf = (object: Tree): Awaiter | undefined => {
  const { apiVersion, kind } = kindOf(object);
  return awaiters[`${apiVersion} ${kind}`];
};

const awaiters: Readonly<Record<string, Awaiter>> = {
  'apps/v1 DaemonSet': { readiness: daemonSet, onRead: true },
  'apps/v1 Deployment': { readiness: deployment, onRead: true },
  'apps/v1 StatefulSet': { readiness: statefulSet, onRead: true },
  'batch/v1 Job': { readiness: job, onRead: true },
  'networking.k8s.io/v1 Ingress': { readiness: ingress, onRead: true },
  'v1 PersistentVolume': { readiness: persistentVolume, limit: 300 },
  'v1 PersistentVolumeClaim': { readiness: persistentVolumeClaim, limit: 300 },
  'v1 Pod': { readiness: pod, onRead: true },
  'v1 ReplicationController': { readiness: replicationController, limit: 600 },
  'v1 ResourceQuota': { readiness: resourceQuota, limit: 60 },
  'v1 Secret': { readiness: secret, limit: 5 },
  'v1 Service': { readiness: service, onRead: true, atLast: serviceAtLast },
};
