import { INSTALL_SCRIPT } from './install-script';
import type { RenderedFile, RenderedHostFile, Rendering } from './rendering';

/** What several hosts have in common. No host is called so: names have no underscore. */
const COMMON = '_common';

/**
 * The files of every host, beside a table that says where each goes; what all its hosts share stands once, so that a
 * change of it is read once. One script puts them into place.
 */
export function hosts({ hostFiles }: Rendering): readonly RenderedFile[] {
  if (hostFiles.length === 0) return [];
  const shared = sharedPaths(hostFiles);
  const byHost = new Map<string, string[]>();
  const written = new Map<string, string>();
  for (const { file, content } of hostFiles) {
    const common = shared.has(file.path);
    const folder = common ? COMMON : file.host.name;
    written.set(`hosts/${folder}/${source(file.path)}`, content);
    const from = common ? `../${COMMON}/${source(file.path)}` : source(file.path);
    const rows = byHost.get(file.host.name) ?? [['source', 'target', 'mode', 'owner'].join('\t')];
    byHost.set(file.host.name, [...rows, [from, file.path, file.mode, file.owner].join('\t')]);
  }
  return [
    { path: `hosts/${COMMON}/install.sh`, text: INSTALL_SCRIPT },
    ...[...byHost].map(([host, rows]) => ({ path: `hosts/${host}/files.tsv`, text: `${rows.join('\n')}\n` })),
    ...[...written].map(([path, text]) => ({ path, text })),
  ];
}

/** Paths that stand on several hosts, with the same content on each of them. */
function sharedPaths(files: readonly RenderedHostFile[]): ReadonlySet<string> {
  const contents = new Map<string, string[]>();
  for (const { file, content } of files) {
    const found = contents.get(file.path);
    if (found === undefined) contents.set(file.path, [content]);
    else found.push(content);
  }
  const isShared = ([, texts]: [string, string[]]) => texts.length > 1 && texts.every((text) => text === texts[0]);
  return new Set([...contents].filter(isShared).map(([path]) => path));
}

/** Where a host file stands in the output. Only Kubernetes objects may end in `.yaml` there. */
function source(target: string): string {
  return target.slice(1).replace(/\.yaml$/, '.yml');
}
