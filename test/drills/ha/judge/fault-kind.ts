/** Kinds of faults, as limits are set for them. */
export const FAULT_KINDS = {
  host: 'a lost host',
  'api-server': 'a killed API server',
  haproxy: 'a killed load balancer',
  keepalived: 'a killed VRRP daemon',
  site: 'a lost site',
  link: 'a cut link',
  partition: 'a site cut off from all others',
  restart: 'a planned restart',
  replacement: 'a host lost with its disk, and replaced',
  majority: 'a lost majority',
  'cold-start': 'a loss of all power',
} as const;

export type FaultKind = keyof typeof FAULT_KINDS;
