import { coerce, gte } from 'semver';
import { type Environment, Operator } from '../../../core';
import { controlPlaneOf } from '../../etcd/control-plane';
import type { Pair } from '../pair';
import { alike, equal, free, type Row } from './support/row';

/** What runs on both sides, and in which version. */
export function versions({ from, to, standby }: Pair): readonly Row[] {
  const [here, there] = [running(from), running(to)];
  const cold = standby.kind === 'cold';
  return [
    equal('distribution', from.distribution.name, to.distribution.name, 'run the same distribution on both sides'),
    cold
      ? equal('kubernetes', here, there, 'a cold side takes etcd over as it is: run the same version')
      : {
          at: 'kubernetes',
          here,
          there,
          must: 'not older',
          ok: newEnough(here, there),
          fix: 'upgrade the other side first: an older one does not know what a newer one has stored',
        },
    ...alike(
      'operator',
      operatorsOf(from),
      operatorsOf(to),
      (name) => `install ${name} there too, in the same version`,
    ),
    free('operators from', fetched(from), fetched(to)),
    ...alike(
      'image',
      images(from),
      images(to),
      (name) => `give both environments the image ${name} in the same version`,
    ),
    free('registry', from.mirror.prefix ?? 'upstream', to.mirror.prefix ?? 'upstream'),
  ];
}

/** What runs today, where an upgrade is under way. */
function running(environment: Environment): string {
  const { kubernetes } = environment.distribution;
  const today = controlPlaneOf(environment)?.settings.upgradeFrom;
  return today === undefined || today === kubernetes ? kubernetes : `${today}, to be ${kubernetes}`;
}

function newEnough(here: string, there: string): boolean {
  const [mine, theirs] = [coerce(here), coerce(there)];
  return mine !== null && theirs !== null && gte(theirs, mine);
}

/** Definitions come with operators, and are those of their version. */
function operatorsOf({ components }: Environment): ReadonlyMap<string, string> {
  const operators = components.filter((component): component is Operator => Operator.isOperator(component));
  return new Map(operators.map(({ key, release }) => [key, `${release.name} ${release.version}`]));
}

function fetched({ components }: Environment): string {
  const operators = components.filter((component): component is Operator => Operator.isOperator(component));
  return operators.every(({ vendored }) => vendored) ? 'vendored releases' : 'the internet';
}

/** Those of the bank; all others come with the catalogue, which both share. */
function images({ images: entries }: Environment): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(entries).map(([name, { repository, tag, digest }]) => [
      name,
      `${repository}:${tag}${digest === undefined ? '' : `@${digest}`}`,
    ]),
  );
}
