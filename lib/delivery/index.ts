export { Jenkins } from './jenkins/jenkins';
export type { JenkinsProps } from './jenkins/props';
