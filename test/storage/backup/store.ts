import { Duration } from 'cdk8s';
import { type BackupScheduleProps, type Environment, VeleroBackup, type VeleroBackupProps } from 'tripod-iac';

export const STORE = { endpoint: 'https://s3.hefei.bank.example', bucket: 'backups', storeSite: 'hf-a' };
export const PEM = '-----BEGIN CERTIFICATE-----\nTUlJQg==\n-----END CERTIFICATE-----\n';

/** What backs up a tenant once an hour. */
export const HOURLY: BackupScheduleProps = { namespaces: ['payments'], interval: Duration.hours(1) };

/** Backups of an environment in a store in Hefei. */
export function backupIn(environment: Environment, props: Partial<VeleroBackupProps> = {}): VeleroBackup {
  return new VeleroBackup(environment, 'backup', { ...STORE, ...props });
}
