import { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import { Component, CronJob, type Environment, Stage, tolerate } from '../../../core';
import { cronOf } from '../../../core/workload/interval';
import type { HostRole } from '../../../landscape';
import { restoreKit } from '../restore/kit';
import { snapshotsTooOld } from './alert';
import { checkEtcdSnapshots } from './check';
import { steps, volumes } from './containers';
import { factsOf } from './facts';
import { bandwidthTo } from './place';
import { prerequisites, snapshotAtOnce } from './plan';
import { type RunTime, runTime } from './run-time';
import { defaultInterval } from './schedule';
import { SNAPSHOTS, type Store, storeObjects } from './store';
import type { EtcdSnapshotsProps } from './props';

const NAMESPACE = 'etcd-sync';

/** Attempts of one run. */
const ATTEMPTS = 3;

/** The part of a CronJob, as it is sent, that says where its pods may run. */
interface Json {
  readonly spec: { readonly jobTemplate: { readonly spec: { readonly template: object } } };
}

const REASON =
  'reads etcd with a client certificate that lies on masters for root only, and with which etcd lets anyone write and delete too';

/**
 * Copies of etcd at another site: snapshots that were restored once before they count, and a kit on every master that
 * restores one. What is lost with the cluster is what came after the last copy that arrived: at most an interval and the
 * time of a run, as long as runs succeed. One that fails all its attempts, or is lost with its host, adds an interval.
 */
export class EtcdSnapshots extends Component {
  /** Time between two snapshots. */
  readonly interval: Duration;
  /** How long one takes, for a database that fills etcd's quota. */
  readonly run: RunTime;
  /** Where they lie. @internal */
  readonly store: Store;

  /** @throws TripodError with every fault of the props, and outside of an Environment */
  constructor(scope: Construct, id: string, props: EtcdSnapshotsProps) {
    super(scope, id, { stage: Stage.RECOVERY, props });
    const environment = this.requireEnvironment();
    const { retention = Duration.days(30) } = props ?? {};
    const { interval = defaultInterval(environment.objectives.city?.rpo) } = props ?? {};
    this.interval = interval;
    const problems = this.problems();
    checkEtcdSnapshots({ ...props, interval, retention }, environment, problems);
    problems.throwIfAny();

    this.run = runTime(bandwidthTo(environment, props.storeSite));
    this.store = { ...props, folder: environment.name };
    const { store } = this;
    const namespace = this.inNamespace(NAMESPACE, { podSecurity: 'privileged', reason: REASON });
    storeObjects(this, namespace, store);
    const template = this.snapshots(environment, store, retention);
    restoreKit(this, environment, store, (host, file) => this.hostFile(host, file));
    const place = props.storeSite ?? props.storeCity ?? '';
    this.fact(...factsOf(this, template, environment, place, props.storeSite));
    prerequisites(store, place).forEach((prerequisite) => this.expects(prerequisite));
    this.alert(snapshotsTooOld(NAMESPACE, this));
    this.step(snapshotAtOnce(NAMESPACE, this.deadline));
  }

  /** @returns the template of the pods */
  private snapshots(environment: Environment, store: Store, retention: Duration): object {
    const all = steps(store, retention.toHours());
    const { apiObject } = new CronJob(this, 'cron-job', {
      name: SNAPSHOTS,
      namespace: NAMESPACE,
      // `interval` was checked: cron can say it.
      schedule: cronOf(this.interval) ?? '',
      deadline: this.deadline,
      retries: ATTEMPTS - 1,
      on: 'control-plane',
      tolerations: tolerate(...rolesBeside(environment)),
      privilege: { reason: REASON, root: true },
      initContainers: all.slice(0, -1),
      containers: all.slice(-1),
      volumes: volumes(store),
    });
    return (apiObject.toJson() as Json).spec.jobTemplate.spec.template;
  }

  /** A run that hangs must not keep the next one from starting. */
  private get deadline(): Duration {
    return Duration.seconds(Math.min(this.interval.toSeconds(), ATTEMPTS * this.run.total.toSeconds()));
  }
}

/** Roles that masters have beside their own: a host that is no worker has a taint for each. */
function rolesBeside(environment: Environment): readonly HostRole[] {
  const roles = environment.hostsWith('control-plane').flatMap((host) => host.roles);
  return [...new Set(roles)].filter((role) => role !== 'control-plane');
}
