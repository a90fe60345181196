import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Keeper } from '../../../cluster/harness/keeper';
import { poll } from '../../../cluster/harness/poll';
import { projectRoot } from '../../../cluster/harness/project-root';
import type { PluginName } from './plugins';

/** Seconds in which a stand-in has said its port: it loads its program through tsx, which takes two. */
const PATIENCE = 30;

/**
 * Starts the stand-in of a plugin.
 * @returns the port that it serves.
 * @throws with its last words if it does not say one
 */
export async function startStandIn(name: PluginName, keeper: Keeper): Promise<number> {
  const program = join(projectRoot, 'test', 'pulumi', 'stand-ins', name, 'main.ts');
  const title = `stand-in-${name}`;
  keeper.start(title, process.execPath, ['--import', require.resolve('tsx'), program]);
  const port = await poll(PATIENCE, () => {
    if (keeper.failure) throw new Error(keeper.failure);
    return Promise.resolve(portIn(join(keeper.folder, `${title}.log`)));
  });
  if (port === undefined) throw new Error(`no port after ${PATIENCE} s; ${keeper.lastLines(title)}`);
  return port;
}

/** The port stands alone on its line, as plugins say it; other lines are what it tells people. */
function portIn(log: string): number | undefined {
  const text = existsSync(log) ? readFileSync(log, 'utf8') : '';
  const port = /^(\d+)$/m.exec(text)?.[1];
  return port === undefined ? undefined : Number(port);
}
