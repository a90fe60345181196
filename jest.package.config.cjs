const unit = require('./jest.config.cjs');

/** Packs the library, installs it as a stranger would, and uses it: needs the npm registry. */
module.exports = {
  ...unit,
  roots: ['<rootDir>/test/package'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 180_000,
};
