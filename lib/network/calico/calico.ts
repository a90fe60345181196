import { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  Component,
  type ComponentProps,
  Condition,
  Fact,
  Isolation,
  markNetwork,
  type Network,
  Stage,
} from '../../core';
import { ApiServer, type Encapsulation, ENCAPSULATIONS, Installation } from '../../kinds';
import { checkMtu, DEFAULT_MTU } from '../mtu';
import { compileIsolation } from './isolation';
import { TigeraOperator } from './operator';
import { type CalicoPool, checkPools, poolPerSite, toIpPool } from './pools';
import { RESOURCES } from './resources';
import { typhaReplicas } from './typha';

export interface CalicoProps extends ComponentProps {
  /** Addresses of pods. @default - one pool for each site: equal parts of the cluster's pod block */
  readonly pools?: readonly CalicoPool[];
  /** How packets travel between nodes. @default 'VXLANCrossSubnet', routed inside a subnet and wrapped between sites */
  readonly encapsulation?: Encapsulation;
  /** Largest packet of a pod, in bytes. @default 1450: Ethernet's 1500 less 50 for VXLAN */
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
    const { isolation = Isolation.networkPolicy(), mtu = DEFAULT_MTU } = props;
    this.isolation = isolation;
    this.mtu = mtu;
    this.check(pools, encapsulation);

    const registry = this.environment?.mirror.prefix;
    const installation = new Installation(this, 'installation', {
      metadata: { name: 'default' },
      spec: {
        variant: 'Calico',
        registry: registry === undefined ? undefined : `${registry}/quay.io/`,
        calicoNetwork: {
          bgp: encapsulation.startsWith('VXLAN') ? 'Disabled' : 'Enabled',
          linuxDataplane: 'Iptables',
          mtu: this.mtu,
          ipPools: pools.map((pool) => toIpPool(pool, encapsulation)),
          nodeAddressAutodetectionV4: { kubernetes: 'NodeInternalIP' },
        },
        ...RESOURCES,
      },
    });
    const server = new ApiServer(this, 'api-server', { metadata: { name: 'default' }, spec: {} });
    server.addDependency(installation);
    this.ready(installation, Condition.of('Ready'), Duration.minutes(10));
    this.ready(server, Condition.of('Ready'), Duration.minutes(10));
    compileIsolation(this, isolation, server);
    this.tell();
    markNetwork(this);
  }

  private check(pools: readonly CalicoPool[], encapsulation: Encapsulation): void {
    const problems = this.problems();
    checkPools(pools, this.environment, problems);
    checkMtu(this.mtu, problems);
    problems.check(ENCAPSULATIONS.includes(encapsulation), {
      at: 'encapsulation',
      got: encapsulation,
      want: `one of ${ENCAPSULATIONS.join(', ')}`,
      fix: 'leave it out for VXLANCrossSubnet',
    });
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

  private tell(): void {
    if (this.environment === undefined) return;
    const hosts = this.environment.hosts.map((host) => host.name);
    this.fact(Fact.replicas('typha', { count: typhaReplicas(hosts.length), spread: 'host', hosts }));
  }
}
