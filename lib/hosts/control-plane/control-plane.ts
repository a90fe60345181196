import type { Construct } from 'constructs';
import { Component, type HostFileProps, Stage } from '../../core';
import type { Host } from '../../landscape';
import { kubeadmFiles } from '../kubeadm/files';
import { loadBalancerFiles } from '../load-balancer/files';
import { runtimeFiles } from '../runtime/files';
import { checkSettings } from './check';
import { expectations } from './expectations';
import { controlPlaneFacts } from './facts';
import { installation, renewal } from './install';
import { authority, settingsOf } from './settings';
import type { ControlPlaneProps } from './props';

/**
 * A highly available control plane by kubeadm: stacked etcd on every master, a load balancer beside every API server,
 * and a VIP for each site. It writes the files of all hosts and the steps that make a cluster from them.
 */
export class ControlPlane extends Component {
  /** `name:port` under which every client reaches the API. */
  readonly endpoint: string;

  /** @throws TripodError with every fault of the props, and of the landscape as far as it concerns masters */
  constructor(scope: Construct, id: string, props: ControlPlaneProps) {
    super(scope, id, { stage: Stage.HOSTS, props });
    const environment = this.requireEnvironment();
    const settings = settingsOf(props, environment);
    const problems = this.problems();
    checkSettings(settings, problems);
    problems.throwIfAny();
    this.endpoint = authority(settings);

    environment.hosts.forEach((host) => this.write(host, runtimeFiles(environment)));
    environment.hosts.forEach((host) => this.write(host, kubeadmFiles(host, settings)));
    settings.masters.forEach((host) => this.write(host, loadBalancerFiles(host, settings)));
    this.uses('kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kube-proxy', 'coredns', 'etcd', 'pause');
    expectations(settings).forEach((expectation) => this.expects(expectation));
    installation(settings).forEach((step) => this.step(step));
    this.step(renewal(settings));
    this.fact(...controlPlaneFacts(settings));
  }

  private write(host: Host, files: readonly Omit<HostFileProps, 'host'>[]): void {
    files.forEach((file) => this.hostFile(host, file));
  }
}
