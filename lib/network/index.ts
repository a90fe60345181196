export { Calico, type CalicoProps } from './calico/calico';
export { TigeraOperator } from './calico/operator';
export { type CalicoPool, poolPerSite } from './calico/pools';
export { typhaReplicas } from './calico/typha';
export { AntreaOperator } from './ovs/antrea-operator';
export { OvsSdn, type OvsSdnProps } from './ovs/ovs-sdn';
