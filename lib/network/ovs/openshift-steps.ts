import { ApiObject } from 'cdk8s';
import { type Environment, type PlanStep, TENANT_LABEL } from '../../core';
import type { OvsSettings } from './fabric';
import { hostPrefixOf } from './host-prefix';
import { pluginOf } from './openshift-mode';

const CLUSTER_NETWORK = 'clusternetworks.network.openshift.io';
const NET_NAMESPACES = 'netnamespaces.network.openshift.io';

/** Steps that go with the network object, asked for once all namespaces are known. */
export function openShiftSteps(settings: OvsSettings): readonly PlanStep[] {
  const shared = settings.isolation.mode === 'multitenant' ? sharedNamespaces(settings.environment) : [];
  return [
    {
      title:
        'Compare what runs with this plan; mend the plan where they differ: the network operator refuses a change of ' +
        'mode, addresses, MTU or port',
      commands: [comparison(settings)],
    },
    ...(shared.length === 0 ? [] : [share(shared)]),
  ];
}

/** What is in force, beside what is planned. Fails when they differ. */
function comparison(settings: OvsSettings): string {
  const { environment, isolation, mtu, port } = settings;
  const { pods, services } = environment.cluster;
  const fields = ['pluginName', 'network', 'hostsubnetlength', 'serviceNetwork', 'mtu', 'vxlanPort'];
  const planned = [pluginOf(isolation), pods, 32 - hostPrefixOf(settings), services, mtu, port];
  const path = fields.map((field) => `{.${field}}`).join(' ');
  return `kubectl get ${CLUSTER_NETWORK} default --output=jsonpath='${path}' | grep -Fx '${planned.join(' ')}'`;
}

/** Namespaces of the environment that are no tenant's. OpenShift makes its own infrastructure global by itself. */
function sharedNamespaces(environment: Environment): readonly string[] {
  return environment.node
    .findAll()
    .filter((construct) => ApiObject.isApiObject(construct))
    .filter(({ kind, metadata }) => kind === 'Namespace' && metadata.getLabel(TENANT_LABEL) === undefined)
    .map(({ name }) => name);
}

/** The annotation is read by the controller, which takes it off again (openshift/sdn pkg/network/master/vnids.go@3f515e756). */
function share(namespaces: readonly string[]): PlanStep {
  return {
    title: 'Share every namespace that belongs to no tenant: OpenShift SDN isolates each until it is global',
    commands: [
      `kubectl annotate --overwrite ${NET_NAMESPACES} ${namespaces.join(' ')} pod.network.openshift.io/multitenant.change-network=global`,
    ],
  };
}
