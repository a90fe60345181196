import type { Tree, Value } from '../../lib/values';
import { annotation, at, count, list, namespaceOf, text } from '../object';
import { progress, type Progress, type Readiness } from './readiness';

/** Source: await/deployment.go. Claims of its pods need no look of their own: without them no pod is ready. */
export const deployment: Readiness = async (live, { cluster }) => {
  const revision = annotation(live, revisionAnnotation);
  if (!isObserved(live) || !revision) return progress(false, 'Waiting for the Deployment controller');
  const available = isTrue(live, 'Available');
  const rolledOut =
    isTrue(live, 'Progressing') && condition(live, 'Progressing', 'reason') === 'NewReplicaSetAvailable';
  // The first revision is created, not rolled out.
  if (!available || (revision !== '1' && !rolledOut)) return progress(false, messageOf(live, 'Available'));
  const sets = await cluster.look(`/apis/apps/v1/namespaces/${namespaceOf(live)}/replicasets`);
  const current = list(sets, 'items').find((each) => isOwnedBy(each, live) && revisionOf(each) === revision);
  const [ready, wanted] = [count(current, 'status', 'readyReplicas'), count(current, 'spec', 'replicas')];
  const message = `Waiting for app ReplicaSet to be available (${ready}/${wanted} Pods available)`;
  return progress(current !== undefined && ready >= wanted, message);
};

/** Source: await/statefulset.go. */
export const statefulSet: Readiness = (live) => {
  const replicas = count(live, 'spec', 'replicas');
  const status = (name: string) => count(live, 'status', name);
  const ready = `(${status('readyReplicas')}/${replicas} Pods ready)`;
  if (!isObserved(live)) return progress(false, `[1/2] Waiting for StatefulSet to create Pods ${ready}`);
  const there = status('replicas') === replicas && status('readyReplicas') === replicas;
  const onDelete = text(live, 'spec', 'updateStrategy', 'type') === 'OnDelete';
  if (onDelete && count(live, 'metadata', 'generation') > 1) return progress(there, ready);
  const revision = text(live, 'status', 'currentRevision');
  if (revision === '' || revision !== text(live, 'status', 'updateRevision')) {
    return progress(false, '[2/3] Waiting for StatefulSet to update .status.currentRevision');
  }
  return progress(there && status('currentReplicas') === replicas, `Waiting for StatefulSet ${ready}`);
};

/** Source: await/daemonset.go, and cli-utils pkg/kstatus/status/core.go, daemonsetConditions. */
export const daemonSet: Readiness = (live) => {
  const status = (name: string) => count(live, 'status', name);
  const wanted = at(live, 'status', 'desiredNumberScheduled');
  if (!isObserved(live) || typeof wanted !== 'number') return progress(false, 'Waiting for the DaemonSet controller');
  const reached = ['currentNumberScheduled', 'updatedNumberScheduled', 'numberAvailable', 'numberReady'];
  const short = reached.find((name) => status(name) < wanted);
  return progress(!short, short ? `${short}: ${status(short)}/${wanted}` : `Replicas: ${wanted}`);
};

/** Source: await/job.go and checker/job/check.go. */
export const job: Readiness = (live) => {
  const status = (name: string) => count(live, 'status', name);
  const counts = `(Active: ${status('active')} | Succeeded: ${status('succeeded')} | Failed: ${status('failed')})`;
  const message = `Waiting for Job "${text(live, 'metadata', 'name')}" to succeed ${counts}`;
  const reason = condition(live, 'Failed', 'reason');
  if (isTrue(live, 'Failed') && ['BackoffLimitExceeded', 'DeadlineExceeded'].includes(reason)) {
    return { ready: false, message, failure: `[${reason}] ${condition(live, 'Failed', 'message')}` };
  }
  return progress(text(live, 'status', 'startTime') !== '' && isTrue(live, 'Complete'), message);
};

/** Source: await/pod.go and checker/pod/check.go. */
export const pod: Readiness = (live) => {
  const done = text(live, 'status', 'phase') === 'Succeeded';
  const missing = ['PodScheduled', 'Initialized', 'Ready'].find(
    (type) => !isTrue(live, type) && !(done && type === 'Ready'),
  );
  return missing === undefined ? progress(true, 'Ready') : progress(false, messageOf(live, missing));
};

const revisionAnnotation = 'deployment.kubernetes.io/revision';
const revisionOf = (each: Value): string => text(each, 'metadata', 'annotations', revisionAnnotation);

const isObserved = (live: Tree): boolean =>
  count(live, 'status', 'observedGeneration') >= count(live, 'metadata', 'generation');

const isOwnedBy = (each: Value, owner: Tree): boolean =>
  list(each, 'metadata', 'ownerReferences').some(
    (reference) => text(reference, 'uid') === text(owner, 'metadata', 'uid'),
  );

function condition(live: Tree, type: string, field: string): string {
  return text(
    list(live, 'status', 'conditions').find((each) => text(each, 'type') === type),
    field,
  );
}

const isTrue = (live: Tree, type: string): boolean => condition(live, type, 'status') === 'True';

const messageOf = (live: Tree, type: string): Progress['message'] =>
  `[${condition(live, type, 'reason') || `no ${type} yet`}] ${condition(live, type, 'message')}`;
