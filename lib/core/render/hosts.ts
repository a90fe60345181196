import type { RenderedFile, Rendering } from './rendering';
import { INSTALL_SCRIPT } from './install-script';

/** The files of every host, beside a table that says where each goes and a script that puts them there. */
export function hosts({ hostFiles }: Rendering): readonly RenderedFile[] {
  const byHost = new Map<string, typeof hostFiles>();
  for (const entry of hostFiles) {
    const name = entry.file.host.name;
    byHost.set(name, [...(byHost.get(name) ?? []), entry]);
  }
  return [...byHost].flatMap(([host, files]) => {
    const folder = `hosts/${host}`;
    const rows = files.map(({ file }) => [source(file.path), file.path, file.mode, file.owner].join('\t'));
    return [
      { path: `${folder}/files.tsv`, text: [['source', 'target', 'mode', 'owner'].join('\t'), ...rows, ''].join('\n') },
      { path: `${folder}/install.sh`, text: INSTALL_SCRIPT },
      ...files.map(({ file, content }) => ({ path: `${folder}/${source(file.path)}`, text: content })),
    ];
  });
}

/** Where a host file stands in the output. Only Kubernetes objects may end in `.yaml` there. */
function source(target: string): string {
  return target.slice(1).replace(/\.yaml$/, '.yml');
}
