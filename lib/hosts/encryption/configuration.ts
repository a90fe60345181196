import { dirname } from 'node:path/posix';
import { Yaml } from 'cdk8s';
import type { HostFileProps } from '../../core';
import type { EncryptionAtRest, KmsProps } from './encryption';

/** A folder, which the API server sees whole: of a file that is replaced it would go on seeing the old one. */
export const ENCRYPTION_FOLDER = '/etc/kubernetes/encryption';
export const ENCRYPTION_CONFIG = `${ENCRYPTION_FOLDER}/config.yaml`;
/** One key of secretbox a line, `name:base64`, of which the first writes and all read. Only on masters, made there. */
export const ENCRYPTION_KEYS = `${ENCRYPTION_FOLDER}/keys`;

/** What is encrypted. Tripod keeps nothing that is secret in other kinds. */
export const ENCRYPTED = ['secrets'] as const;

/** Check of an API server that asks the key service (kubernetes/apiserver pkg/server/options/encryptionconfig/config.go@v0.34.4). */
export const KMS_CHECK = 'kms-providers';

/**
 * How long an API server waits for an answer of the key service: its own default, written out since every write of a
 * Secret may take so much longer (kubernetes/apiserver pkg/apis/apiserver/v1/defaults.go@v0.34.4).
 */
const KMS_TIMEOUT = '3s';

/** Flags of every API server. It reads the configuration again when it changes: keys rotate without a restart. */
export const ENCRYPTION_FLAGS = {
  'encryption-provider-config': ENCRYPTION_CONFIG,
  'encryption-provider-config-automatic-reload': 'true',
} as const;

/** Volumes of every API server: the configuration, and the folder of the service's socket where there is one. */
export function encryptionVolumes({ service }: EncryptionAtRest) {
  return [
    folder('encryption', ENCRYPTION_FOLDER, 'Directory'),
    // Made when it is missing: the plugin may be a static pod, which starts at the same time.
    ...(service === undefined ? [] : [folder('kms', dirname(socketPath(service)), 'DirectoryOrCreate')]),
  ];
}

/** Files of a master. With a key of its own the configuration holds it, and is therefore made there, never rendered. */
export function encryptionFiles({ service }: EncryptionAtRest): readonly Omit<HostFileProps, 'host'>[] {
  if (service === undefined) return [];
  return [{ path: ENCRYPTION_CONFIG, content: kmsConfiguration(service), mode: '0600' }];
}

/** Path of the socket behind `unix:///run/kms/plugin.sock`. */
function socketPath({ endpoint }: KmsProps): string {
  return endpoint.slice('unix://'.length);
}

function kmsConfiguration({ name, endpoint }: KmsProps): string {
  const kms = { apiVersion: 'v2', name, endpoint, timeout: KMS_TIMEOUT };
  return Yaml.stringify({
    apiVersion: 'apiserver.config.k8s.io/v1',
    kind: 'EncryptionConfiguration',
    // The last one reads what was written before there was a key; nothing is written with it.
    resources: [{ resources: ENCRYPTED, providers: [{ kms }, { identity: {} }] }],
  });
}

function folder(name: string, path: string, pathType: 'Directory' | 'DirectoryOrCreate') {
  return { name, hostPath: path, mountPath: path, readOnly: true, pathType };
}
