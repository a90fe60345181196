import type { SecretValue } from '../../core';

/** Where the key comes from that lies on the masters. */
export interface SecretboxProps {
  /**
   * 32 bytes in base64, by name.
   * @default - made on the first master, and passed on to the others with the certificate authorities
   */
  readonly key?: SecretValue;
}

/** How API servers reach the plugin of a key management service (kubernetes/website content/en/docs/tasks/administer-cluster/kms-provider.md). */
export interface KmsProps {
  /** Name of the provider, which is written in front of every value: it may never change. */
  readonly name: string;
  /**
   * Unix socket of the plugin on every master, such as `unix:///run/kms/plugin.sock`: in a folder of its own, which the API
   * server mounts. Refused are other schemes, a socket in the root of the host, more than 107 bytes, and folders of
   * Kubernetes, etcd or the kernel.
   */
  readonly endpoint: string;
}

/**
 * How Secrets are encrypted before etcd stores them. Use the factories: `EncryptionAtRest.secretbox()`.
 * The key itself is never part of the output.
 */
export class EncryptionAtRest {
  /** XSalsa20 and Poly1305, with a key that lies on every master (kubernetes/website, "Encrypting Confidential Data at Rest"). */
  static secretbox(props: SecretboxProps = {}): EncryptionAtRest {
    return new EncryptionAtRest('secretbox', props?.key, undefined);
  }

  /** By a key management service, version 2: the key that counts never leaves the bank's hardware. */
  static kms(props: KmsProps): EncryptionAtRest {
    return new EncryptionAtRest('kms', undefined, props);
  }

  private constructor(
    /** Who encrypts: the API server with a key from its disk, or a key management service. */
    readonly provider: 'secretbox' | 'kms',
    /** Name of the key; undefined where it is made on the first master, or a service has it. */
    readonly key: SecretValue | undefined,
    /** The service; undefined where the key lies on the masters. */
    readonly service: KmsProps | undefined,
  ) {}
}
