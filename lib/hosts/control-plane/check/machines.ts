import type { Problems } from '../../../core';
import { isList, show } from '../../../errors';
import { isAddress, isHostName } from '../../names';
import type { Settings } from '../../settings/settings';

/** What every kind of machines must know. */
const ABILITIES = ['provision', 'connection', 'run', 'pipe'] as const;

/** Checks where machines come from, and where they have the time from. */
export function checkMachines({ machines, timeServers }: Settings, problems: Problems): void {
  problems.check(isMachines(machines), {
    at: 'machines',
    got: machines,
    want: `machines: an object with prerequisites, ${ABILITIES.join('(), ')}()`,
    fix: "leave `machines` out, or for example `new ExistingMachines({ user: 'admin' })`",
  });
  const listed = problems.check(isList(timeServers), {
    at: 'timeServers',
    got: timeServers,
    want: 'a list of names or addresses',
    fix: "for example `timeServers: ['ntp.bank.example']`",
  });
  if (!listed) return;
  timeServers.forEach((server, index) => {
    problems.check(isAddress(server) || isHostName(server), {
      at: `timeServers[${index}]`,
      got: server,
      want: 'the DNS name in lower case, or the address, of a time server',
      fix: 'for example `ntp.bank.example`',
    });
    problems.check(timeServers.indexOf(server) === index, {
      at: `timeServers[${index}]`,
      got: `${show(server)} a second time`,
      want: 'every server once',
      fix: 'remove one of the two: it would count twice where servers disagree',
    });
  });
}

function isMachines(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const machines = value as Readonly<Record<string, unknown>>;
  return (
    isList(machines['prerequisites'] as readonly unknown[]) &&
    ABILITIES.every((name) => typeof machines[name] === 'function')
  );
}
