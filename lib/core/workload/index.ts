export { CronJob, type CronJobProps } from './cron-job';
export { DaemonSet, type DaemonSetProps } from './daemon-set';
export { Deployment, type DeploymentProps } from './deployment';
export { cronOf } from './interval';
export { Job, type JobProps } from './job';
export { type ContainerProps, type PodProps, podTemplate, type Privilege, quantity, selectorLabels } from './pod';
export { StatefulSet, type StatefulSetProps, type VolumeClaim } from './stateful-set';
export type { ReplicatedProps, WorkloadProps } from './workload';
