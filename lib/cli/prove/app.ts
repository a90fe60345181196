import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { isFields, isText } from '../../errors';
import { refused } from './options';

const FILE = 'cdk8s.yaml';

/** The command that makes the platform: as given, else as the cdk8s CLI knows it. @throws TripodError if there is none */
export function appOf(given: string | undefined): string {
  const app = given ?? configured();
  if (isText(app)) return app;
  const got = given ?? `no \`app\` in ${resolve(FILE)}`;
  const fix = `call it in the folder of ${FILE}, or give the command: --app 'node main.js'`;
  throw refused({ at: 'app', got, want: 'the command that runs your program', fix });
}

function configured(): unknown {
  if (!existsSync(FILE)) return undefined;
  const config: unknown = read();
  return isFields(config) ? config['app'] : undefined;
}

function read(): unknown {
  try {
    return parse(readFileSync(FILE, 'utf8'));
  } catch (error) {
    throw refused({ at: FILE, got: (error as Error).message, want: 'YAML', fix: 'mend the file' });
  }
}
