import { parseArgs } from 'node:util';
import { type Problem, TripodError } from '../../errors';

/** What somebody typed after `tripod prove`. */
export interface ProveOptions {
  readonly environments: readonly string[];
  readonly failures: readonly string[];
  readonly json: boolean;
  readonly app: string | undefined;
  readonly help: boolean;
}

const OPTIONS = {
  fail: { type: 'string', multiple: true },
  json: { type: 'boolean', default: false },
  app: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

/** @throws TripodError for an unknown option, and for a failure that the shell took apart */
export function optionsOf(args: readonly string[]): ProveOptions {
  const { values, positionals } = parse(args);
  const loose = positionals.find((each) => !/^[\w-]+$/.test(each) || each === 'then');
  if (loose !== undefined) {
    const fix = "put a failure of several parts in quotes: --fail 'site=sh-a then host=h1'";
    throw refused({ at: 'environment', got: loose, want: 'the name of an environment', fix });
  }
  const { fail: failures = [], json, app, help } = values;
  return { environments: positionals, failures, json, app, help };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    const got = (error as Error).message;
    throw refused({ got, want: 'known options', fix: '`tripod prove --help` lists them' });
  }
}

/** A problem of the call. */
export function refused(problem: Omit<Problem, 'path'>): TripodError {
  return new TripodError([{ path: 'tripod prove', ...problem }]);
}
