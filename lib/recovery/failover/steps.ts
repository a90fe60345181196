import type { Failover, FailoverStep } from './props';

/** The steps as a reader of plan and report knows them, in order. */
export function stepNames({ from, to }: Failover): readonly { readonly step: FailoverStep; readonly name: string }[] {
  const cities = [...new Set(from.sites.map(({ city }) => city))].join(', ');
  return [
    { step: 'fence', name: `fence ${cities}: power and links off` },
    { step: 'health', name: `look at the health of ${to.name}` },
    { step: 'objects', name: 'take over what stood in etcd alone' },
    { step: 'records', name: `lead the DNS records to ${to.name}` },
    { step: 'verification', name: 'verify as a user would' },
  ];
}
