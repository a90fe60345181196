export { Jenkins, type JenkinsProps } from './jenkins/jenkins';
