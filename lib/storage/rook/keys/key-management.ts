import type { SecretValue } from '../../../core';
import { checkedKmip, checkedVault } from './check';
import type { KmipProps, VaultProps } from './props';

/** Service account with which keys of a tenant are read (ceph/ceph-csi internal/kms/vault_sa.go@010e4a36). */
export const TENANT_ACCOUNT = 'ceph-csi-vault-sa';
const VAULT_CA = 'ceph-csi-vault-ca';
const KMIP_SECRET = 'ceph-csi-kmip-credentials';

/** Values of a Secret that the driver reads beside its configuration. */
export interface KeySecret {
  readonly name: string;
  readonly values: Readonly<Record<string, SecretValue>>;
}

/**
 * Where the keys of encrypted volumes are kept: never in the cluster. Ceph CSI encrypts a volume on the node that mounts it
 * (LUKS), with a key of its own. Source: ceph/ceph-csi internal/kms/{vault_sa,vault_tokens,kmip}.go@010e4a36.
 */
export class KeyManagement {
  /**
   * Each key stands in Vault, and is read there with the right of the tenant whose volume it is: the service account
   * `ceph-csi-vault-sa` of its namespace. No token is kept anywhere. @throws TripodError with every fault
   */
  static vault(props: VaultProps): KeyManagement {
    const { address, path, role = 'ceph-csi', authPath = 'kubernetes', certificateAuthority } = checkedVault(props);
    const secret: KeySecret | undefined =
      certificateAuthority === undefined ? undefined : { name: VAULT_CA, values: { cert: certificateAuthority } };
    return new KeyManagement(
      'vault',
      {
        encryptionKMSType: 'vaulttenantsa',
        vaultAddress: address,
        vaultBackend: 'kv-v2',
        vaultBackendPath: path,
        vaultRole: role,
        vaultAuthPath: `/v1/auth/${authPath}/login`,
        vaultCAVerify: 'true',
        ...(secret === undefined ? {} : { vaultCAFromSecret: secret.name }),
        // A volume that is retained, or restored, must be readable: its key outlives its claim.
        vaultDestroyKeys: 'false',
        tenantSAName: TENANT_ACCOUNT,
      },
      secret,
    );
  }

  /**
   * The key of a volume stands beside the volume, wrapped by a key that never leaves the key manager (an HSM, by KMIP 1.4): it
   * goes with the volume when that is mirrored. @throws TripodError with every fault
   */
  static kmip(props: KmipProps): KeyManagement {
    const { endpoint, serverName, certificateAuthority, certificate, privateKey, key } = checkedKmip(props);
    const values = {
      CA_CERT: certificateAuthority,
      CLIENT_CERT: certificate,
      CLIENT_KEY: privateKey,
      UNIQUE_IDENTIFIER: key,
    };
    return new KeyManagement(
      'kmip',
      {
        KMS_PROVIDER: 'kmip',
        KMIP_ENDPOINT: endpoint,
        KMIP_SECRET_NAME: KMIP_SECRET,
        TLS_SERVER_NAME: serverName ?? endpoint.replace(/:\d+$/, ''),
      },
      { name: KMIP_SECRET, values },
    );
  }

  private constructor(
    /** By which classes of volumes name it. */
    readonly id: 'vault' | 'kmip',
    /** As Ceph CSI reads it. */
    readonly settings: Readonly<Record<string, string>>,
    readonly secret: KeySecret | undefined,
  ) {}

  /** Who keeps the keys, by a name for the proof. */
  get keeper(): string {
    const { vaultAddress, KMIP_ENDPOINT } = this.settings;
    return `key manager ${vaultAddress === undefined ? KMIP_ENDPOINT : new URL(vaultAddress).host}`;
  }
}
