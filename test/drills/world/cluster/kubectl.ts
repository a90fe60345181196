/** Credentials of an administrator, on every master. */
export const ADMIN_CONF = '/etc/kubernetes/admin.conf';

/** kubectl as an administrator, on a master. */
export const KUBECTL = `kubectl --kubeconfig=${ADMIN_CONF}`;
