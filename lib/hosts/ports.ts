/** Where every API server listens. */
export const API_PORT = 6443;

/** Where a load balancer tells its own host whether an API server behind it is ready. */
export const HEALTH_PORT = 8405;

/** Where etcd serves clients and talks to its other members. */
export const ETCD_PORTS = [2379, 2380] as const;

/** Where etcd of events does. Not on the ports of the other: both run on every master. */
export const EVENTS_PORTS = [12379, 12380] as const;

/** Where each of the two tells its own host how it is, and its figures. */
export const ETCD_METRICS_PORT = 2381;
export const EVENTS_METRICS_PORT = 12381;

/** Where the kubelet is reached by the API servers, and where it tells its own host how it is. */
export const KUBELET_PORT = 10250;
export const KUBELET_HEALTH_PORT = 10248;

/** Where controllers and scheduler tell their own host how they are. */
export const CONTROLLERS_PORT = 10257;
export const SCHEDULER_PORT = 10259;

/** Where kube-proxy has its figures, and where it tells load balancers how it is. */
const PROXY_METRICS_PORT = 10249;
const PROXY_HEALTH_PORT = 10256;

/** Ports on a master that are taken. */
export const TAKEN: readonly number[] = [
  ...ETCD_PORTS,
  ETCD_METRICS_PORT,
  ...EVENTS_PORTS,
  EVENTS_METRICS_PORT,
  API_PORT,
  HEALTH_PORT,
  KUBELET_HEALTH_PORT,
  PROXY_METRICS_PORT,
  KUBELET_PORT,
  PROXY_HEALTH_PORT,
  CONTROLLERS_PORT,
  SCHEDULER_PORT,
];

/** The load balancer runs as nobody in particular, and ports below belong to root. */
export const LOWEST_PORT = 1024;

/** Above begin the node ports of services (30000 to 32767), then the ports of outgoing connections. */
export const HIGHEST_PORT = 29999;
