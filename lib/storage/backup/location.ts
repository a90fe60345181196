import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { SecretObject, SecretValue } from '../../core';
import { BackupStorageLocation } from '../../kinds';
import { NAMESPACE } from './operator/names';

/** Location that backups are written to. */
export const OWN = 'default';

/** A folder in a bucket of an object store. */
export interface BackupLocation {
  readonly endpoint: string;
  readonly bucket: string;
  /** Folder in the bucket: the name of the environment. */
  readonly folder: string;
  readonly region: string;
  readonly caBundle?: string;
  /** Whether files are sent with a checksum. */
  readonly checksums: boolean;
}

/** A location, and the key to it. @param name of the location @param secret name of the Secret */
export function storageLocation(
  scope: Construct,
  { endpoint, bucket, folder, region, caBundle, checksums }: BackupLocation,
  { name, secret, readOnly }: { readonly name: string; readonly secret: string; readonly readOnly: boolean },
): ApiObject {
  new SecretObject(scope, `${name}-key`, {
    name: secret,
    namespace: NAMESPACE,
    values: { cloud: SecretValue.from(`${secret}/credentials`) },
  });
  return new BackupStorageLocation(scope, `${name}-location`, {
    metadata: { name, namespace: NAMESPACE },
    spec: {
      provider: 'velero.io/aws',
      // `caCert` is called deprecated; its successor takes a Secret only, and what is public needs none.
      objectStorage: { bucket, prefix: folder, ...(caBundle === undefined ? {} : { caCert: base64(caBundle) }) },
      config: {
        region,
        s3Url: endpoint,
        s3ForcePathStyle: 'true',
        checksumAlgorithm: checksums ? 'CRC32' : '',
      },
      credential: { name: secret, key: 'cloud' },
      accessMode: readOnly ? 'ReadOnly' : 'ReadWrite',
      default: !readOnly,
    },
  });
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}
