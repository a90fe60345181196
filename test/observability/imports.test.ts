import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

/** Files of a folder, each with those of the folder that it imports, types too. */
function importsOf(folder: string): Map<string, string[]> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  return new Map(
    files.map((file) => {
      const text = readFileSync(join(folder, file), 'utf8');
      const paths = [...text.matchAll(/from '(\.[^']*)'/g)].map(([, path = '']) => path);
      return [file, paths.map((path) => `${relative(folder, resolve(folder, dirname(file), path))}.ts`)];
    }),
  );
}

/** Takes away, again and again, what imports nothing that is left. */
function circular(imports: Map<string, string[]>): string[] {
  const rest = new Map(imports);
  let before: number;
  do {
    before = rest.size;
    for (const [file, paths] of rest) if (!paths.some((path) => rest.has(path))) rest.delete(file);
  } while (rest.size < before);
  return [...rest.keys()];
}

it.each(['observability/elastic', 'delivery/jenkins'])('no file of %s imports itself through others', (folder) => {
  const imports = importsOf(resolve(__dirname, '../../lib', folder));
  expect([...imports.values()].flat().some((path) => imports.has(path))).toBe(true);
  expect(circular(imports)).toEqual([]);
});
