/** Unit tests: to stay about a minute in all. The cluster and browser tests have configurations of their own. */
module.exports = {
  testEnvironment: 'node',
  // The default leaves one core idle: half of a machine with two.
  maxWorkers: '100%',
  roots: ['<rootDir>/test'],
  testPathIgnorePatterns: [
    '/node_modules/',
    '<rootDir>/test/cluster/',
    '<rootDir>/test/package/',
    '<rootDir>/test/browser/',
    '<rootDir>/test/pulumi/',
  ],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
    ],
  },
  moduleNameMapper: {
    '^tripod-iac$': '<rootDir>/lib/index.ts',
    '^tripod-iac/(synth|vendor|pulumi)$': '<rootDir>/lib/engines/$1/index.ts',
    '^tripod-iac/(.*)$': '<rootDir>/lib/$1/index.ts',
  },
};
