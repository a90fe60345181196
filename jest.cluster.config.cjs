const unit = require('./jest.config.cjs');

/** Tests against real programs: one after the other, since each starts servers of its own. */
module.exports = {
  ...unit,
  roots: ['<rootDir>/test/cluster'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 150_000,
  maxWorkers: 1,
};
