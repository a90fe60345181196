import { type Environment, type Problems } from '../../../core';
import { checkStore, checkStorePlace } from '../../../core/store/check';
import { Etcd } from '../../../hosts';
import { controlPlaneOf } from '../control-plane';
import type { Settled } from './props';
import { checkTimes } from './check-times';

/** Checks everything that can be wrong with the props, in this environment. */
export function checkEtcdSnapshots(props: Settled, environment: Environment, problems: Problems): void {
  problems.check(environment.distribution.name === 'kubernetes', {
    at: 'distribution',
    got: environment.distribution.toString(),
    want: "kubernetes: the paths are kubeadm's",
    fix: "use OpenShift's own cluster-backup.sh there",
  });
  const masters = environment.hostsWith('control-plane').length;
  problems.check(masters > 0, {
    at: 'hosts',
    got: 'no host with the role control-plane',
    want: 'at least one: etcd runs there',
    fix: 'add `masters(…)` to a site of the cluster',
  });
  problems.check(!Etcd.isExternal(controlPlaneOf(environment)?.etcd), {
    at: 'hosts',
    got: 'an etcd outside of the masters',
    want: 'etcd on the masters: its member and its certificates are there',
    fix: 'leave the component out; who keeps that etcd takes its snapshots',
  });
  checkStore(props, problems);
  checkStorePlace(props, environment, problems);
  checkTimes(props, environment, problems);
}
