import { k8s } from 'cdk8s-plus-27';
import { type Component, SecretObject, SecretValue } from '../../../core';

/** The object store that keeps the snapshots, and where in it. */
export interface Store {
  readonly endpoint: string;
  readonly bucket: string;
  /** Folder of this environment in the bucket. */
  readonly folder: string;
  readonly region?: string;
  readonly caBundle?: string;
}

/** Name of the CronJob, with which the names of its jobs, pods and files begin. */
export const SNAPSHOTS = 'etcd-snapshots';

const SECRET = 'etcd-snapshot-store';
const CA = { configMap: 'etcd-snapshot-store-ca', volume: 'store-ca', folder: '/etc/store-ca', file: 'ca.crt' };

/** The folder of an environment as rclone takes it, with the remote that {@link remote} describes. */
export function location({ bucket, folder }: Store): string {
  return `store:${bucket}/${folder}`;
}

/**
 * The remote `store` as rclone reads it from its environment (rclone/rclone docs/content/docs.md@v1.75.0, "Config file"
 * and "Environment Variables"). The bucket is never made: the key needs no right to do so.
 */
export function remote({ endpoint, region }: Store): Readonly<Record<string, string>> {
  return {
    RCLONE_CONFIG_STORE_TYPE: 's3',
    RCLONE_CONFIG_STORE_PROVIDER: 'Other',
    RCLONE_CONFIG_STORE_ENDPOINT: endpoint,
    ...(region === undefined ? {} : { RCLONE_CONFIG_STORE_REGION: region }),
    RCLONE_CONFIG_STORE_NO_CHECK_BUCKET: 'true',
  };
}

/** Environment of the containers that talk to the store. */
export function storeEnv(store: Store): k8s.EnvVar[] {
  const plain = Object.entries(remote(store)).map(([name, value]) => ({ name, value }));
  const ca = { name: 'RCLONE_CA_CERT', value: `${CA.folder}/${CA.file}` };
  return [
    ...plain,
    ...(store.caBundle === undefined ? [] : [ca]),
    fromSecret('RCLONE_CONFIG_STORE_ACCESS_KEY_ID', 'access-key-id'),
    fromSecret('RCLONE_CONFIG_STORE_SECRET_ACCESS_KEY', 'secret-access-key'),
  ];
}

function fromSecret(name: string, key: string): k8s.EnvVar {
  return { name, valueFrom: { secretKeyRef: { name: SECRET, key } } };
}

export function storeMounts({ caBundle }: Store): k8s.VolumeMount[] {
  return caBundle === undefined ? [] : [{ name: CA.volume, mountPath: CA.folder, readOnly: true }];
}

export function storeVolumes({ caBundle }: Store): k8s.Volume[] {
  return caBundle === undefined ? [] : [{ name: CA.volume, configMap: { name: CA.configMap } }];
}

/** The key of the store, and whom to trust there. */
export function storeObjects(component: Component, namespace: string, { caBundle }: Store): void {
  new SecretObject(component, 'store', {
    name: SECRET,
    namespace,
    values: {
      'access-key-id': SecretValue.from(`${SECRET}/access-key-id`),
      'secret-access-key': SecretValue.from(`${SECRET}/secret-access-key`),
    },
  });
  if (caBundle === undefined) return;
  new k8s.KubeConfigMap(component, 'store-ca', {
    metadata: { name: CA.configMap, namespace },
    data: { [CA.file]: caBundle },
  });
}
