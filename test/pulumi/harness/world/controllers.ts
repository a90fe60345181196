import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type ApiServer, binary } from '../../../cluster/harness';
import { Keeper } from '../../../cluster/harness/keeper';

/**
 * Starts controller manager, scheduler and kwok against the API server. They are ready when nodes become Ready, which
 * is for the caller to see.
 * @returns the keeper that ends them.
 */
export function startControllers(server: ApiServer, podCidr: string): Keeper {
  const keeper = new Keeper();
  const folder = dirname(server.kubeconfig);
  const common = [`--kubeconfig=${server.kubeconfig}`];
  const fast = ['--leader-elect=false', '--secure-port=0', '--kube-api-qps=300', '--kube-api-burst=600'];
  keeper.start('kube-controller-manager', binary('kube-controller-manager'), [
    ...common,
    ...fast,
    `--service-account-private-key-file=${join(folder, 'service-account.key')}`,
    `--root-ca-file=${join(folder, 'apiserver.crt')}`,
    // No kubelet attaches volumes here: an attachment would wait for one for ever.
    '--controllers=*,-persistentvolume-attach-detach-controller',
    '--pvclaimbinder-sync-period=1s',
    // On a busy machine kwok renews a lease too late. What that does to pods it would not mend: they never were ready again.
    '--node-monitor-grace-period=24h',
    '--node-startup-grace-period=24h',
  ]);
  keeper.start('kube-scheduler', binary('kube-scheduler'), [...common, ...fast]);
  // In a file of its own: kwok would add what stands in the home folder of whoever runs the tests.
  const settings = join(keeper.folder, 'kwok.yaml');
  writeFileSync(settings, JSON.stringify(kwokSettings(podCidr)));
  keeper.start('kwok', binary('kwok'), [...common, `--config=${settings}`]);
  return keeper;
}

/** It plays every node and all their pods; `cidr` is where pods get their addresses. */
const kwokSettings = (cidr: string) => ({
  apiVersion: 'config.kwok.x-k8s.io/v1alpha1',
  kind: 'KwokConfiguration',
  options: { manageAllNodes: true, cidr },
});
