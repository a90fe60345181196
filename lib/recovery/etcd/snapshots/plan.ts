import { type Duration, SizeRoundingBehavior } from 'cdk8s';
import { type PlanStep, VERSIONS } from '../../../core';
import { ENCRYPTION_KEYS, ETCD_QUOTA } from '../../../hosts';
import { SNAPSHOTS, type Store } from './store';

/** What must exist for snapshots to be made, and for one to be worth anything later. */
export function prerequisites({ bucket, endpoint, folder }: Store, place: string): readonly string[] {
  const free = 2 * ETCD_QUOTA.toGibibytes({ rounding: SizeRoundingBehavior.NONE }) + 2;
  return [
    `bucket ${bucket} at ${endpoint} in ${place}, with versions kept for as long as snapshots are: the key of the cluster ` +
      'may delete, and whoever takes over a master has it',
    'the same bucket encrypted at rest, and readable for few: snapshots hold everything that the cluster knows but what ' +
      'its Secrets say, which is encrypted before etcd has it',
    `what a snapshot is worth nothing without, from a master of ${folder}, in a safe of its own and never beside the ` +
      `snapshots: /etc/kubernetes/pki (ca, front-proxy-ca, etcd/ca, sa), and ${ENCRYPTION_KEYS}, without which no Secret ` +
      'can be read again, or access to the key service that takes its place. What changes is added to the safe, and ' +
      'overwrites nothing there: an earlier key stays for as long as any snapshot from its time',
    `etcdctl and etcdutl ${VERSIONS.etcd.version} in the search path of every master, for the restore: kubeadm brings ` +
      'them in its image only',
    'crictl and kubectl in the search path of every master, for the restore',
    'rclone, ssh and kubectl on the machine of the administrator, for the restore',
    `${free} GiB free below /var/lib/kubelet on every master, for a snapshot and its trial`,
  ];
}

/** A run outside of the schedule, named like those of the schedule, so that its snapshot sorts among theirs. */
export function snapshotAtOnce(namespace: string, deadline: Duration): PlanStep {
  const job = `"job/$job" --namespace=${namespace}`;
  return {
    title: 'Take a snapshot of etcd at once: after the installation, and before an upgrade',
    when: 'later',
    commands: [
      `job=${SNAPSHOTS}-$(($(date +%s) / 60))`,
      `kubectl create job "$job" --from=cronjob/${SNAPSHOTS} --namespace=${namespace}`,
      '# Its first condition says that it ends, and how; what comes second is that it has ended.',
      `kubectl wait --for=jsonpath='{.status.conditions[0].type}' ${job} --timeout=${deadline.toSeconds()}s`,
      `kubectl wait --for=condition=Complete ${job} --timeout=10s || { kubectl describe ${job}; false; }`,
    ],
  };
}
