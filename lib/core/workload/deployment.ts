import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { Condition } from '../component/readiness';
import { checkReplicas, checkWorkload } from './check/workload';
import { podTemplate, selectorLabels } from './pod';
import { awaitRollout, disruptionBudget, type ReplicatedProps, spreadOf } from './workload';

export interface DeploymentProps extends ReplicatedProps {
  /** Stops the old pod before the new one starts, for volumes that one pod holds. @default false */
  readonly recreate?: boolean;
}

/** Pods without identity. */
export class Deployment extends Construct {
  readonly apiObject: k8s.KubeDeployment;
  /** What its pods are made from: `placed(deployment.template, …)` tells the proof where they may stand. */
  readonly template: k8s.PodTemplateSpec;

  constructor(scope: Construct, id: string, props: DeploymentProps) {
    super(scope, id);
    checkWorkload(this, props, checkReplicas);
    const { name, namespace, replicas = 1 } = props;
    this.template = podTemplate(name, props, spreadOf(this, props));
    this.apiObject = new k8s.KubeDeployment(this, 'deployment', {
      metadata: { name, namespace },
      spec: {
        replicas,
        selector: { matchLabels: selectorLabels(name) },
        strategy: props.recreate === true ? { type: 'Recreate' } : rollingUpdate(),
        template: this.template,
      },
    });
    disruptionBudget(this, props);
    awaitRollout(this, this.apiObject, Condition.of('Available'));
  }
}

/** Never fewer pods than asked for. */
function rollingUpdate(): k8s.DeploymentStrategy {
  const one = k8s.IntOrString.fromNumber(1);
  return { type: 'RollingUpdate', rollingUpdate: { maxSurge: one, maxUnavailable: k8s.IntOrString.fromNumber(0) } };
}
