import type { Environment } from '../../../core';
import type { Host } from '../../../landscape';
import type { Pair } from '../pair';
import { objectsOf } from './support/objects';
import { free, type Row } from './support/row';
import { cpuOf, mebibytesOf } from './support/quantities';

interface Amount {
  readonly cpu: number;
  readonly mebibytes: number;
}

/**
 * Whether what tenants may ask for on this side finds room on the other: the sum of their quotas, against its workers but the
 * largest one, which may be lost at the same time. Where no quota says what they ask, nobody can tell.
 */
export function capacity({ from, to }: Pair): readonly Row[] {
  const asked = quotas(from);
  const room = withoutLargest(to.hostsWith('worker'));
  const workers = free('workers', said(all(from.hostsWith('worker'))), said(all(to.hostsWith('worker'))));
  if (asked === undefined) return [workers];
  return [
    workers,
    {
      at: 'capacity',
      here: `quotas of ${said(asked)}`,
      there: `workers of ${said(room)}, the largest left out`,
      must: 'enough',
      ok: room.cpu >= asked.cpu && room.mebibytes >= asked.mebibytes,
      fix: `add workers to the sites of ${to.name}, or lower quotas: what finds no room does not start`,
    },
  ];
}

interface Quota {
  readonly spec?: { readonly hard?: Readonly<Record<string, string | number>> };
}

function quotas(environment: Environment): Amount | undefined {
  const hard = objectsOf(environment, 'ResourceQuota').map((object) => (object.toJson() as Quota).spec?.hard ?? {});
  const told = hard.filter((each) => each['requests.cpu'] !== undefined || each['requests.memory'] !== undefined);
  if (told.length === 0) return undefined;
  return sum(
    told.map((each) => ({
      cpu: cpuOf(each['requests.cpu'] ?? 0),
      mebibytes: mebibytesOf(each['requests.memory'] ?? 0),
    })),
  );
}

function all(hosts: readonly Host[]): Amount {
  return sum(hosts.map(({ cpu, memory }) => ({ cpu, mebibytes: memory.toMebibytes() })));
}

function withoutLargest(hosts: readonly Host[]): Amount {
  const largest = (pick: (host: Host) => number) => Math.max(0, ...hosts.map(pick));
  const { cpu, mebibytes } = all(hosts);
  return {
    cpu: cpu - largest((host) => host.cpu),
    mebibytes: mebibytes - largest((host) => host.memory.toMebibytes()),
  };
}

function sum(amounts: readonly Amount[]): Amount {
  return amounts.reduce((a, b) => ({ cpu: a.cpu + b.cpu, mebibytes: a.mebibytes + b.mebibytes }), {
    cpu: 0,
    mebibytes: 0,
  });
}

function said({ cpu, mebibytes }: Amount): string {
  return `${Math.round(cpu * 10) / 10} CPUs and ${Math.round(mebibytes / 102.4) / 10} GiB`;
}
