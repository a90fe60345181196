import type { Construct } from 'constructs';
import { FlowSchema, PriorityLevelConfiguration } from '../../kinds';

const NAME = 'administrators';

/**
 * Group of `admin.conf`. It is no longer the one that no limit holds for: since 1.29 that is kept for `super-admin.conf`,
 * which stays on the first master (kubernetes/kubernetes cmd/kubeadm/app/constants/constants.go@v1.34.4).
 */
const GROUP = 'kubeadm:cluster-admins';

/**
 * Before every schema that comes with the API server but those without a limit (1 and 2; the next is 100).
 * Source, also of the shares beside: kubernetes/apiserver pkg/apis/flowcontrol/bootstrap/default.go@v0.34.4.
 */
const PRECEDENCE = 50;

/** Against 245 of the others, so 2 % of the requests in flight: 12 of 600. Nobody borrows them. */
const SHARES = 5;

const ALL = ['*'];

/**
 * Keeps a part of every API server for administrators: whatever floods it, a person can still look and act. The part is
 * small, and more of it waits in queues by user, so that a loop of one of them does not lock out the others.
 */
export function administratorsFirst(scope: Construct): void {
  const level = new PriorityLevelConfiguration(scope, 'priority-level', {
    metadata: { name: NAME },
    spec: {
      type: 'Limited',
      limited: {
        nominalConcurrencyShares: SHARES,
        lendablePercent: 0,
        // As the level of leader elections, which is as small.
        limitResponse: { type: 'Queue', queuing: { queues: 16, handSize: 4, queueLengthLimit: 50 } },
      },
    },
  });
  const schema = new FlowSchema(scope, 'flow-schema', {
    metadata: { name: NAME },
    spec: {
      priorityLevelConfiguration: { name: NAME },
      matchingPrecedence: PRECEDENCE,
      distinguisherMethod: { type: 'ByUser' },
      rules: [
        {
          subjects: [{ kind: 'Group', group: { name: GROUP } }],
          resourceRules: [{ verbs: ALL, apiGroups: ALL, resources: ALL, clusterScope: true, namespaces: ALL }],
          nonResourceRules: [{ verbs: ALL, nonResourceURLs: ALL }],
        },
      ],
    },
  });
  schema.node.addDependency(level);
}
