import { Duration } from 'cdk8s';
import { type BackupScheduleProps, type Environment, VeleroBackup, type VeleroBackupProps } from 'tripod-iac';
import { VolumeSnapshotClass } from 'tripod-iac/kinds';
import { Part } from '../../support/part';

export const STORE = { endpoint: 'https://s3.hefei.bank.example', bucket: 'backups', storeSite: 'hf-a' };
export const PEM = '-----BEGIN CERTIFICATE-----\nTUlJQg==\n-----END CERTIFICATE-----\n';

/** What backs up a tenant once an hour. */
export const HOURLY: BackupScheduleProps = { namespaces: ['payments'], interval: Duration.hours(1) };

/** Backups of an environment in a store in Hefei. */
export function backupIn(environment: Environment, props: Partial<VeleroBackupProps> = {}): VeleroBackup {
  return new VeleroBackup(environment, 'backup', { ...STORE, ...props });
}

/** What a tenant's backup needs before it renders: its namespace, and a class of snapshots. */
export function withTenants(environment: Environment, ...tenants: readonly string[]): void {
  tenants.forEach((tenant) => environment.namespace(tenant));
  snapshotClass(new Part(environment, 'storage'), 'rbd');
}

/** A class of snapshots of a driver called `rbd`. */
export function snapshotClass(part: Part, name: string, labels?: Readonly<Record<string, string>>): void {
  new VolumeSnapshotClass(part, name, {
    metadata: { name, labels },
    driver: 'rbd',
    deletionPolicy: 'Delete',
    parameters: {},
  });
}
