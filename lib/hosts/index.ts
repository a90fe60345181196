export { ControlPlane, type ControlPlaneProps } from './control-plane/control-plane';
export { type EtcdTiming, etcdTiming } from './control-plane/etcd';
export { reserved, type Reserved } from './kubeadm/reserved';
export { takeover, type Takeover, virtualRouterId } from './load-balancer/vrrp';
