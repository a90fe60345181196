import { Size } from 'cdk8s';
import { Cpu, type k8s } from 'cdk8s-plus-27';
import { type ContainerProps, image } from '../../../core';
import { NAMESPACE, scheduleName } from '../operator/names';
import { RESTORED, scratchOf } from './names';
import { RELEASE_SCRIPT } from './release-script';

/** The Restore is called like the pod: every run, and every attempt, has one of its own. */
const POD_NAME: k8s.EnvVar = { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } };
const RESTORE = '$(POD_NAME)';

/** Both programs look for settings below HOME, and kubectl caches there. */
const HOME: k8s.EnvVar = { name: 'HOME', value: '/scratch' };

export const SCRATCH: k8s.Volume = { name: 'scratch', emptyDir: {} };
const MOUNT: k8s.VolumeMount = { name: SCRATCH.name, mountPath: '/scratch' };

/**
 * The steps of a rehearsal, one command each: whichever fails ends the run, and what was restored stays for whoever looks,
 * until the next run clears it.
 */
export function steps(environment: string, name: string, namespace: string): readonly ContainerProps[] {
  const scratch = scratchOf(name);
  const schedule = scheduleName(environment, name);
  return [
    release('release-leftovers', scratch),
    clear('clear-leftovers', scratch),
    // `--wait` ends well whatever became of it (velero pkg/cmd/cli/restore/create.go@v1.18.1), so the next step asks.
    container('restore', 'velero', [
      ...['/velero', 'restore', 'create', RESTORE, `--namespace=${NAMESPACE}`, `--from-schedule=${schedule}`],
      ...[`--include-namespaces=${namespace}`, `--namespace-mappings=${namespace}:${scratch}`],
      ...[`--include-resources=${RESTORED.join(',')}`, '--include-cluster-resources=false', '--wait'],
    ]),
    // Neither PartiallyFailed nor Failed: every object and every byte is there.
    kubectl('completed', NAMESPACE, [
      ...['wait', '--for=jsonpath={.status.phase}=Completed', '--timeout=30s'],
      `restores.velero.io/${RESTORE}`,
    ]),
    // Fails where there is none, too: a rehearsal of no data says nothing.
    kubectl('claims', scratch, [
      ...['wait', '--for=jsonpath={.status.phase}=Bound', '--timeout=300s', '--all', 'persistentvolumeclaims'],
    ]),
    release('release', scratch),
    clear('clear', scratch),
  ];
}

/** Removes what Velero restored: everything of that bears the label (velero pkg/restore/restore.go, addRestoreLabels@v1.18.1). */
function clear(name: string, scratch: string): ContainerProps {
  const args = ['delete', RESTORED.join(','), '--selector=velero.io/restore-name', '--wait', '--ignore-not-found'];
  return kubectl(name, scratch, args);
}

function kubectl(name: string, namespace: string, args: readonly string[]): ContainerProps {
  return container(name, 'kubectl', ['kubectl', `--namespace=${namespace}`, ...args]);
}

function release(name: string, scratch: string): ContainerProps {
  return container(name, 'ceph-csi', ['python3', '-c', RELEASE_SCRIPT, scratch]);
}

function container(name: string, from: 'velero' | 'kubectl' | 'ceph-csi', command: readonly string[]): ContainerProps {
  return {
    name,
    image: image(from),
    command: [...command],
    env: [POD_NAME, HOME],
    mounts: [MOUNT],
    cpu: Cpu.millis(50),
    cpuLimit: Cpu.millis(500),
    memory: Size.mebibytes(256),
  };
}
