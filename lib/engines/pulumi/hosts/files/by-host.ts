import { gzipSync } from 'node:zlib';
import type { RenderedFile, Rendering } from '../../../../core';
import { groupBy } from '../../../../core/order/group';
import { hosts } from '../../../../core/render/hosts';
import { archive } from './archive';

/** Folder of what hosts have in common, as it is rendered. */
const COMMON = '_common';

/** Place of the byte that names the operating system, and the value for one that is not named (RFC 1952, 2.3). */
const SYSTEM = { at: 9, unknown: 255 } as const;

/** Files of all hosts as the other door writes them, each as what is sent to its host: a text that keeps every byte. */
export function archivesByHost(rendering: Rendering): ReadonlyMap<string, string> {
  const files = hosts(rendering)
    .map(({ path, text }) => ({ path: path.replace(/^hosts\//, ''), text }))
    // User data has all files once more, for a machine that starts without anybody.
    .filter(({ path }) => path.split('/')[1] !== 'user-data');
  const byFolder = groupBy(files, ({ path }) => path.split('/')[0]);
  const common = byFolder.get(COMMON) ?? [];
  return new Map(
    rendering.environment.hosts.map(({ name }) => {
      const own = byFolder.get(name) ?? [];
      return [name, packed([...used(common, own), ...own])];
    }),
  );
}

/** Of the common files those that stand in the table of a host: others may change without it. */
function used(common: readonly RenderedFile[], own: readonly RenderedFile[]): readonly RenderedFile[] {
  const table = own.find(({ path }) => path.endsWith('/files.tsv'))?.text ?? '';
  return common.filter(({ path }) => path === `${COMMON}/install.sh` || table.includes(`../${path}\t`));
}

function packed(files: readonly RenderedFile[]): string {
  const bytes = gzipSync(archive(files), { level: 9 });
  bytes[SYSTEM.at] = SYSTEM.unknown;
  return bytes.toString('base64');
}
