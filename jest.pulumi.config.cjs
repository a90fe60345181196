const unit = require('./jest.config.cjs');

/** Tests with the real Pulumi engine against real API servers: one file after the other, since each starts its own. */
module.exports = {
  ...unit,
  roots: ['<rootDir>/test/pulumi'],
  testPathIgnorePatterns: ['/node_modules/'],
  globalSetup: '<rootDir>/test/pulumi/harness/setup.ts',
  testTimeout: 150_000,
  maxWorkers: 1,
};
