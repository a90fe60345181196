import { join, relative } from 'node:path';
import { Platform, type Vendored } from 'tripod-iac';
import { readVendored } from 'tripod-iac/vendor';
import { blueprint } from './blueprint';
import { landscape } from './landscape';
import { pair } from './pair';
import { production } from './production';
import { remoteDr } from './remote-dr';
import { test } from './test';

/** Beside this folder, wherever the program runs: the Pulumi CLI runs it in this one. */
const VENDOR = relative(process.cwd(), join(__dirname, '..', 'vendor'));

/**
 * The three environments of the bank.
 *
 * @param vendored releases of the operators. By default what `tripod vendor` fetched and verified; empty until it was run.
 */
export function platform(vendored: Vendored = readVendored(VENDOR)): Platform {
  const platform = new Platform();
  const bank = landscape();
  blueprint(platform, 'test', bank, { ...test, vendored });
  const shanghai = blueprint(platform, 'production', bank, { ...production, vendored });
  // Hefei can restore what Shanghai backed up.
  const backup = { ...remoteDr.backup, reads: shanghai.backup };
  const hefei = blueprint(platform, 'remote-dr', bank, { ...remoteDr, backup, vendored });
  pair(shanghai, hefei);
  return platform;
}
