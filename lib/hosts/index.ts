export { ControlPlane, type ControlPlaneProps } from './control-plane/control-plane';
export { ETCD_QUOTA, type EtcdTiming, etcdTiming } from './control-plane/etcd';
export { reserved, type Reserved } from './kubeadm/reserved';
export { API_PORT, ETCD_PORTS } from './ports';
export { takeover, type Takeover, virtualRouterId } from './load-balancer/vrrp';
