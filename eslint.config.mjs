import tseslint from 'typescript-eslint';

/**
 * The arrows of the house: what each folder of `lib` may import beside itself. Areas talk through `core/contracts`;
 * only `recovery` may use the public surface of other areas.
 */
const AREAS = ['hosts', 'network', 'storage', 'observability', 'delivery', 'tenancy', 'recovery'];
const ARROWS = {
  errors: [],
  landscape: ['errors'],
  core: ['errors', 'landscape'],
  kinds: ['core'],
  proof: ['errors', 'landscape', 'core'],
  jest: ['errors', 'landscape', 'core', 'proof'],
  engines: ['errors', 'landscape', 'core', 'proof'],
  cli: ['errors', 'landscape', 'core', 'engines', 'proof'],
  ...Object.fromEntries(AREAS.map((area) => [area, ['errors', 'landscape', 'core', 'kinds']])),
  recovery: ['errors', 'landscape', 'core', 'kinds', ...AREAS.filter((area) => area !== 'recovery')],
};

/** The only doors of a room that others may use: its index, and the modules of the lower rooms. */
const LOWER = ['errors', 'landscape', 'core', 'kinds'];

/** The pure rooms: no files, no processes, no clock, no chance. */
const PURE = ['errors', 'landscape', 'core', 'kinds', 'proof', ...AREAS];
const IMPURE_MODULES = '^(node:)?(fs|child_process|net|http|https|os|cluster|dgram|worker_threads|perf_hooks)(/|$)';
const IMPURE_GLOBALS = ['process', 'performance', 'crypto', 'fetch', 'globalThis', 'setTimeout', 'setInterval'];

/** Whoever only synthesizes does not load it: its import costs 0.4 s, and it need not be installed. */
const PULUMI = {
  regex: '^@pulumi/|/engines/pulumi(/|$)|^\\.\\.?/pulumi(/|$)',
  message: 'Only lib/engines/pulumi may import Pulumi.',
};

function patterns(room, allowed) {
  const rooms = Object.keys(ARROWS).filter((other) => other !== room);
  const refused = rooms.filter((other) => !allowed.includes(other));
  const inner = rooms.filter((other) => allowed.includes(other) && !LOWER.includes(other));
  const may = `lib/${room} may import only ${allowed.join(', ') || 'itself'}.`;
  return [
    { regex: `^(\\.\\./)+(${refused.join('|')})(/|$)`, message: may },
    { regex: '^(\\.\\./)+(index)?$', message: 'The public surface is for others; import from the room itself.' },
    PULUMI,
    { regex: '^tripod-iac', message: 'Inside lib, import by relative path.' },
    ...(room !== 'cli' && inner.length > 0
      ? [
          {
            regex: `^(\\.\\./)+(${inner.join('|')})/.`,
            message: 'Of another area only its public surface may be used.',
          },
        ]
      : []),
    ...(PURE.includes(room) ? [{ regex: IMPURE_MODULES, message: 'Core renders, engines write.' }] : []),
  ];
}

const arrows = Object.entries(ARROWS).map(([room, allowed]) => ({
  files: [`lib/${room}/**/*.ts`],
  rules: {
    'no-restricted-imports': ['error', { patterns: patterns(room, allowed) }],
    'no-restricted-syntax': [
      'error',
      { selector: 'ImportExpression', message: 'Import at the top, where the arrows are checked.' },
      ...(PURE.includes(room)
        ? [
            { selector: "NewExpression[callee.name='Date']", message: 'The output must not depend on the time.' },
            { selector: "MemberExpression[object.name='Date']", message: 'The output must not depend on the time.' },
            {
              selector: "MemberExpression[object.name='Math'][property.name='random']",
              message: 'The output must not depend on chance.',
            },
          ]
        : []),
    ],
    'no-restricted-globals': [
      'error',
      ...(PURE.includes(room) ? IMPURE_GLOBALS : []).map((name) => ({ name, message: 'Values come from props.' })),
    ],
  },
}));

/** The bridge to Pulumi alone may import it; all other arrows hold for it, too. */
const bridge = {
  files: ['lib/engines/pulumi/**/*.ts'],
  rules: {
    'no-restricted-imports': [
      'error',
      { patterns: patterns('engines', ARROWS.engines).filter((pattern) => pattern !== PULUMI) },
    ],
  },
};

export default tseslint.config(
  {
    ignores: [
      'build/',
      'dist/',
      'node_modules/',
      'vendor/',
      'coverage/',
      '.cdk8s/',
      '.bench/',
      'tools/',
      '*.cjs',
      '*.mjs',
    ],
  },
  tseslint.configs.recommendedTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true, allowNullish: true },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      // An empty text means "nothing" in places where a file or a flag was left empty.
      '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: { string: true } }],
      // `Readonly<Record<…>>` reads as what it is.
      '@typescript-eslint/consistent-indexed-object-style': 'off',
      '@typescript-eslint/dot-notation': 'off',
      eqeqeq: 'error',
    },
  },
  ...arrows,
  bridge,
  {
    files: ['test/**/*.ts', 'bench/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
);
