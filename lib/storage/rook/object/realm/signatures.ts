/**
 * Gateways of a realm take the older signatures of requests, too. Ceph 20.2.4 checks those of version 4 more strictly
 * (CVE-2026-54330), and refuses what its own gateways send on to the master zone, such as the making of a bucket. To be
 * set back to `false` and `-1` once all clusters of the realm run a release with tracker.ceph.com/issues/79698. Source:
 * rook Documentation/Storage-Configuration/Object-Storage-RGW/ceph-object-multisite.md@d0c3b9ce6.
 */
export const REALM_SIGNATURES: Readonly<Record<string, string>> = {
  rgw_sigv4_insecure: 'true',
  rgw_s3_client_max_sig_ver: '2',
};
