import { isTree } from '../../lib/values';
import { same } from '../diff/merge-patch';
import { at, text } from '../object';
import { progress, type Readiness } from './readiness';

// Source of all here: await/awaiters.go.

export const persistentVolume: Readiness = (live) => {
  const phase = text(live, 'status', 'phase');
  return progress(phase === 'Available' || phase === 'Bound', `Persistent volume is ${phase || 'new'}`);
};

/** A claim of a class that binds late is ready while it waits for its first pod. */
export const persistentVolumeClaim: Readiness = async (live, { cluster, before }) => {
  const phase = text(live, 'status', 'phase');
  const name = text(live, 'spec', 'storageClassName');
  const message = `Persistent volume claim is ${phase || 'new'}`;
  if (phase === 'Bound' && before) return progress(true, message);
  const storageClass = name ? await cluster.look(`/apis/storage.k8s.io/v1/storageclasses/${name}`) : undefined;
  const late = text(storageClass, 'volumeBindingMode') === 'WaitForFirstConsumer';
  return progress(phase === (late ? 'Pending' : 'Bound'), message);
};

export const replicationController: Readiness = (live) =>
  progress(
    at(live, 'spec', 'replicas') === at(live, 'status', 'availableReplicas'),
    'Waiting for replicas to be scheduled',
  );

export const resourceQuota: Readiness = (live) =>
  progress(same(at(live, 'spec', 'hard'), at(live, 'status', 'hard')), 'Waiting for the quota to be counted');

/** Only a token is filled in by a controller. */
export const secret: Readiness = (live) => {
  const data = at(live, 'data');
  const filled = data !== undefined && isTree(data) && Object.keys(data).length > 0;
  return progress(live['type'] !== 'kubernetes.io/service-account-token' || filled, 'Waiting for the token');
};
