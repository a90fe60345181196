import { Linter } from 'eslint';
import ts from 'typescript';
import { CLIENT } from '../../../lib/engines/report/client/client';

/** The script of the page stands in texts, which neither the compiler nor the linter of the project reads. */
const FILE = 'client.js';

it('passes the compiler with the types of a browser', () => {
  const options: ts.CompilerOptions = {
    allowJs: true,
    checkJs: true,
    noEmit: true,
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    types: [],
    target: ts.ScriptTarget.ES2022,
  };
  const files = ts.createCompilerHost(options);
  const host: ts.CompilerHost = {
    ...files,
    getSourceFile: (name, target) =>
      name === FILE ? ts.createSourceFile(name, CLIENT, target) : files.getSourceFile(name, target),
    fileExists: (name) => name === FILE || files.fileExists(name),
  };
  const program = ts.createProgram([FILE], options, host);
  const found = ts.getPreEmitDiagnostics(program).map(({ messageText, file, start = 0 }) => {
    const line = file?.getLineAndCharacterOfPosition(start).line ?? 0;
    return `${CLIENT.split('\n')[line]?.trim()}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
  });
  expect(found).toEqual([]);
});

it('passes the linter', () => {
  const names = ['document', 'addEventListener', 'FormData', 'HTMLElement'];
  const messages = new Linter().verify(CLIENT, {
    languageOptions: {
      ecmaVersion: 2022,
      sourceType: 'script',
      globals: Object.fromEntries(names.map((name) => [name, 'readonly' as const])),
    },
    rules: {
      'no-undef': 'error',
      'no-unused-vars': 'error',
      'no-shadow': 'error',
      'prefer-const': 'error',
      eqeqeq: 'error',
      'no-eval': 'error',
      'no-unreachable': 'error',
      'no-dupe-keys': 'error',
    },
  });
  expect(messages.map(({ line, message }) => `${CLIENT.split('\n')[line - 1]?.trim()}: ${message}`)).toEqual([]);
});

it('writes no markup: what it shows are texts', () => {
  expect(CLIENT).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write/);
});
