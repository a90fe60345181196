import type { Settings } from './blueprint';

/** One small site, with the other network, so that both are always exercised. */
export const test: Settings = {
  tier: 'test',
  mirror: 'registry.bank.example/mirror',
};
