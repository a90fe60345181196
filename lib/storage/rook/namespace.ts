/** Where Rook's release installs the operator and the cluster; its service accounts stand there too. */
export const NAMESPACE = 'rook-ceph';

const REASON = 'Ceph daemons use raw disks and keep their data below /var/lib/rook; CSI plugins mount volumes on hosts';

/** Pod security of the namespace. */
export const PRIVILEGED = { podSecurity: 'privileged', reason: REASON } as const;

/** Stands on the pods of Ceph daemons. */
export const PRIVILEGE_ANNOTATION = { 'tripod/privilege-reason': REASON };

/** The same where they listen on the hosts. */
export const HOST_PRIVILEGE_ANNOTATION = {
  'tripod/privilege-reason': `${REASON}; daemons listen on the network of the hosts, which other clusters reach`,
};
