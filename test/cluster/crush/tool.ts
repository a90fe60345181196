import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { RULE } from './rule';

/** Placement groups that are tried: enough for shares within one per cent. */
export const GROUPS = 4096;

/** What CRUSH says where it finds no place for a shard. */
const NOWHERE = 0x7fffffff;

export interface Trial {
  /** Copies or shards. */
  readonly items: number;
  /** Disks that are out: their data goes elsewhere. @default - none */
  readonly out?: readonly number[];
}

/** The disks of each placement group, as the real crushtool maps them. */
export function mappings(map: string, { items, out = [] }: Trial): readonly (readonly number[])[] {
  const folder = mkdtempSync(join(tmpdir(), 'tripod-crush-'));
  try {
    const [text, compiled] = [join(folder, 'map.txt'), join(folder, 'map')];
    writeFileSync(text, map);
    run(['--compile', text, '-o', compiled]);
    const inputs = ['--min-x', '0', '--max-x', String(GROUPS - 1), '--rule', String(RULE), '--num-rep', String(items)];
    const weights = out.flatMap((id) => ['--weight', String(id), '0']);
    const said = run(['-i', compiled, '--test', '--show-mappings', ...inputs, ...weights]);
    const found = [...said.matchAll(/^CRUSH rule \d+ x \d+ \[([\d,]*)\]$/gm)].map(([, disks = '']) =>
      disks
        .split(',')
        .filter(Boolean)
        .map(Number)
        .filter((disk) => disk !== NOWHERE),
    );
    if (found.length !== GROUPS)
      throw new Error(`crushtool mapped ${found.length} of ${GROUPS} groups:\n${said.slice(0, 500)}`);
    return found;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function run(args: readonly string[]): string {
  return execFileSync(program(), args, { encoding: 'utf8', maxBuffer: 2 ** 26, stdio: ['ignore', 'pipe', 'pipe'] });
}

function program(): string {
  const folders = [process.env['TRIPOD_BIN'], resolve(__dirname, '../../../tools/bin')].filter(Boolean) as string[];
  const found = folders.map((folder) => join(folder, 'crushtool')).find(existsSync);
  if (found === undefined) throw new Error(`no crushtool in ${folders.join(' or ')}; fix: run tools/crushtool`);
  return found;
}
