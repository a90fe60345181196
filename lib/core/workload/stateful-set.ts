import type { Size } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { Condition } from '../component/readiness';
import { isFields, isListOf, isWhole, type Problems } from '../../errors';
import { isDnsLabel, isObjectName, isServiceName } from '../check/names';
import { mebibytesOf } from '../check/props';
import { checkReplicas, checkWorkload } from './check/workload';
import { podTemplate, quantity, selectorLabels } from './pod';
import { awaitRollout, disruptionBudget, type ReplicatedProps, spreadOf } from './workload';

/** A volume of its own for every pod. */
export interface VolumeClaim {
  /** Name of the volume, for `mounts`. */
  readonly name: string;
  readonly size: Size;
  readonly storageClassName: string;
}

export interface StatefulSetProps extends ReplicatedProps {
  /** Name of the headless Service that gives the pods their DNS names. */
  readonly serviceName: string;
  /** @default - none */
  readonly claims?: readonly VolumeClaim[];
  /** Starts and stops all pods at once instead of one by one. @default false */
  readonly parallel?: boolean;
}

/** Pods with identity and volumes. The volumes stay when it is deleted or scaled down. */
export class StatefulSet extends Construct {
  readonly apiObject: k8s.KubeStatefulSet;
  /** What its pods are made from: `placed(statefulSet.template, …)` tells the proof where they may stand. */
  readonly template: k8s.PodTemplateSpec;

  constructor(scope: Construct, id: string, props: StatefulSetProps) {
    super(scope, id);
    checkWorkload(this, props, (given, problems) => {
      checkReplicas(given, problems);
      checkVolumesOf(given, problems);
    });
    const { name, namespace, replicas = 1 } = props;
    this.template = podTemplate(name, props, spreadOf(this, props));
    this.apiObject = new k8s.KubeStatefulSet(this, 'stateful-set', {
      metadata: { name, namespace },
      spec: {
        replicas,
        serviceName: props.serviceName,
        selector: { matchLabels: selectorLabels(name) },
        podManagementPolicy: props.parallel === true ? 'Parallel' : 'OrderedReady',
        persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
        template: this.template,
        volumeClaimTemplates: props.claims?.map(claim),
      },
    });
    disruptionBudget(this, props);
    awaitRollout(this, this.apiObject, Condition.rollout());
  }
}

function checkVolumesOf({ serviceName, claims }: Readonly<Record<string, unknown>>, problems: Problems): void {
  problems.check(isServiceName(serviceName), {
    at: 'serviceName',
    got: serviceName,
    want: 'the name of a Service',
    fix: 'name the headless Service that gives the pods their DNS names',
  });
  const listed = isListOf(claims, () => true);
  const list = listed ? claims : [claims];
  for (const [index, each] of claims === undefined ? [] : list.entries()) {
    problems.check(listed && isClaim(each), {
      at: listed ? `claims[${index}]` : 'claims',
      got: each,
      want: 'a list of claims with name, size in whole MiB and storage class',
      fix: "for example `[{ name: 'data', size: Size.gibibytes(10), storageClassName: 'block' }]`",
    });
  }
}

function isClaim(claim: unknown): boolean {
  if (!isFields(claim) || !isWhole(mebibytesOf(claim['size']), 1)) return false;
  return isDnsLabel(claim['name']) && isObjectName(claim['storageClassName']);
}

function claim({ name, size, storageClassName }: VolumeClaim): k8s.KubePersistentVolumeClaimProps {
  return {
    metadata: { name },
    spec: {
      accessModes: ['ReadWriteOnce'],
      storageClassName,
      resources: { requests: { storage: k8s.Quantity.fromString(quantity(size)) } },
    },
  };
}
