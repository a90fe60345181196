import type { Duration } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { checkJob, checkWorkload } from './check/workload';
import { podTemplate } from './pod';
import type { WorkloadProps } from './workload';

export interface JobProps extends WorkloadProps {
  /** Time after which the job counts as failed. */
  readonly deadline: Duration;
  /** Attempts beyond the first. @default 2 */
  readonly retries?: number;
}

/** Something that is done once. */
export class Job extends Construct {
  readonly apiObject: k8s.KubeJob;

  constructor(scope: Construct, id: string, props: JobProps) {
    super(scope, id);
    checkWorkload(this, props, checkJob);
    const { name, namespace } = props;
    this.apiObject = new k8s.KubeJob(this, 'job', { metadata: { name, namespace }, spec: jobSpec(props) });
  }
}

/** The part that jobs and cron jobs share. */
export function jobSpec(props: JobProps): k8s.JobSpec {
  const template = podTemplate(props.name, props, []);
  return {
    activeDeadlineSeconds: props.deadline.toSeconds(),
    backoffLimit: props.retries ?? 2,
    template: {
      ...template,
      spec: { ...template.spec, containers: template.spec?.containers ?? [], restartPolicy: 'Never' },
    },
  };
}
