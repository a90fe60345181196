import { type Duration, type Size, SizeRoundingBehavior } from 'cdk8s';
import { type PlanStep, VERSIONS } from '../../../core';
import { SNAPSHOTS, type Store } from './store';

/** What must exist for snapshots to be made, and for one to be worth anything later. */
export function prerequisites({ bucket, endpoint, folder }: Store, place: string, quota: Size): readonly string[] {
  const free = 2 * quota.toGibibytes({ rounding: SizeRoundingBehavior.NONE }) + 2;
  return [
    `bucket ${bucket} at ${endpoint} in ${place}, with versions kept for as long as snapshots are: the key of the cluster ` +
      'may delete, and whoever takes over a master has it',
    `what a snapshot cannot be read without, from a master of ${folder} and in a safe of its own, anew whenever it ` +
      'changes: /etc/kubernetes/pki (ca, front-proxy-ca, etcd/ca, sa) and the keys of the API server for encryption at rest',
    `etcdctl and etcdutl ${VERSIONS.etcd.version} in the search path of every master, for the restore: kubeadm brings ` +
      'them in its image only',
    `${free} GiB free below /var/lib/kubelet on every master, for a snapshot and its trial`,
  ];
}

/** A run outside of the schedule, named like those of the schedule, so that its snapshot sorts among theirs. */
export function snapshotAtOnce(namespace: string, run: Duration): PlanStep {
  return {
    title: 'Take a snapshot of etcd at once: after the installation, and before an upgrade',
    when: 'later',
    commands: [
      `job=${SNAPSHOTS}-$(($(date +%s) / 60))`,
      `kubectl create job "$job" --from=cronjob/${SNAPSHOTS} --namespace=${namespace}`,
      `kubectl wait --for=condition=Complete "job/$job" --namespace=${namespace} --timeout=${run.toSeconds()}s`,
    ],
  };
}
