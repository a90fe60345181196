import { type Component, Fact, moving, placed, type PlanStep, roleLabel, toStart } from '../../core';
import type { Problems } from '../../errors';
import { compileAntreaIsolation } from './antrea-isolation';
import { AntreaOperator } from './antrea-operator';
import type { Fabric, OvsSettings } from './fabric';

/** Antrea: Open vSwitch on every node, tunnels by Geneve, one controller. */
export const antrea: Fabric = { port: 6081, check, build, steps };

const CONTROLLER = 'antrea-controller';

/**
 * Upstream runs one controller: while it is away pods keep their connections and policies, but changes of policies
 * wait. It tolerates the masters' taint only (antrea-io/antrea build/yamls/antrea.yml@v2.7.0).
 */
const POD = {
  hostNetwork: true,
  nodeSelector: { 'kubernetes.io/os': 'linux' },
  tolerations: [
    { key: 'CriticalAddonsOnly', operator: 'Exists' },
    { key: roleLabel('control-plane'), effect: 'NoSchedule' },
  ],
  containers: [{ ports: [{ containerPort: 10349 }], resources: { requests: { cpu: '200m' } } }],
};

function check({ hostPrefix }: OvsSettings, problems: Problems): void {
  problems.check(hostPrefix === undefined, {
    at: 'hostPrefix',
    got: hostPrefix,
    want: 'nothing: on Kubernetes every node takes a /24, cut by kube-controller-manager',
    fix: 'leave it out',
  });
}

function build(component: Component, settings: OvsSettings): void {
  const { environment, isolation, port } = settings;
  component.need(AntreaOperator.in(environment, settings));
  compileAntreaIsolation(component, isolation);
  component.fact(
    Fact.replicas(CONTROLLER, { groups: [placed(POD, environment.hosts, 1)], ...moving(POD) }),
    ...toStart(CONTROLLER),
  );
  // antrea-io/antrea docs/getting-started.md and docs/network-requirements.md@v2.7.0
  component.expects('The kernel module `openvswitch` on every host, as Linux has it from 4.6 on; Antrea loads it');
  component.expects(
    `UDP ${port} (Geneve), TCP 10349 to 10351 and UDP 10351 (Antrea) open between all hosts of all sites`,
  );
}

function steps(): readonly PlanStep[] {
  return [
    {
      title:
        'After a change of port or MTU: restart the agents. Nodes of different ports do not reach each other ' +
        'meanwhile, and pods that run keep their MTU',
      commands: [
        'kubectl rollout restart daemonset/antrea-agent --namespace=kube-system',
        'kubectl rollout status daemonset/antrea-agent --namespace=kube-system --timeout=1800s',
      ],
      when: 'later',
    },
  ];
}
