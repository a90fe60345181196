import { Fence, MariaDb, SitePair, type SitePairProps, Standby, Traffic, type Witness } from 'tripod-iac';
import { type Settings, sides, witness } from './sides';

const VOLUMES = { storageClassName: 'local', shared: false };

export function traffic(judge: Witness, follows = 'mariadb-ledger'): Traffic {
  const addresses = { production: ['10.10.0.31'], 'remote-dr': ['10.30.0.31'] };
  return Traffic.dns({ witness: judge, records: [{ name: 'ledger.bank.example', follows, sides: addresses }] });
}

/** Two sides with a database on each, which close by themselves. */
export function guarded(props: (judge: Witness) => Partial<SitePairProps> = () => ({}), settings: Settings = {}) {
  const judge = witness();
  const both = sides(settings);
  const ledger = new MariaDb(both.from, 'ledger', { witness: judge, volumes: VOLUMES });
  const copy = new MariaDb(both.to, 'ledger', { witness: judge, volumes: VOLUMES, follows: ledger });
  const make = (others: Partial<SitePairProps> = {}) =>
    new SitePair(both.from, 'pair', {
      with: both.to,
      standby: Standby.warm(),
      fence: Fence.self(),
      witness: judge,
      traffic: traffic(judge),
      data: [[ledger, copy]],
      ...props(judge),
      ...others,
    });
  return { ...both, judge, ledger, copy, make };
}
