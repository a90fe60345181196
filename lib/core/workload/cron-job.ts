import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { checkJob, checkWorkload } from './check/workload';
import { type JobProps, jobSpec } from './job';
import { isSchedule } from './check/schedule';

export interface CronJobProps extends JobProps {
  /** Five fields, in UTC. */
  readonly schedule: string;
}

/** Something that is done again and again, never twice at a time. */
export class CronJob extends Construct {
  readonly apiObject: k8s.KubeCronJob;

  constructor(scope: Construct, id: string, props: CronJobProps) {
    super(scope, id);
    checkWorkload(this, props, (given, problems) => {
      checkJob(given, problems);
      problems.check(isSchedule(given['schedule']), {
        at: 'schedule',
        got: given['schedule'],
        want: 'the five fields of cron: minute, hour, day of month, month, day of week',
        fix: "for example '30 2 * * *', every night at half past two (UTC)",
      });
    });
    const { name, namespace, schedule } = props;
    this.apiObject = new k8s.KubeCronJob(this, 'cron-job', {
      metadata: { name, namespace },
      spec: {
        schedule,
        // Without it the controller manager's own time zone decides.
        timeZone: 'Etc/UTC',
        concurrencyPolicy: 'Forbid',
        successfulJobsHistoryLimit: 1,
        failedJobsHistoryLimit: 3,
        jobTemplate: { spec: jobSpec(props) },
      },
    });
  }
}
