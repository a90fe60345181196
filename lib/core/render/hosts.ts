import type { BootCommand } from '../component/component';
import { groupBy } from '../order/group';
import { INSTALL_SCRIPT } from './install-script';
import type { RenderedFile, RenderedHostFile, Rendering } from './rendering';
import { userData } from './user-data';

/** What several hosts have in common. No host is called so: names have no underscore. */
const COMMON = '_common';

/**
 * The files of every host, beside a table that says where each goes; what all its hosts share stands once, so that a
 * change of it is read once. One script puts them into place.
 */
export function hosts({ hostFiles, components }: Rendering): readonly RenderedFile[] {
  if (hostFiles.length === 0) return [];
  const shared = sharedPaths(hostFiles);
  const isShared = ({ file }: RenderedHostFile) => shared.has(file.path);
  // A file that several hosts share is the same on each: the last one written stands for all.
  const written = new Map(
    hostFiles.map((entry) => {
      const folder = isShared(entry) ? COMMON : entry.file.host.name;
      return [`hosts/${folder}/${source(entry.file.path)}`, entry.content] as const;
    }),
  );
  const tables = [...groupBy(hostFiles, ({ file }) => file.host.name)].map(([host, entries]) => {
    const rows = entries.map((entry) => row(entry, isShared(entry)));
    return { path: `hosts/${host}/files.tsv`, text: [HEAD, ...rows, ''].join('\n') };
  });
  return [
    { path: `hosts/${COMMON}/install.sh`, text: INSTALL_SCRIPT },
    ...tables,
    ...firstStarts(
      hostFiles,
      components.flatMap(({ component }) => component.bootCommands),
    ),
    ...[...written].map(([path, text]) => ({ path, text })),
  ];
}

/** User data of the hosts that do something by themselves when they start for the first time. */
function firstStarts(files: readonly RenderedHostFile[], commands: readonly BootCommand[]): readonly RenderedFile[] {
  const byHost = new Map(groupBy(files, ({ file }) => file.host.name));
  return [...groupBy(commands, ({ host }) => host)].map(([host, entries]) => ({
    path: `hosts/${host}/user-data`,
    text: userData(
      byHost.get(host) ?? [],
      entries.map(({ command }) => command),
    ),
  }));
}

const HEAD = ['source', 'target', 'mode', 'owner'].join('\t');

/** Where a file is found from the folder of its host, and where it goes. */
function row({ file }: RenderedHostFile, isShared: boolean): string {
  const from = isShared ? `../${COMMON}/${source(file.path)}` : source(file.path);
  return [from, file.path, file.mode, file.owner].join('\t');
}

/** Paths that stand on several hosts, with the same content on each of them. */
function sharedPaths(files: readonly RenderedHostFile[]): ReadonlySet<string> {
  const byPath = [...groupBy(files, ({ file }) => file.path)];
  const isShared = (entries: readonly RenderedHostFile[]) =>
    entries.length > 1 && entries.every(({ content }) => content === entries[0]?.content);
  return new Set(byPath.filter(([, entries]) => isShared(entries)).map(([path]) => path));
}

/** Where a host file stands in the output. Only Kubernetes objects may end in `.yaml` there. */
function source(target: string): string {
  return target.slice(1).replace(/\.yaml$/, '.yml');
}
