import { customResource } from '../../core';

export interface BackupStorageLocationSpec {
  /** Plugin that reads and writes it. */
  readonly provider: string;
  readonly objectStorage: {
    readonly bucket: string;
    /** Folder in the bucket. */
    readonly prefix: string;
    /** Certificate authority of the store, PEM in base64. */
    readonly caCert?: string;
  };
  /** Settings of the plugin. */
  readonly config: Readonly<Record<string, string>>;
  /** Secret in Velero's namespace, and the key in it. */
  readonly credential: { readonly name: string; readonly key: string };
  readonly accessMode: 'ReadWrite' | 'ReadOnly';
  /** Whether it takes what names no location. */
  readonly default: boolean;
}

/** A bucket that Velero keeps backups in, or reads them from. */
export class BackupStorageLocation extends customResource<BackupStorageLocationSpec>({
  apiVersion: 'velero.io/v1',
  kind: 'BackupStorageLocation',
  scope: 'Namespaced',
}) {}
