import { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import { Component, type ComponentProps, Condition, Isolation, markNetwork, type Network, Stage } from '../../core';
import { ApiServer, type Encapsulation, Installation } from '../../kinds';
import { checkMtu, defaultMtu } from '../mtu';
import { checkEncapsulation, openings, overheadOf } from './encapsulation';
import { compileIsolation } from './isolation';
import { TigeraOperator } from './operator';
import { type CalicoPool, checkPools, poolPerSite, toIpPool } from './pools';
import { RESOURCES } from './resources';
import { typhaDeployment, typhaFacts } from './typha-pods';

export interface CalicoProps extends ComponentProps {
  /** Addresses of pods. @default - one pool for each site: equal parts of the cluster's pod block */
  readonly pools?: readonly CalicoPool[];
  /**
   * How packets travel between nodes. 'None' in a cluster of one site only: the nodes tell their routes to each other,
   * and not to the routers between sites.
   * @default 'VXLANCrossSubnet', routed inside a subnet and wrapped between sites
   */
  readonly encapsulation?: Encapsulation;
  /**
   * Largest packet of a pod, in bytes. Source: docs.tigera.io, "Configure MTU".
   * @default - Ethernet's 1500 less what is wrapped around: 1450 for VXLAN, 1480 for IP-in-IP, 1500 for 'None'
   */
  readonly mtu?: number;
  /** How namespaces are kept apart: flat or by network policies. @default Isolation.networkPolicy() */
  readonly isolation?: Isolation;
}

/** Cluster network by Calico, installed by the Tigera operator. */
export class Calico extends Component implements Network {
  readonly isolation: Isolation;
  readonly mtu: number;

  constructor(scope: Construct, id: string, props: CalicoProps = {}) {
    super(scope, id, { stage: Stage.NETWORK, needs: [TigeraOperator.in(scope)], props });
    const { pools = poolPerSite(this.environment), encapsulation = 'VXLANCrossSubnet' } = props;
    const { isolation = Isolation.networkPolicy(), mtu = defaultMtu(overheadOf(encapsulation)) } = props;
    this.isolation = isolation;
    this.mtu = mtu;
    this.check(pools, encapsulation);

    const mirror = this.environment?.mirror;
    const typha = typhaDeployment(RESOURCES.typhaDeployment, this.environment);
    const installation = new Installation(this, 'installation', {
      metadata: { name: 'default' },
      spec: {
        variant: 'Calico',
        registry: mirror?.prefix === undefined ? undefined : mirror.locate('quay.io/'),
        calicoNetwork: {
          bgp: encapsulation.startsWith('VXLAN') ? 'Disabled' : 'Enabled',
          linuxDataplane: 'Iptables',
          mtu: this.mtu,
          ipPools: pools.map((pool) => toIpPool(pool, encapsulation)),
          nodeAddressAutodetectionV4: { kubernetes: 'NodeInternalIP' },
        },
        ...RESOURCES,
        typhaDeployment: typha,
      },
    });
    const server = new ApiServer(this, 'api-server', { metadata: { name: 'default' }, spec: {} });
    server.addDependency(installation);
    this.ready(installation, Condition.of('Ready'), Duration.minutes(10));
    this.ready(server, Condition.of('Ready'), Duration.minutes(10));
    compileIsolation(this, isolation, server);
    this.expects(`${openings(encapsulation)} open between all hosts of all sites`);
    if (this.environment !== undefined) this.fact(...typhaFacts(typha, this.environment));
    markNetwork(this);
  }

  private check(pools: readonly CalicoPool[], encapsulation: Encapsulation): void {
    const problems = this.problems();
    checkPools(pools, this.environment, problems);
    checkMtu(this.mtu, overheadOf(encapsulation), problems);
    checkEncapsulation(encapsulation, this.environment, problems);
    const known = problems.check(this.isolation instanceof Isolation, {
      at: 'isolation',
      got: this.isolation,
      want: 'an Isolation',
      fix: '`Isolation.networkPolicy()` or `Isolation.flat()`',
    });
    problems.check(!known || this.isolation.mode !== 'multitenant', {
      at: 'isolation',
      got: 'multitenant',
      want: 'flat or networkpolicy: Calico has no rule for "the same namespace"',
      fix: 'use `Isolation.networkPolicy()` with a NetworkPolicy in each namespace, or OvsSdn, which has the mode',
    });
    problems.throwIfAny();
  }
}
