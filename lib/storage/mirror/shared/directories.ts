import { Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { type Component, Condition, CronJob, image } from '../../../core';
import { CephClient } from '../../../kinds';
import { NAMESPACE } from '../../rook/namespace';
import { FILESYSTEM } from '../../rook/pools/shared';
import { spelled } from '../schedule';
import { DIRECTORIES as NAME, KEPT, SHARED_INTERVAL } from './times';

/** A volume is mirrored from the next run on: until then it has nothing that would be missed for long. */
const SCHEDULE = '*/10 * * * *';

/**
 * Has every volume of the shared file system mirrored: each is a directory that Ceph must be told of, with a schedule of its
 * own, and volumes come and go. Rook knows schedules for paths that are written down beforehand only.
 */
export function mirrorDirectories(component: Component): void {
  component.expects('kube-state-metrics, scraped by Prometheus: whether new volumes are mirrored stands there');
  const user = new CephClient(component, 'directories-user', {
    metadata: { name: NAME, namespace: NAMESPACE },
    // Commands of the modules `volumes`, `mirroring` and `snap_schedule`, which run in the manager.
    spec: { caps: { mon: 'allow r', mgr: 'allow rw' } },
  });
  component.ready(user, Condition.jsonPath('{.status.phase}', 'Ready'));
  new CronJob(component, 'directories', {
    name: NAME,
    namespace: NAMESPACE,
    schedule: SCHEDULE,
    deadline: Duration.minutes(9),
    retries: 0,
    // OpenShift grants the user of the pod to the accounts of Rook only.
    serviceAccount: component.environment?.distribution.name === 'openshift' ? 'rook-ceph-default' : undefined,
    containers: [
      {
        name: 'ceph',
        image: image('ceph'),
        command: ['bash', '-c', SCRIPT],
        env: [
          { name: 'MONITORS', valueFrom: { secretKeyRef: { name: 'rook-ceph-config', key: 'mon_host' } } },
          { name: 'KEY', valueFrom: { secretKeyRef: { name: `rook-ceph-client-${NAME}`, key: 'userKey' } } },
        ],
        mounts: [{ name: 'work', mountPath: '/tmp' }],
        cpu: Cpu.millis(100),
        memory: Size.mebibytes(256),
      },
    ],
    volumes: [{ name: 'work', emptyDir: { medium: 'Memory' } }],
  });
}

/**
 * Asks once what is there, and calls only for what is missing or gone: each call waits for the manager. What the list of
 * schedules shows in another way is added once more, and that is no fault. A volume whose deletion has begun is not listed.
 * Commands and their answers: ceph doc/cephfs/{cephfs-mirroring,snap-schedule,fs-volumes}.rst and src/pybind/mgr/snap_schedule/
 * {module,fs/schedule}.py@v20.2.0.
 */
const SCRIPT = `set -euo pipefail
printf '[client.${NAME}]\\n  key = %s\\n' "$KEY" > /tmp/keyring
ask() { timeout 60 ceph --mon-host "$MONITORS" --id ${NAME} --keyring /tmp/keyring "$@"; }
once() {
  if answer=$(ask "$@" 2>&1); then return; fi
  case "$*: $answer" in *EEXIST*|*'already present'*|*'already tracked'*|*' remove '*ENOENT*) ;; *) echo "$*: $answer" >&2; return 1 ;; esac
}
ask fs subvolume ls ${FILESYSTEM} csi --format=json > /tmp/volumes.json
ask fs snapshot mirror ls ${FILESYSTEM} > /tmp/mirrored.json
ask fs snap-schedule list /volumes/csi --recursive --fs ${FILESYSTEM} > /tmp/scheduled || : > /tmp/scheduled
python3 - > /tmp/calls <<'END'
import json
read = lambda name: json.load(open('/tmp/' + name))
volumes = {'/volumes/csi/' + each['name'] for each in read('volumes.json')}
mirrored = {path for path in read('mirrored.json') if path.startswith('/volumes/csi/')}
scheduled = dict(line.rstrip().split(' ', 1) for line in open('/tmp/scheduled') if line.startswith('/volumes/csi/') and ' ' in line.rstrip())
for path in sorted(volumes):
    if scheduled.get(path) != '${spelled(SHARED_INTERVAL)} ${KEPT}n':
        print('fs snap-schedule add', path, '${spelled(SHARED_INTERVAL)} --fs ${FILESYSTEM}')
        print('fs snap-schedule retention add', path, 'n ${KEPT} --fs ${FILESYSTEM}')
    if path not in mirrored:
        print('fs snapshot mirror add ${FILESYSTEM}', path)
for path in sorted(mirrored - volumes):
    print('fs snapshot mirror remove ${FILESYSTEM}', path)
for path in sorted(set(scheduled) - volumes):
    print('fs snap-schedule remove', path, '--fs ${FILESYSTEM}')
END
failed=0
while read -r -a call; do once "\${call[@]}" < /dev/null || failed=1; done < /tmp/calls
exit $failed
`;
