import type { SecretValue } from '../../../core';

export interface VaultProps {
  /** Address of Vault, or of OpenBao: `https://vault.bank.example:8200`. */
  readonly address: string;
  /** Path of the engine of secrets (KV, version 2), such as `ceph`. */
  readonly path: string;
  /** Role of Vault's Kubernetes authentication that the tenants' service accounts get. @default 'ceph-csi' */
  readonly role?: string;
  /** Where Kubernetes authentication of this cluster is mounted in Vault: each cluster has its own. @default 'kubernetes' */
  readonly authPath?: string;
  /** Certificate authority of Vault, as PEM. @default - those that the image of Ceph CSI trusts */
  readonly certificateAuthority?: SecretValue;
}

export interface KmipProps {
  /** Host and port of the key manager: `kmip.bank.example:5696`. */
  readonly endpoint: string;
  /** Name in the certificate of the key manager. @default - the host of `endpoint` */
  readonly serverName?: string;
  /** Certificate authority of the key manager, as PEM. */
  readonly certificateAuthority: SecretValue;
  /** Certificate with which Ceph CSI shows who it is, as PEM. */
  readonly certificate: SecretValue;
  /** Private key of that certificate, as PEM. */
  readonly privateKey: SecretValue;
  /** Identifier of the key in the key manager that wraps the keys of volumes. */
  readonly key: SecretValue;
}
