import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { Condition } from '../component/readiness';
import type { Problems } from '../../errors';
import { checkWorkload } from './check/workload';
import { podTemplate, selectorLabels } from './pod';
import { awaitRollout, type WorkloadProps } from './workload';

export interface DaemonSetProps extends WorkloadProps {
  /** Nodes that may be without the pod during an update, as a share of all. @default '10%' */
  readonly maxUnavailable?: string;
}

/** A pod on every node that it tolerates. */
export class DaemonSet extends Construct {
  readonly apiObject: k8s.KubeDaemonSet;

  constructor(scope: Construct, id: string, props: DaemonSetProps) {
    super(scope, id);
    checkWorkload(this, props, checkUpdate);
    const { name, namespace, maxUnavailable = '10%' } = props;
    this.apiObject = new k8s.KubeDaemonSet(this, 'daemon-set', {
      metadata: { name, namespace },
      spec: {
        selector: { matchLabels: selectorLabels(name) },
        updateStrategy: {
          type: 'RollingUpdate',
          rollingUpdate: { maxUnavailable: k8s.IntOrString.fromString(maxUnavailable) },
        },
        template: podTemplate(name, props, []),
      },
    });
    awaitRollout(this, this.apiObject, Condition.rollout());
  }
}

function checkUpdate({ maxUnavailable }: Readonly<Record<string, unknown>>, problems: Problems): void {
  const share = typeof maxUnavailable === 'string' && /^([1-9]\d?|100)%$/.test(maxUnavailable);
  problems.check(maxUnavailable === undefined || share, {
    at: 'maxUnavailable',
    got: maxUnavailable,
    want: 'a share between 1% and 100%',
    fix: "leave it out for '10%'",
  });
}
