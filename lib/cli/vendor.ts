import { parseArgs } from 'node:util';
import { CATALOGUE, pathOf, vendor } from '../engines/vendor';
import { TripodError } from '../errors';

const HELP = `tripod vendor [release …] [options]

Fetches the pinned upstream releases of the operators, checks each file against its sha256 and writes them to a folder
with a lock. Keep the folder under version control: \`readVendored('vendor')\` hands it to an Environment.

Releases: ${Object.keys(CATALOGUE).join(', ')} (default: all)

Options
  --to FOLDER     where to write (default: vendor)
  --from FOLDER   take the files from a folder instead of the internet; --list says under which paths
  --list          print every path with its URL, and do nothing else
  --trust-first   accept and pin a file for which no hash is known yet
  --help`;

const OPTIONS = {
  to: { type: 'string', default: 'vendor' },
  from: { type: 'string' },
  list: { type: 'boolean', default: false },
  'trust-first': { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

export async function vendorCommand(args: readonly string[]): Promise<void> {
  const { values, positionals } = parse(args);
  if (values.help) return void process.stdout.write(`${HELP}\n`);
  if (values.list) return void process.stdout.write(list());
  const say = (line: string) => void process.stderr.write(`${line}\n`);
  const only = positionals.length > 0 ? positionals : undefined;
  await vendor({ folder: values.to, only, from: values.from, trustFirst: values['trust-first'], say });
  say(`written to ${values.to}; commit it, and pass readVendored('${values.to}') as \`vendored\``);
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new TripodError([
      {
        path: 'tripod vendor',
        got: (error as Error).message,
        want: 'known options',
        fix: '`tripod vendor --help` lists them',
      },
    ]);
  }
}

function list(): string {
  return Object.entries(CATALOGUE)
    .flatMap(([key, release]) => release.sources.map(({ url }) => `${pathOf(key, release, url)}\t${url}\n`))
    .join('');
}
