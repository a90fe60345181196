import type { Environment } from '../../core';
import type { Host } from '../../landscape';
import { classesOf, type HostClass } from '../parts/classes';
import type { FailureKind } from '../failure/kinds';
import { type Loss, loss } from '../failure/loss';
import { judge, judgeAlone } from '../judge/judge';
import { closureOf } from '../model/graph';
import { bodyOf, type Model, type Thing } from '../model/model';
import type { Outcome, ThingVerdict } from '../proof';
import { isSerious, isWorseThan } from './touched';

/** Names of single pairs that an outcome lists. */
const LISTED = 100;

/** Two failures of a kind that do the same, as often as there are hosts to fail so. */
interface Pair {
  readonly kind: FailureKind;
  readonly loss: Loss;
  /** What each does alone. */
  readonly alone: readonly Loss[];
  readonly count: number;
  /** Names of all of them, made only for those that are listed. */
  readonly names: () => readonly string[];
}

/**
 * What two failures do that neither does alone: hosts, and a host with a site, at once and one after the other, and a
 * host lost while another is out for maintenance. Each thing is asked by itself, for the hosts that matter to it; what
 * only falls with something that it needs is left out.
 */
export function pairOutcomes(environment: Environment, model: Model): readonly Outcome[] {
  return model.things.flatMap((thing) => pairsOf(environment, model, thing));
}

function pairsOf(environment: Environment, model: Model, thing: Thing): readonly Outcome[] {
  // Several ways may fail together though neither does alone; of what is needed always, the needed thing tells.
  const chooses = bodyOf(thing)?.type === 'alternatives';
  const asked = chooses ? closureOf(model, thing) : [thing];
  const classes = classesOf(model, asked, environment.hosts).filter(({ idle }) => !idle);
  const verdict = (each: Loss) =>
    chooses ? judge(model, each, [thing]).get(thing.name) : judgeAlone(model, each, thing);
  const verdicts = new Map<string, ThingVerdict | undefined>();
  const verdictOf = (each: Loss) => {
    if (!verdicts.has(each.name)) verdicts.set(each.name, verdict(each));
    return verdicts.get(each.name);
  };
  const found = new Map<string, { readonly verdict: ThingVerdict; readonly pairs: Pair[] }>();
  for (const pair of [...hostPairs(classes), ...sitePairs(environment, classes)]) {
    const together = verdictOf(pair.loss);
    if (together === undefined || together.moot === true || !isSerious(together)) continue;
    if (!isWorseThan(together, pair.alone.map(verdictOf))) continue;
    const { availability, data, loss: lost, recovery, within } = together;
    const key = [pair.kind, availability, data, lost, recovery, within].join(' ');
    const known = found.get(key);
    if (known === undefined) found.set(key, { verdict: together, pairs: [pair] });
    else known.pairs.push(pair);
  }
  return [...found.values()].map(({ verdict, pairs }) => outcomeOf(verdict, pairs));
}

function outcomeOf(verdict: ThingVerdict, pairs: readonly Pair[]): Outcome {
  const failures: string[] = [];
  for (const { names } of pairs)
    if (failures.length < LISTED) failures.push(...names().slice(0, LISTED - failures.length));
  const [first] = pairs;
  return {
    kind: first?.kind ?? 'host-pair',
    name: first?.loss.name ?? '',
    failures,
    count: pairs.reduce((sum, { count }) => sum + count, 0),
    verdicts: [verdict],
  };
}

const HOST_PAIRS: readonly {
  readonly kind: FailureKind;
  readonly ordered: boolean;
  readonly make: (a: string, b: string) => Loss;
  readonly first: (a: string) => Loss;
}[] = [
  { kind: 'host-pair', ordered: false, make: (a, b) => loss.host(a).and(loss.host(b)), first: loss.host },
  { kind: 'host-then-host', ordered: true, make: (a, b) => loss.host(a).then(loss.host(b)), first: loss.host },
  { kind: 'drained-then-host', ordered: true, make: (a, b) => loss.drain(a).then(loss.host(b)), first: loss.drain },
  { kind: 'off-then-host', ordered: true, make: (a, b) => loss.power(a).then(loss.host(b)), first: loss.power },
];

function hostPairs(classes: readonly HostClass[]): readonly Pair[] {
  return HOST_PAIRS.flatMap(({ kind, ordered, make, first }) =>
    classes.flatMap((a, index) =>
      classes.slice(ordered ? 0 : index).flatMap((b) => {
        const [one, other] = a === b ? a.hosts : [a.hosts[0], b.hosts[0]];
        if (one === undefined || other === undefined) return [];
        const number = a === b ? a.hosts.length * (a.hosts.length - 1) : a.hosts.length * b.hosts.length;
        return [
          {
            kind,
            loss: make(one.name, other.name),
            alone: [first(one.name), loss.host(other.name)],
            count: a === b && !ordered ? number / 2 : number,
            names: () => namesOf(a.hosts, b.hosts, ordered, make),
          },
        ];
      }),
    ),
  );
}

/** The first pairs of two classes, by name. */
function namesOf(
  a: readonly Host[],
  b: readonly Host[],
  ordered: boolean,
  make: (a: string, b: string) => Loss,
): readonly string[] {
  const names: string[] = [];
  for (const [index, one] of a.entries())
    for (const other of a === b && !ordered ? b.slice(index + 1) : b)
      if (one !== other && names.length < LISTED) names.push(make(one.name, other.name).name);
  return names;
}

const SITE_PAIRS: readonly { readonly kind: FailureKind; readonly make: (host: Loss, site: Loss) => Loss }[] = [
  { kind: 'host-and-site', make: (host, site) => host.and(site) },
  { kind: 'host-then-site', make: (host, site) => host.then(site) },
  { kind: 'site-then-host', make: (host, site) => site.then(host) },
];

/** A host, and a site in which it does not stand. */
function sitePairs({ sites }: Environment, classes: readonly HostClass[]): readonly Pair[] {
  return SITE_PAIRS.flatMap(({ kind, make }) =>
    classes.flatMap(({ hosts }) =>
      sites.flatMap(({ name }) => {
        const [first] = hosts;
        if (first === undefined || first.site === name) return [];
        const [host, site] = [loss.host(first.name), loss.site(name)];
        return [
          {
            kind,
            loss: make(host, site),
            alone: [host, site],
            count: hosts.length,
            names: () => hosts.map((each) => make(loss.host(each.name), site).name),
          },
        ];
      }),
    ),
  );
}
