import { Duration } from 'cdk8s';
import {
  type BackupScheduleProps,
  Calico,
  Fact,
  Rehearsal,
  render,
  Velero,
  VeleroBackup,
  type VeleroBackupProps,
} from 'tripod-iac';
import { environment } from '../../support/bank';
import { propsWithoutEffect } from '../../support/effect';
import { Part } from '../../support/part';
import { type Loose, object, objects } from '../../support/objects';
import { backupIn, HOURLY, PEM, STORE, withTenants } from './store';

const RECOVERY = { city: { rpo: Duration.hours(3), rto: Duration.hours(8) } };

const production = environment('production', { objectives: RECOVERY });
new Calico(production, 'network');
new Part(production, 'ledger').fact(Fact.outside('ledger'));
withTenants(production, 'payments');
const backup = backupIn(production);
backup.schedule('payments', { ...HOURLY, covers: ['ledger'] });
backup.schedule('volumes', {
  resources: ['persistentvolumes', 'persistentvolumeclaims', 'volumereplications.replication.storage.openshift.io'],
  data: false,
  interval: Duration.minutes(5),
  retention: Duration.days(2),
});
const velero = Velero.in(production)!;
const schedule = (name: string): Loose => object(backup, 'Schedule', `production-${name}`).spec;

describe('a schedule', () => {
  it('copies objects and data of a tenant for as long as the store keeps them', () => {
    expect(schedule('payments')).toEqual({
      schedule: '0 * * * *',
      useOwnerReferencesInBackup: false,
      template: {
        includedNamespaces: ['payments'],
        storageLocation: 'default',
        ttl: '720h0m0s',
        snapshotVolumes: true,
        snapshotMoveData: true,
        defaultVolumesToFsBackup: false,
        itemOperationTimeout: '1h0m0s',
      },
    });
  });

  it('copies objects of all namespaces without data, and tries nothing then', () => {
    expect(schedule('volumes').template).toMatchObject({
      includedNamespaces: ['*'],
      excludedNamespaces: ['velero', 'rehearsal-*'],
      includeClusterResources: true,
      snapshotVolumes: false,
      snapshotMoveData: false,
      ttl: '48h0m0s',
      itemOperationTimeout: '0h5m0s',
    });
    expect(objects(backup).filter(({ kind }) => kind === 'CronJob')).toHaveLength(1);
  });

  it('keeps 720 backups, where nobody says for how long', () => {
    const other = backupIn(environment('remote-dr'), { storeSite: 'sh-t' });
    other.schedule('volumes', { interval: Duration.minutes(5), data: false });
    expect(object(other, 'Schedule').spec.template.ttl).toBe('60h0m0s');
  });

  it('gives a backup four hours at most', () => {
    const other = backupIn(environment('test'));
    other.schedule('daily', { ...HOURLY, interval: Duration.days(1) });
    expect(object(other, 'Schedule').spec.template.itemOperationTimeout).toBe('4h0m0s');
    expect(object(other, 'Schedule').spec.schedule).toBe('0 0 * * *');
  });

  it('tells the proof of the copies, and where they lie', () => {
    const [hour, copies] = [Duration.hours(1), backup.facts.filter(({ type }) => type === 'async-copy')];
    expect(copies).toEqual([{ type: 'async-copy', of: 'ledger', to: 'hf-a', interval: hour, transfer: hour }]);
    expect(backup.facts).toContainEqual({ type: 'outside', of: 'object store s3.hefei.bank.example', site: 'hf-a' });
  });
});

it('writes into a folder of its own, with checksums', () => {
  expect(object(backup, 'BackupStorageLocation').spec).toEqual({
    provider: 'velero.io/aws',
    objectStorage: { bucket: 'backups', prefix: 'production' },
    config: {
      region: 'us-east-1',
      s3Url: STORE.endpoint,
      s3ForcePathStyle: 'true',
      checksumAlgorithm: 'CRC32',
    },
    credential: { name: 'velero-store', key: 'cloud' },
    accessMode: 'ReadWrite',
    default: true,
  });
});

describe('another environment', () => {
  const remote = environment('remote-dr');
  const reader = backupIn(remote, { storeSite: 'sh-t', reads: backup });
  const location = object(reader, 'BackupStorageLocation', 'production');

  it('reads the backups, and cannot change them', () => {
    expect(location.spec).toMatchObject({
      objectStorage: { bucket: 'backups', prefix: 'production' },
      accessMode: 'ReadOnly',
      default: false,
      credential: { name: 'velero-store-production' },
    });
    expect(location.metadata.namespace).toBe(object(backup, 'Schedule', 'production-payments').metadata.namespace);
    expect(reader.prerequisites).toContainEqual(expect.stringMatching(/the same password .* as in production/));
  });

  it('has the steps that restore them in its plan', () => {
    expect(reader.steps.map(({ title }) => title)).toEqual([
      expect.stringMatching(/^Restore payments of production/),
      expect.stringMatching(/^Restore volumes of production/),
    ]);
  });

  it('takes the newest of its own backups, or of the others, though the tenants are called alike', () => {
    const twin = backupIn(environment('remote-dr'), { storeSite: 'sh-t', reads: backup });
    twin.schedule('payments', HOURLY);
    const restored = twin.steps.filter(({ title }) => title.startsWith('Restore payments'));
    expect(
      restored.map(({ title, commands }) => [title.split(' from ')[0], /-schedule=(\S+)/.exec(String(commands))?.[1]]),
    ).toEqual([
      ['Restore payments', 'remote-dr-payments'],
      ['Restore payments of production', 'production-payments'],
    ]);
    expect(JSON.stringify(object(twin, 'CronJob'))).toContain('--from-schedule=remote-dr-payments');
  });
});

describe('Velero', () => {
  const server: Loose = object(velero, 'Deployment').spec;
  const agent: Loose = object(velero, 'DaemonSet').spec.template;

  it('waits for the password of its repositories, which it would make by itself', () => {
    const { volumes, containers } = server.template.spec;
    expect(volumes).toContainEqual({ name: 'repository-password', secret: { secretName: 'velero-repo-credentials' } });
    expect(containers[0].volumeMounts.map(({ name }: Loose) => name)).toContain('repository-password');
  });

  it('is one at a time, called as its maintenance jobs look for it', () => {
    expect([server.replicas, server.strategy.type, object(velero, 'Deployment').metadata.name]).toEqual([
      1,
      'Recreate',
      'velero',
    ]);
  });

  it('writes nowhere but into its scratch folder', () => {
    for (const { env, securityContext } of [server.template.spec.containers[0], agent.spec.containers[0]]) {
      expect(env).toEqual(
        expect.arrayContaining([
          { name: 'HOME', value: '/scratch' },
          { name: 'TMPDIR', value: '/scratch' },
        ]),
      );
      expect(securityContext.readOnlyRootFilesystem).toBe(true);
    }
  });

  it('has agents that are found by their role, and see nothing of their hosts', () => {
    expect(object(velero, 'DaemonSet').metadata.name).toBe('node-agent');
    expect(agent.metadata.labels.role).toBe('node-agent');
    expect(agent.spec.containers).toHaveLength(1);
    expect(agent.spec.volumes).toEqual([{ name: 'scratch', emptyDir: {} }]);
    expect(agent.spec.securityContext.runAsNonRoot).toBe(true);
  });

  it('is told of every ConfigMap that it has', () => {
    const names = objects(velero).flatMap(({ kind, metadata }) => (kind === 'ConfigMap' ? [metadata.name] : []));
    const told = [...server.template.spec.containers[0].args, ...agent.spec.containers[0].args].join(' ');
    expect(names.filter((name) => !told.includes(`=${name}`))).toEqual([]);
    expect(names).toHaveLength(3);
  });

  it('is scraped by annotations, or by a monitor of the Prometheus operator', () => {
    expect(agent.metadata.annotations).toMatchObject({ 'prometheus.io/port': '8085' });
    const watched = environment('production', { prometheusOperator: true });
    backupIn(watched);
    expect(object(Velero.in(watched)!, 'DaemonSet').spec.template.metadata.annotations).toBeUndefined();
    expect(object(Velero.in(watched)!, 'PodMonitor').spec).toEqual({
      selector: {
        matchExpressions: [{ key: 'app.kubernetes.io/name', operator: 'In', values: ['velero', 'node-agent'] }],
      },
      podMetricsEndpoints: [{ port: 'metrics' }],
    });
  });
});

describe('alerts', () => {
  const expressions = Object.fromEntries(backup.alerts.map(({ name, expression }) => [name, expression]));

  it('are raised when a backup is older than an interval and a run', () => {
    expect(expressions['BackupTooOldPayments']).toBe(
      'time() - velero_backup_last_successful_timestamp{schedule="production-payments"} > 7200',
    );
    expect(expressions['BackupTooOldVolumes']).toContain('> 600');
    expect(expressions['BackupMissingPayments']).toBe(
      'absent(velero_backup_last_successful_timestamp{schedule="production-payments"})',
    );
    expect(expressions['BackupFailedPayments']).toBe('velero_backup_last_status{schedule="production-payments"} == 0');
  });

  it('are raised when nobody has seen for a week that restoring works', () => {
    expect(expressions['RehearsalTooOldPayments']).toContain(
      `time() - kube_cronjob_status_last_successful_time{namespace="velero",cronjob="rehearse-payments"} > ${(7 * 24 + 4) * 3600}`,
    );
    expect(expressions).not.toHaveProperty('RehearsalTooOldVolumes');
  });
});

it('renders, with the alerts in files and the images on the mirror', () => {
  const rendering = render(production);
  const images = rendering.images.map(({ repository }) => repository);
  expect(images).toEqual(expect.arrayContaining(['docker.io/velero/velero', 'registry.k8s.io/kubectl']));
  expect(objects(backup)).toMatchSnapshot();
});

it('is changed by every prop', () => {
  const other = backupIn(environment('remote-dr'), { storeSite: 'sh-t' });
  const made = (props: Partial<VeleroBackupProps>): unknown => {
    const component = backupIn(environment('test'), { storeSite: undefined, storeCity: 'chengdu', ...props });
    return [objects(component), component.prerequisites, component.facts, component.needs.map(({ node }) => node.id)];
  };
  const without = propsWithoutEffect<VeleroBackupProps>(
    ({ storeSite, ...props }) => made(storeSite === undefined ? props : { storeSite, storeCity: undefined }),
    {
      endpoint: 'https://s3.other.example',
      bucket: 'other',
      storeSite: 'hf-a',
      storeCity: 'xi’an',
      region: 'cn-east',
      caBundle: PEM,
      checksums: false,
      lock: Duration.days(60),
      reads: other,
      needs: [other],
    },
  );
  expect(without).toEqual([]);
});

it('is changed by every prop of a schedule', () => {
  const scheduled = (props: Partial<BackupScheduleProps>): unknown => {
    const component = new VeleroBackup(environment('test'), 'backup', STORE);
    component.schedule('tenant', { ...HOURLY, ...props });
    return [objects(component), component.facts, component.alerts];
  };
  const without = propsWithoutEffect<BackupScheduleProps>(scheduled, {
    namespaces: ['other'],
    resources: ['persistentvolumeclaims'],
    interval: Duration.hours(2),
    retention: Duration.days(7),
    data: false,
    timeout: Duration.minutes(20),
    covers: ['ledger'],
    rehearse: Rehearsal.none('a cache, which fills by itself'),
  });
  expect(without).toEqual([]);
});
