export { ControlPlane } from './control-plane/control-plane';
export type { ControlPlaneProps } from './control-plane/props';
export { ETCD_QUOTA, type EtcdTiming, etcdTiming } from './control-plane/etcd';
export { reserved, type Reserved } from './kubeadm/reserved';
export { API_PORT, ETCD_PORTS } from './ports';
export { takeover, type Takeover, virtualRouterId } from './load-balancer/vrrp';
