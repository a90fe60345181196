import { type Output, secret } from '@pulumi/pulumi';
import type { Rendering } from '../../../core';
import { putFiles } from './files/put';
import type { BootstrapOptions } from './options';
import { reach } from './reach';
import { Commands } from './steps/commands';
import { adoptSettings, joinMasters } from './steps/masters';
import { joinOthers } from './steps/others';
import type { Work } from './steps/work';

/**
 * Makes a cluster from the hosts of an environment over SSH, as its plan does: files and preparation on every host, the
 * first master, the others one by one, then all other hosts, so many at once. What is returned is the kubeconfig of the
 * administrator: secret, and known once every host is a member, so that nothing in the cluster begins before.
 *
 * A later run touches what changed. New files are put on the hosts that have them, masters one by one, each until its load
 * balancer has taken them; then masters adopt changed settings, one by one, which a master that is the only one refuses;
 * hosts that were added join by an invitation of their own. What was interrupted is done again: every command finds what
 * is there. A cluster is never begun twice: a first master that finds one refuses.
 *
 * No step is protected, and deleting one does nothing: it forgets what was done, and hosts are never reset. Left to the
 * plan's steps for later: upgrades (a run with another Kubernetes version refuses on hosts that are members), removing
 * hosts, certificates (then the kubeconfig is taken anew by `kubeconfigTaken`), the exchange of keys, etcd.
 *
 * @throws TripodError where the environment is not made over SSH, or with every host whose key is not known and every secret
 * that is missing; nothing was registered then
 */
export function bootstrapHosts(rendering: Rendering, options: BootstrapOptions): Output<string> {
  const { bootstrap, ssh, key } = reach(rendering, options);
  const [first] = bootstrap.masters;
  if (first === undefined) throw new Error(`${rendering.environment.name} has no masters`);
  const make = new Commands(ssh, options.parent);
  const files = putFiles(rendering, bootstrap, make);
  const work: Work = { rendering, bootstrap, first, make, files, ...(key === undefined ? {} : { key }) };

  const joined = joinMasters(work);
  const adopted = adoptSettings(work, joined);
  const others = joinOthers(work, joined);
  const { stdout } = make.ask(
    first,
    { what: 'kubeconfig', command: bootstrap.commands.kubeconfig, after: [...adopted, ...others] },
    [options.kubeconfigTaken ?? ''],
  );
  return secret(stdout);
}
