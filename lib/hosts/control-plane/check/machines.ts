import type { Problems } from '../../../core';
import { isList } from '../../../errors';
import { isAddress, isHostName } from '../../names';
import type { Settings } from '../../settings/settings';
import { checkList, type ListRule } from './lists';

/** What every kind of machines must know. */
const ABILITIES = ['provision', 'run', 'pipe'] as const;

const TIME_SERVERS: ListRule = {
  at: 'timeServers',
  want: {
    list: 'a list of names or addresses',
    entry: 'the DNS name in lower case, or the address, of a time server',
    once: 'every server once',
  },
  fix: {
    list: "for example `timeServers: ['ntp.bank.example']`",
    entry: 'for example `ntp.bank.example`',
    once: 'remove one of the two: it would count twice where servers disagree',
  },
  isEntry: (server) => isAddress(server) || isHostName(server),
};

/** Checks where machines come from, and where they have the time from. */
export function checkMachines({ machines, timeServers }: Settings, problems: Problems): void {
  problems.check(isMachines(machines), {
    at: 'machines',
    got: machines,
    want: `machines: an object with prerequisites, ${ABILITIES.join('(), ')}()`,
    fix: "leave `machines` out, or for example `new ExistingMachines({ user: 'admin' })`",
  });
  checkList(timeServers, TIME_SERVERS, problems);
}

function isMachines(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const machines = value as Readonly<Record<string, unknown>>;
  return (
    isList(machines['prerequisites'] as readonly unknown[]) &&
    ABILITIES.every((name) => typeof machines[name] === 'function')
  );
}
