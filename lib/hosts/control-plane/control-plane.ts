import type { Construct } from 'constructs';
import { type Bootstrap, Component, type HostFileProps, Stage } from '../../core';
import type { Host } from '../../landscape';
import { bootstrapFiles, FIRST_START } from '../bootstrap/files';
import { dayTwoSteps } from '../day-two/day-two';
import { dayTwoFiles } from '../day-two/files';
import { eventsFiles } from '../etcd/events-files';
import type { Etcd } from '../settings/etcd';
import { kubeadmFiles } from '../kubeadm/files';
import { loadBalancerFiles } from '../load-balancer/files';
import type { Machines } from '../machines/machines';
import { runtimeFiles } from '../runtime/files';
import { controlPlaneEndpoint, type Settings, settingsOf } from '../settings/settings';
import type { ControlPlaneProps } from '../settings/props';
import { administratorsFirst } from './administrators';
import { bootstrapOf } from './bootstrap';
import { checkSettings } from './check/check';
import { expectations } from './expectations';
import { controlPlaneFacts } from './facts';
import { installation } from './install';
import { type Parts, partsOf } from './parts';

/**
 * A highly available control plane by kubeadm: etcd on every master unless it stands elsewhere, a load balancer beside
 * every API server, and a VIP for each site. It writes the files of all hosts and the steps that make a cluster from them.
 */
export class ControlPlane extends Component {
  /** `name:port` under which every client reaches the API. */
  readonly endpoint: string;
  /** Where etcd runs. */
  readonly etcd: Etcd;
  /** How its hosts are reached. */
  readonly machines: Machines;
  /** What makes the cluster. @default - nothing: it takes over one that was made elsewhere */
  override readonly bootstrap?: Bootstrap;
  /** The props with every default filled in. @internal */
  readonly settings: Settings;
  /** From what a cluster of these hosts is made in another way than anew. @internal */
  readonly parts: Parts;

  /** @throws TripodError with every fault of the props, and of the landscape as far as it concerns masters */
  constructor(scope: Construct, id: string, props: ControlPlaneProps) {
    super(scope, id, { stage: Stage.HOSTS, props });
    const environment = this.requireEnvironment();
    const settings = settingsOf(props, environment);
    const problems = this.problems();
    checkSettings(settings, problems);
    problems.throwIfAny();
    this.endpoint = controlPlaneEndpoint(settings);
    this.etcd = settings.etcd;
    this.machines = settings.machines;
    this.settings = settings;
    this.parts = partsOf(settings);

    environment.hosts.forEach((host) => this.write(host, runtimeFiles(settings)));
    environment.hosts.forEach((host) => this.write(host, bootstrapFiles(host, settings)));
    environment.hosts.forEach((host) => this.write(host, kubeadmFiles(host, settings)));
    environment.hosts.forEach((host) => this.write(host, dayTwoFiles(host, settings)));
    settings.masters.forEach((host) =>
      this.write(host, [...loadBalancerFiles(host, settings), ...eventsFiles(host, settings)]),
    );
    if (settings.cloudInit) environment.hosts.forEach((host) => this.boot(host, FIRST_START));
    this.uses('kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kube-proxy', 'coredns', 'pause');
    if (!settings.etcd.isExternal) this.uses('etcd');
    expectations(settings).forEach((expectation) => this.expects(expectation));
    this.bootstrap = this.found();
    dayTwoSteps(settings).forEach((step) => this.step(step));
    this.fact(...controlPlaneFacts(settings));
  }

  /** What makes a cluster of the hosts: its first objects, the steps of the plan, and the same for a door. */
  protected found(): Bootstrap | undefined {
    administratorsFirst(this);
    installation(this.settings).forEach((step) => this.step(step));
    return bootstrapOf(this.settings);
  }

  private write(host: Host, files: readonly Omit<HostFileProps, 'host'>[]): void {
    files.forEach((file) => this.hostFile(host, file));
  }
}
