import { customResource } from '../../core';
import type { CephPoolSpec } from './ceph-block-pool';
import type { CephPlacement, CephResources } from './placement';

export interface CephGateway {
  /** Port of HTTP. @default - none: HTTPS only */
  readonly port?: number;
  /** Port of HTTPS. @default - none: HTTP only */
  readonly securePort?: number;
  /** Secret with the certificate, of type kubernetes.io/tls or with the key `cert`. @default - no HTTPS */
  readonly sslCertificateRef?: string;
  /** Secret with the key `cabundle`: whom the gateways trust beside the image's authorities. @default - nobody */
  readonly caBundleRef?: string;
  readonly hostNetwork: boolean;
  readonly instances: number;
  /** Whether its gateways fetch nothing from other zones. @default false */
  readonly disableMultisiteSyncTraffic?: boolean;
  /** Settings of Ceph that hold without a restart. @default - none */
  readonly rgwConfig?: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly placement: CephPlacement;
  readonly priorityClassName: string;
  readonly resources: CephResources;
}

export interface CephObjectStoreSpec {
  /** @default - those of the zone */
  readonly metadataPool?: CephPoolSpec;
  /** @default - that of the zone */
  readonly dataPool?: CephPoolSpec;
  readonly preservePoolsOnDelete: boolean;
  /** @default - a zone of its own */
  readonly zone?: { readonly name: string };
  /** Namespaces beside its own in which users may be made. @default - none */
  readonly allowUsersInNamespaces?: readonly string[];
  readonly gateway: CephGateway;
}

/** Buckets behind an S3 interface. */
export class CephObjectStore extends customResource<CephObjectStoreSpec>({
  apiVersion: 'ceph.rook.io/v1',
  kind: 'CephObjectStore',
  scope: 'Namespaced',
  holdsData: true,
}) {}
