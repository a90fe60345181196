import type { Failover, FailoverStep } from './props';
import { mirrorOf } from './volumes/mirror-of';

/** The steps as a reader of plan and report knows them, in order. */
export function stepNames(failover: Failover): readonly { readonly step: FailoverStep; readonly name: string }[] {
  const { from, to } = failover;
  const cities = [...new Set(from.sites.map(({ city }) => city))].join(', ');
  return [
    { step: 'fence', name: `fence ${cities}: power and links off` },
    { step: 'health', name: `look at the health of ${to.name}` },
    ...(mirrorOf(failover) === undefined
      ? []
      : [{ step: 'volumes', name: `take over the volumes: promote their copies in ${to.name}` } as const]),
    { step: 'objects', name: 'take over what stood in etcd alone' },
    { step: 'records', name: `lead the DNS records to ${to.name}` },
    { step: 'verification', name: 'verify as a user would' },
  ];
}
