import type { InstallationSpec, WorkloadOverride } from '../../kinds';
import { TYPHA } from './typha-pods';

/** Requests and limits of Calico's own pods, for nodes of up to 250 pods. */
export const RESOURCES: Required<
  Pick<InstallationSpec, 'calicoNodeDaemonSet' | 'typhaDeployment' | 'calicoKubeControllersDeployment'>
> = {
  calicoNodeDaemonSet: override('calico-node', '250m', '1', '512Mi'),
  typhaDeployment: override(TYPHA, '200m', '1', '256Mi'),
  calicoKubeControllersDeployment: override('calico-kube-controllers', '100m', '500m', '256Mi'),
};

function override(name: string, cpu: string, cpuLimit: string, memory: string): WorkloadOverride {
  const resources = { requests: { cpu, memory }, limits: { cpu: cpuLimit, memory } };
  return { spec: { template: { spec: { containers: [{ name, resources }] } } } };
}
