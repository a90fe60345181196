#!/usr/bin/env node
import { TripodError } from '../errors';
import { proveCommand } from './prove';
import { vendorCommand } from './vendor';

const COMMANDS: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = {
  prove: proveCommand,
  vendor: vendorCommand,
};

const HELP = `tripod <command> [options]

Commands
  prove    says which failures each environment survives, what is lost, and how long it takes
  vendor   fetches the operators' upstream releases, checks their hashes and writes them to vendor/

tripod <command> --help says more.`;

async function main([name, ...args]: readonly string[]): Promise<void> {
  if (name === undefined || name === '--help' || name === 'help') return void process.stdout.write(`${HELP}\n`);
  const command = COMMANDS[name];
  if (command === undefined) {
    throw new TripodError([
      {
        path: 'tripod',
        got: name,
        want: `a command (${Object.keys(COMMANDS).join(', ')})`,
        fix: '`tripod --help` lists them',
      },
    ]);
  }
  await command(args);
}

// A reader that has seen enough, such as `head`, is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof TripodError ? error.message : String((error as Error).stack)}\n`);
  process.exitCode = 1;
});
