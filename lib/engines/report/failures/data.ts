import type { Environment } from '../../../core';
import { AVAILABILITIES, type Outcome, type Proof, type ThingVerdict, isSerious } from '../../../proof';
import type { Row } from '../rows/rows';
import { inOrder, isMissed } from '../rows/severity';
import { bytes } from '../words/quantity';
import { reason, recoveryOf, RECOVERIES, rpo, rto, sumOf } from '../words/verdict';
import { DATA } from '../../../proof';
import { ranges } from './ranges';

/** Names that a row of the page lists, of failures that are pairs; proof.json has more of them. */
const LISTED_PAIRS = 10;

/**
 * `[availability, data, recovery, RPO, RTO, because, breaks, sum, moot]`: words by their place in the lists of the filters;
 * the sum says what the RTO consists of.
 */
type Told = readonly [number, number, number, string, string, string, 0 | 1, string, 0 | 1];

/** What the script of the page works on: every distinct verdict once, hosts by number. */
export interface PageData {
  readonly hosts: readonly {
    readonly name: string;
    readonly site: string;
    readonly rack: string;
    readonly about: string;
  }[];
  /** Sites of the environment, each with its city. */
  readonly sites: readonly { readonly name: string; readonly city: string }[];
  readonly things: readonly {
    readonly name: string;
    readonly component: string;
    readonly made: string;
    readonly hosts: string;
  }[];
  readonly told: readonly Told[];
  readonly rows: readonly {
    readonly kind: string;
    readonly names: readonly string[];
    readonly count: number;
    /** Pairs of a thing and a verdict, by number. */
    readonly verdicts: readonly number[];
  }[];
}

export function dataOf(environment: Environment, proof: Proof, rows: readonly Row[]): PageData {
  const hostNumbers = new Map(environment.hosts.map(({ name }, index) => [name, index]));
  const thingNumbers = new Map(proof.things.map(({ name }, index) => [name, index]));
  const told = new Map<string, number>();
  const tell = (verdict: ThingVerdict): number => {
    const key = JSON.stringify(toldOf(verdict));
    const known = told.get(key) ?? told.size;
    told.set(key, known);
    return known;
  };
  return {
    hosts: environment.hosts.map(({ name, site, rack, roles, cpu, memory, address }) => ({
      name,
      site,
      rack,
      about: `${roles.join(', ')} · ${address} · ${cpu} threads · ${bytes(memory.toKibibytes() * 1024)}`,
    })),
    sites: environment.sites.map(({ name, city }) => ({ name, city })),
    things: proof.things.map(({ name, component, made, hosts }) => ({
      name,
      component,
      made,
      hosts: ranges(hosts.flatMap((host) => hostNumbers.get(host) ?? [])),
    })),
    rows: rows.map(({ outcome }) => ({
      kind: outcome.kind,
      names: namesOf(outcome),
      count: outcome.count,
      verdicts: inOrder(outcome.verdicts).flatMap((verdict) => [thingNumbers.get(verdict.thing) ?? -1, tell(verdict)]),
    })),
    told: [...told.keys()].map((key) => JSON.parse(key) as Told),
  };
}

function toldOf(verdict: ThingVerdict): Told {
  return [
    AVAILABILITIES.indexOf(verdict.availability),
    DATA.indexOf(verdict.data),
    RECOVERIES.indexOf(recoveryOf(verdict)),
    rpo(verdict),
    rto(verdict),
    reason(verdict),
    isSerious(verdict) && isMissed(verdict) ? 1 : 0,
    sumOf(verdict),
    isMissed(verdict) ? 0 : 1,
  ];
}

function namesOf({ kind, failures }: Outcome): readonly string[] {
  const isPair = kind.includes('-');
  return isPair ? failures.slice(0, LISTED_PAIRS) : failures;
}
