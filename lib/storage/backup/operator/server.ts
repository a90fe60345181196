import { Size } from 'cdk8s';
import { Cpu, type k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { Deployment, image } from '../../../core';
import { METRICS, NAMESPACE, PASSWORD, VELERO } from './names';
import { PLACE, PROBES, SCRAPED, SCRATCH_MOUNT, SCRATCH_VOLUME } from './pod';
import { SETTINGS } from './settings';

const PLUGINS = 'plugins';

/**
 * Velero makes a Secret with a password that the whole world knows where it finds none (velero
 * pkg/repository/keys/keys.go@v1.18.1). A pod that mounts it does not start before it is there.
 */
const WAITS_FOR_PASSWORD: k8s.Volume = { name: 'repository-password', secret: { secretName: PASSWORD.secret } };

/** The server: what `velero install` makes of it (velero pkg/install/deployment.go@v1.18.1). @returns the template of its pod */
export function server(scope: Construct, scraped: boolean): k8s.PodTemplateSpec {
  const { template } = new Deployment(scope, 'server', {
    name: VELERO,
    namespace: NAMESPACE,
    // It elects no leader: two would both take what is to be done.
    recreate: true,
    serviceAccount: VELERO,
    annotations: scraped ? SCRAPED : undefined,
    initContainers: [
      {
        name: 'velero-plugin-for-aws',
        image: image('velero-plugin-for-aws'),
        mounts: [{ name: PLUGINS, mountPath: '/target' }],
        cpu: Cpu.millis(50),
        memory: Size.mebibytes(128),
      },
    ],
    containers: [
      {
        name: VELERO,
        image: image('velero'),
        command: ['/velero'],
        args: [
          'server',
          '--features=EnableCSI',
          '--uploader-type=kopia',
          `--repo-maintenance-job-configmap=${SETTINGS.maintenance}`,
          `--backup-repository-configmap=${SETTINGS.repository}`,
        ],
        env: [...PLACE, { name: 'LD_LIBRARY_PATH', value: '/plugins' }],
        ports: [METRICS],
        mounts: [
          { name: PLUGINS, mountPath: '/plugins' },
          SCRATCH_MOUNT,
          { name: WAITS_FOR_PASSWORD.name, mountPath: '/repository-password', readOnly: true },
        ],
        cpu: Cpu.millis(500),
        memory: Size.gibibytes(1),
        ...PROBES,
      },
    ],
    volumes: [{ name: PLUGINS, emptyDir: {} }, SCRATCH_VOLUME, WAITS_FOR_PASSWORD],
  });
  return template;
}
