import { Platform } from 'tripod-iac';
import { readVendored } from 'tripod-iac/vendor';
import { blueprint } from './blueprint';
import { landscape } from './landscape';
import { pair } from './pair';
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
  // Hefei can restore what Shanghai backed up.
  const backup = { ...remoteDr.backup, reads: shanghai.backup };
  const hefei = blueprint(platform, 'remote-dr', bank, { ...remoteDr, backup, vendored });
  pair(shanghai, hefei);
  return platform;
}
