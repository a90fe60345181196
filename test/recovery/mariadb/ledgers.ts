import { Size } from 'cdk8s';
import {
  type Environment,
  type EnvironmentProps,
  MariaDb,
  type MariaDbProps,
  Platform,
  SecretValue,
  Witness,
} from 'tripod-iac';
import { bank } from '../../support/bank';
import { environmentOn } from '../../support/environment';
import { Flat } from '../../support/network';

export const BLOCK = { storageClassName: 'block', shared: false };

/** Three name servers that stand in neither city. */
export function witness(): Witness {
  const servers = [1, 2, 3].map((n) => ({ name: `ns-${n}`, address: `192.0.2.${n}`, site: `third-${n}` }));
  return Witness.dns({
    zone: 'prod.bank.example',
    servers,
    key: SecretValue.from('dns/guard'),
    keyName: 'tripod-guard',
  });
}

export interface Ledgers {
  readonly from: Environment;
  readonly to: Environment;
  readonly ledger: MariaDb;
  readonly copy: MariaDb;
}

/** Production and the environment that takes over from it. */
export function sides(props: Partial<EnvironmentProps> = {}): readonly [Environment, Environment] {
  const platform = new Platform();
  const made = (['production', 'remote-dr'] as const).map((name) => {
    const environment = environmentOn(platform, name, bank, props);
    new Flat(environment);
    return environment;
  });
  return [made[0]!, made[1]!];
}

/** A database in production, and its copy in the other city. */
export function ledgers(
  here: Partial<MariaDbProps> = {},
  there: Partial<MariaDbProps> = {},
  props: Partial<EnvironmentProps> = {},
): Ledgers {
  const [from, to] = sides(props);
  const given = { witness: here.witness ?? witness(), volumes: BLOCK, memory: Size.gibibytes(1) };
  const ledger = new MariaDb(from, 'ledger', { ...given, ...here });
  const copy = new MariaDb(to, 'ledger', { ...given, follows: ledger, ...there });
  return { from, to, ledger, copy };
}

/** A database in production alone. */
export function ledger(props: Partial<MariaDbProps> = {}, settings: Partial<EnvironmentProps> = {}): MariaDb {
  return new MariaDb(sides(settings)[0], 'ledger', { witness: witness(), volumes: BLOCK, ...props });
}
