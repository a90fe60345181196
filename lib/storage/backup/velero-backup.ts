import type { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import { Component, Condition, type Environment, type PlanStep, type Problems, Stage } from '../../core';
import { show } from '../../errors';
import { backupAlerts, rehearsalAlert } from './alerts';
import { checkBackup } from './check/backup';
import { checkCovered } from './check/covers';
import { checkNamespaces } from './check/namespaces';
import { checkOnePlace } from './check/one-place';
import { checkReads } from './check/reads';
import { checkSchedule } from './check/schedule';
import { checkSnapshotClasses } from './check/snapshot-classes';
import { copiesOf, storeFacts } from './facts';
import { type BackupLocation, OWN, storageLocation } from './location';
import { Velero } from './operator/velero';
import { backupAtOnce, CRON_JOB_METRICS, readingPrerequisites, restore, storePrerequisites } from './plan';
import type { BackupScheduleProps, BackupSource, Settled, VeleroBackupProps } from './props';
import { access } from './rehearsal/access';
import { rehearsalJob } from './rehearsal/job';
import { scratchOf } from './rehearsal/names';
import { scratch } from './rehearsal/scratch';
import { scheduleObject } from './schedule';
import { DEFAULT_LOCK, settled } from './settled';

const KEY = 'velero-store';

/**
 * Backups of tenants by Velero: objects, and what volumes hold, in a bucket at another site that lets nobody delete them;
 * and rehearsals that restore them, again and again. What is backed up is said by {@link schedule}.
 */
export class VeleroBackup extends Component {
  /** Where backups are written to. */
  readonly location: BackupLocation;
  /** Time for which the store lets nobody delete or overwrite anything. */
  readonly lock: Duration;
  private readonly owner: Environment;
  /** Site or city at which the store stands. */
  readonly place: string;
  private readonly source: BackupSource | undefined;
  private readonly made = new Map<string, Settled>();
  private readonly rehearsed: string[] = [];

  /** @throws TripodError with every fault of the props; in a plain App, and on OpenShift */
  constructor(scope: Construct, id: string, props: VeleroBackupProps) {
    super(scope, id, { stage: Stage.RECOVERY, needs: [Velero.in(scope)], props });
    this.owner = this.requireEnvironment('its sites say where the store may stand');
    const problems = this.problems();
    checkBackup(props ?? {}, this.owner, problems);
    const source: unknown = props?.reads;
    if (source !== undefined)
      checkReads(source, isBackup(source) ? source.environment : undefined, this.owner, problems);
    problems.throwIfAny();

    const {
      endpoint,
      bucket,
      region = 'us-east-1',
      caBundle,
      checksums = true,
      lock = DEFAULT_LOCK,
      storeSite,
      storeCity,
      reads,
    } = props;
    this.location = { endpoint, bucket, folder: this.owner.name, region, caBundle, checksums };
    this.lock = lock;
    this.place = storeSite ?? storeCity ?? '';
    const location = storageLocation(this, this.location, { name: OWN, secret: KEY, readOnly: false });
    this.ready(location, Condition.jsonPath('{.status.phase}', 'Available'));
    this.fact(...storeFacts(endpoint, storeSite));
    storePrerequisites(this.location, this.place, KEY, lock).forEach((each) => this.expects(each));
    this.source = reads;
    if (reads !== undefined) this.read(reads);
  }

  /** With those that restore what another environment backs up, known once that is complete. */
  override get steps(): readonly PlanStep[] {
    const { source, owner } = this;
    const others = source?.schedules.map((name) => restore(name, source.location.folder, owner.name)) ?? [];
    return [...super.steps, ...others];
  }

  /** Names of the schedules. */
  get schedules(): readonly string[] {
    return [...this.made.keys()];
  }

  /**
   * Backs something up again and again, and rehearses restoring it.
   * @param name of the schedule: that of the tenant
   * @throws TripodError with every fault
   */
  schedule(name: string, props: BackupScheduleProps): void {
    const problems = this.problems().below(`schedule ${show(name)}`);
    const schedule = settled(name, props, this.lock);
    checkSchedule(schedule, { environment: this.owner, lock: this.lock, made: this.made }, problems);
    problems.throwIfAny();

    this.made.set(name, schedule);
    const { name: here } = this.owner;
    scheduleObject(this, here, schedule);
    this.alert(...backupAlerts(here, schedule));
    this.fact(...copiesOf(schedule, this.place));
    this.step(backupAtOnce(here, name));
    this.step(restore(name, here, here));
    this.rehearse(schedule);
  }

  /** Things of the proof, and classes of snapshots, that others make. */
  override checkComplete(problems: Problems): void {
    const all = [...this.made.values()];
    checkCovered(all, this.owner, problems);
    checkNamespaces(all, this.owner, problems);
    if (all.some(({ data }) => data)) checkSnapshotClasses(this.owner, problems);
    checkOnePlace(this, this.others(), this.owner, problems);
  }

  /** Those of all environments beside it. */
  private others(): readonly VeleroBackup[] {
    return this.node.root.node
      .findAll()
      .filter((construct) => isBackup(construct) && construct !== this) as VeleroBackup[];
  }

  private rehearse({ name, namespaces: [namespace] = [], rehearse }: Settled): void {
    if (rehearse?.what !== 'claims' || namespace === undefined) return;
    if (this.rehearsed.length === 0) {
      access(this, () => this.rehearsed);
      this.expects(CRON_JOB_METRICS);
    }
    this.rehearsed.push(name);
    this.inNamespace(scratchOf(name));
    scratch(this, name);
    rehearsalJob(this, this.owner.name, { name, namespace, rehearse });
    this.alert(rehearsalAlert(name, rehearse));
  }

  /** The location of another environment, for reading only: its backups appear here by themselves. */
  private read({ location }: BackupSource): void {
    const name = location.folder;
    const secret = `${KEY}-${name}`;
    const object = storageLocation(this, location, { name, secret, readOnly: true });
    this.ready(object, Condition.jsonPath('{.status.phase}', 'Available'));
    readingPrerequisites(location, secret).forEach((each) => this.expects(each));
  }
}

/** `instanceof` alone would make a chart of it for the compiler. */
function isBackup(value: unknown): value is VeleroBackup {
  return value instanceof VeleroBackup;
}
