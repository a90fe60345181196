import { isFields, isList, isText, type Problems } from '../../../errors';
import { Fence } from '../../plan/fence';
import { Standby } from '../../standby/standby';
import { checkTraffic } from '../../traffic/check-pair';
import { Traffic } from '../../traffic/traffic';
import { checkWitness } from '../../witness/check-pair';
import { Witness } from '../../witness/witness';
import type { Pair } from '../pair';
import { isMariaDb } from '../parts';

/** An auditor reads it: a word is none. */
const SHORTEST_REASON = 10;

/** Checks what the pair is put together from. @param known whether both environments are */
export function checkParts(pair: Pair, known: boolean, problems: Problems): void {
  const { witness, traffic, from, to } = pair;
  const judge = problems.check(witness === undefined || witness instanceof Witness, {
    at: 'witness',
    got: witness,
    want: 'a Witness',
    fix: 'pass `Witness.dns({ … })`',
  });
  if (judge && known && witness !== undefined) checkWitness(witness, [from, to], problems);
  checkStandby(pair, known, problems);
  const leads = problems.check(traffic === undefined || traffic instanceof Traffic, {
    at: 'traffic',
    got: traffic,
    want: 'a Traffic',
    fix: 'pass `Traffic.dns({ … })`',
  });
  const holds = checkData(pair, problems);
  if (holds) checkDatabases(pair, problems);
  if (leads && holds && known) checkRecords(pair, problems);
  checkExceptions(pair.exceptions, problems);
}

function checkStandby({ standby, fence, witness, from, to }: Pair, known: boolean, problems: Problems): void {
  const is = problems.check(standby instanceof Standby, {
    at: 'standby',
    got: standby,
    want: 'a Standby: warm, a cluster of its own that runs, or cold, masters that take etcd over; not both',
    fix: 'pass `Standby.warm()`',
  });
  // What is wrong with the fence by itself is said where that is checked.
  if (!is || !known || !(fence instanceof Fence) || (fence.kind === 'self' && witness === undefined)) return;
  standby.check(from, to, { fence, ...(witness === undefined ? {} : { witness }) }, problems);
}

function checkData({ data, from, to }: Pair, problems: Problems): boolean {
  const pairs = problems.check(isList(data) && data.every((each) => isList(each) && each.length === 2), {
    at: 'data',
    got: data,
    want: 'pairs of what holds the same data on both sides',
    fix: 'for example `[[ledger, ledgerDr]]`',
  });
  if (!pairs) return false;
  return data
    .flatMap((each, index) =>
      each.map((half, side) => {
        const environment = side === 0 ? from : to;
        const holder = (half as { holder?: { side?: unknown; name?: unknown } } | undefined)?.holder;
        return problems.check(typeof holder?.side === 'string' && holder.side === environment?.name, {
          at: `data[${index}][${side}]`,
          got: holder === undefined ? half : `${String(holder.name)} of ${String(holder.side)}`,
          want: `what holds data of ${environment?.name}`,
          fix: 'first that of the side that serves, then its copy',
        });
      }),
    )
    .every((ok) => ok);
}

/** A database is paired with its own copy, and both ask the witness of the pair. */
function checkDatabases({ data, witness }: Pair, problems: Problems): void {
  data.forEach(([here, there], index) => {
    if (!isMariaDb(here) || !isMariaDb(there)) return;
    problems.check(there.follows === here, {
      at: `data[${index}]`,
      got: `${there.node.path}, which follows ${there.follows?.node.path ?? 'nothing'}`,
      want: `a copy of ${here.node.path}`,
      fix: 'give the one in the other city `follows`, and pass it second',
    });
    for (const each of [here, there])
      problems.check(each.settings.witness === witness, {
        at: `data[${index}]`,
        got: `${each.node.path}, which asks another witness than the pair`,
        want: 'the witness of the pair: what does not ask it never opens when the pair has its turn',
        fix: 'give both the same `witness`',
      });
  });
}

/** Records of the pair's own witness, that follow what the pair has. */
function checkRecords({ traffic, witness, from, to, data }: Pair, problems: Problems): void {
  if (traffic === undefined) return;
  problems.check(traffic.witness === witness, {
    at: 'traffic',
    got: witness === undefined ? 'records that follow a witness, in a pair without one' : 'records of another witness',
    want: 'the witness of the pair: a name server changes no record for a side whose turn it is not',
    fix: 'give both the same `witness`',
  });
  const holders = data.flatMap((each) => each.map(({ holder }) => holder));
  checkTraffic(traffic, { environments: [from, to], holders }, problems);
}

function checkExceptions(exceptions: unknown, problems: Problems): void {
  const list = problems.check(isList(exceptions as readonly unknown[]), {
    at: 'exceptions',
    got: exceptions,
    want: 'a list of exceptions',
    fix: "for example `[{ of: 'logging', reason: 'why the bank can do without it' }]`",
  });
  if (!list) return;
  (exceptions as readonly unknown[]).forEach((each, index) => {
    const { of, reason } = isFields(each) ? each : {};
    problems.check(isText(of), {
      at: `exceptions[${index}].of`,
      got: of,
      want: 'the id of a component',
      fix: 'for example `logging`',
    });
    problems.check(isText(reason) && reason.trim().length >= SHORTEST_REASON && !/[\n\r]/.test(reason), {
      at: `exceptions[${index}].reason`,
      got: reason,
      want: 'a sentence, on one line, that an auditor accepts',
      fix: 'say why the bank can do without it, and what stands against it',
    });
  });
}
