import type { Isolation, IsolationMode } from '../../core';
import type { OpenShiftSdnMode } from '../../kinds';

const MODES: Readonly<Record<IsolationMode, OpenShiftSdnMode>> = {
  flat: 'Subnet',
  multitenant: 'Multitenant',
  networkpolicy: 'NetworkPolicy',
};

/** The isolation in OpenShift's words. */
export function modeOf({ mode }: Isolation): OpenShiftSdnMode {
  return MODES[mode];
}

/** Name of the plug-in that a mode selects (openshift/cluster-network-operator pkg/network/openshift_sdn.go@af41a3620). */
export function pluginOf(isolation: Isolation): string {
  return `redhat/openshift-ovs-${modeOf(isolation).toLowerCase()}`;
}
