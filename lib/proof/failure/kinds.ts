/** Kinds of failures that are judged, in the order in which a reader meets them. */
export const FAILURE_KINDS = {
  process: 'a process ends on a host that goes on',
  host: 'a host is lost with its disks',
  rack: 'all hosts of a rack are lost',
  site: 'all hosts of a site are lost',
  city: 'all sites of a city are lost',
  link: 'two sites reach each other no more, others reach both',
  partition: 'the sites fall into two parts',
  'host-pair': 'two hosts are lost at once',
  'host-then-host': 'a host is lost, and another after everything has reacted',
  'host-and-site': 'a host and another site are lost at once',
  'host-then-site': 'a host is lost, and another site after everything has reacted',
  'site-then-host': 'a site is lost, and a host of another one after everything has reacted',
  'drained-then-host': 'a host is lost while another one is drained',
  'off-then-host': 'a host is lost while another one is powered off for maintenance',
  scenario: 'a failure that somebody asked for by name',
  upgrade: 'the hosts of a role are taken out one at a time, as in a rolling upgrade',
} as const;

export type FailureKind = keyof typeof FAILURE_KINDS;
