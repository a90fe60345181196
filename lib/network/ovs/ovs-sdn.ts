import type { Construct } from 'constructs';
import { Component, type ComponentProps, Isolation, markNetwork, type Network, type PlanStep, Stage } from '../../core';
import { isWhole } from '../../errors';
import { checkMtu, defaultMtu, TUNNEL } from '../mtu';
import { antrea } from './antrea';
import type { Fabric, OvsSettings } from './fabric';
import { openShiftSdn } from './openshift-sdn';

export interface OvsSdnProps extends ComponentProps {
  /**
   * How namespaces are kept apart. With `multitenant`, Antrea isolates the namespaces that carry the label
   * `tripod/tenant`, OpenShift SDN every namespace but those that the plan makes global.
   * @default Isolation.networkPolicy()
   */
  readonly isolation?: Isolation;
  /** Largest packet of a pod, in bytes. @default 1450: Ethernet's 1500 less 50 for the tunnel */
  readonly mtu?: number;
  /** UDP port of the tunnels between nodes. @default 6081 (Geneve) on Kubernetes, 4789 (VXLAN) on OpenShift */
  readonly port?: number;
  /**
   * Prefix length of the block that each node takes of the cluster's pod block. On OpenShift only, and as the cluster
   * was installed; on Kubernetes kube-controller-manager cuts the blocks.
   * @default 23, as OpenShift's installer
   */
  readonly hostPrefix?: number;
}

/**
 * Cluster network by Open vSwitch: Antrea on Kubernetes; on OpenShift up to 4.16 the OpenShift SDN that the cluster
 * already runs. Needs an Environment, from which it takes addresses and distribution.
 */
export class OvsSdn extends Component implements Network {
  readonly isolation: Isolation;
  readonly mtu: number;
  private readonly fabric: Fabric;
  private readonly settings: OvsSettings;

  /** @throws TripodError in a plain App, and with every fault of the props and of the distribution */
  constructor(scope: Construct, id: string, props: OvsSdnProps = {}) {
    super(scope, id, { stage: Stage.NETWORK, props });
    const environment = this.requireEnvironment('it takes addresses and distribution from there');
    this.fabric = environment.distribution.name === 'openshift' ? openShiftSdn : antrea;
    const {
      isolation = Isolation.networkPolicy(),
      mtu = defaultMtu(TUNNEL),
      port = this.fabric.port,
      hostPrefix,
    } = props;
    this.isolation = isolation;
    this.mtu = mtu;
    this.settings = { environment, isolation, mtu, port, hostPrefix };
    this.check();

    this.fabric.build(this, this.settings);
    markNetwork(this);
  }

  override get steps(): readonly PlanStep[] {
    return [...super.steps, ...this.fabric.steps(this.settings)];
  }

  private check(): void {
    const { isolation, mtu, port } = this.settings;
    const problems = this.problems();
    problems.check(isolation instanceof Isolation, {
      at: 'isolation',
      got: isolation,
      want: 'an Isolation',
      fix: 'for example `Isolation.multitenant()`',
    });
    checkMtu(mtu, TUNNEL, problems);
    problems.check(isWhole(port, 1, 65535), {
      at: 'port',
      got: port,
      want: 'a UDP port between 1 and 65535',
      fix: `leave it out for ${this.fabric.port}`,
    });
    this.fabric.check(this.settings, problems);
    problems.throwIfAny();
  }
}
