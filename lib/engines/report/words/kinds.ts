import type { FailureKind } from '../../../proof';

/** Kinds of failures as the filter and the table name them. */
export const KIND_NAMES: Readonly<Record<FailureKind, string>> = {
  process: 'Process',
  host: 'Host',
  rack: 'Rack',
  site: 'Site',
  city: 'City',
  link: 'Link',
  partition: 'Partition',
  'host-pair': 'Two hosts at once',
  'host-then-host': 'Host, then host',
  'host-and-site': 'Host and site at once',
  'host-then-site': 'Host, then site',
  'site-then-host': 'Site, then host',
  'drained-then-host': 'Host during a drain',
  'off-then-host': 'Host while one is off',
  scenario: 'Asked for',
  upgrade: 'Rolling upgrade',
};
