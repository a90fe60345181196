import type { Construct } from 'constructs';
import type { Bootstrap } from '../../../core';
import { ControlPlane, type ControlPlaneProps } from '../../../hosts';
import { STANDBY_CONFIG } from '../scripts/paths';
import { checkCold, sourceOf } from './check';
import { awaitTurn } from './make';
import type { ColdControlPlaneProps } from './props';

/**
 * Masters that wait: they have certificates, keys and manifests of another environment's cluster, and no etcd and no API
 * server runs on them. When that one is lost, they go on with its cluster, under its name, from its last snapshot.
 *
 * They are told whose turn it is by the steps of a pair: `Standby.cold`.
 */
export class ColdControlPlane extends ControlPlane {
  /** Masters for which they stand in. */
  readonly source: ControlPlane;

  /** @throws TripodError with every fault of the props, and of what the two environments must share */
  constructor(scope: Construct, id: string, props: ColdControlPlaneProps) {
    const source = sourceOf(scope, id, props);
    super(scope, id, propsFrom(source, props));
    this.source = source;
    const problems = this.problems();
    checkCold(this, problems);
    problems.throwIfAny();
    for (const host of this.settings.masters)
      this.hostFile(host, { path: STANDBY_CONFIG, content: this.parts.initDocuments(host), mode: '0600' });
    this.step(awaitTurn(this));
  }

  /** No cluster is made of them. */
  protected override found(): Bootstrap | undefined {
    this.parts.preparation.forEach((step) => this.step(step));
    return undefined;
  }
}

/** What clients and kubelets know of the cluster is the same wherever it is served. */
function propsFrom({ settings }: ControlPlane, props: ColdControlPlaneProps): ControlPlaneProps {
  const { endpoint, port, dnsDomain, podsPerNode, certSANs, encryption, certificateValidity } = settings;
  const shared = {
    endpoint,
    loadBalancerPort: port,
    dnsDomain,
    podsPerNode,
    certSANs,
    encryption,
    certificateValidity,
  };
  const { interface: nic, machines, virtualRouterIds, timeServers, cloudInit, needs } = props;
  return { ...shared, interface: nic, machines, virtualRouterIds, timeServers, cloudInit, needs };
}
