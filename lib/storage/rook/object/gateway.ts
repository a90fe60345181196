import type { CephGateway } from '../../../kinds';
import type { Layout } from '../cluster/layout';
import { serverPlacement } from '../cluster/placement';
import { daemon, NEEDS } from '../cluster/resources';
import { PRIVILEGE_ANNOTATION } from '../namespace';
import { gatewayLabels, serviceName } from './names';

/** Gateways for clients. While nodes are drained Rook keeps all but one (pkg/operator/ceph/disruption/clusterdisruption/pools.go@v1.20.6). */
export const GATEWAYS = 2;

/** Gateways that fetch from other zones: more of them take longer for each object (rook ceph-object-multisite.md@v1.20.6). */
export const SYNC_GATEWAYS = 1;

/** Above 1024: on OpenShift pods may not bind below (rook Documentation/Getting-Started/ceph-openshift.md@v1.20.6), and one address fits all. */
const PORTS = { http: 8080, https: 8443 };

/** Who the gateways of the environment are to others. */
export interface GatewayChoice {
  /** Secret with their certificate. */
  readonly certificate?: string;
  /** Secret with authorities that they trust. */
  readonly authorities?: string;
}

/** Gateways of a store. They are clients of Ceph: also where its daemons stand on the hosts' network, they do not. */
export function gatewaySpec(layout: Layout, store: string, count: number, choice: GatewayChoice): CephGateway {
  const { certificate, authorities } = choice;
  return {
    ...(certificate === undefined ? { port: PORTS.http } : { securePort: PORTS.https, sslCertificateRef: certificate }),
    ...(authorities === undefined ? {} : { caBundleRef: authorities }),
    hostNetwork: false,
    instances: count,
    annotations: PRIVILEGE_ANNOTATION,
    placement: serverPlacement(layout, gatewayLabels(store)),
    priorityClassName: 'system-cluster-critical',
    resources: daemon(NEEDS.rgw),
  };
}

/** Address of the gateways within the cluster. */
export function serviceUrl({ certificate }: GatewayChoice): string {
  return certificate === undefined
    ? `http://${serviceName()}:${PORTS.http}`
    : `https://${serviceName()}:${PORTS.https}`;
}
