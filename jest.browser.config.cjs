const unit = require('./jest.config.cjs');

/** The report in a real browser: Debian's Chromium, or the one that `CHROMIUM` names. */
module.exports = {
  ...unit,
  roots: ['<rootDir>/test/browser'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 60_000,
  maxWorkers: 1,
};
