import { CityFailover, Platform } from 'tripod-iac';
import { readVendored } from 'tripod-iac/vendor';
import { blueprint } from './blueprint';
import { landscape } from './landscape';
import { production } from './production';
import { remoteDr } from './remote-dr';
import { test } from './test';

/** The three environments of the bank. */
export function platform(): Platform {
  const platform = new Platform();
  const bank = landscape();
  // What `tripod vendor` fetched and verified; empty until it was run.
  const vendored = readVendored('vendor');
  blueprint(platform, 'test', bank, { ...test, vendored });
  const shanghai = blueprint(platform, 'production', bank, { ...production, vendored });
  const hefei = blueprint(platform, 'remote-dr', bank, { ...remoteDr, vendored });
  new CityFailover(shanghai, 'failover', { to: hefei });
  return platform;
}
