import { Platform } from 'tripod-iac';
import { blueprint } from './blueprint';
import { landscape } from './landscape';
import { production } from './production';
import { remoteDr } from './remote-dr';
import { test } from './test';

/** The three environments of the bank. */
export function platform(): Platform {
  const platform = new Platform();
  const bank = landscape();
  blueprint(platform, 'test', bank, test);
  blueprint(platform, 'production', bank, production);
  blueprint(platform, 'remote-dr', bank, remoteDr);
  return platform;
}
