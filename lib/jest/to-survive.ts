import { Environment } from '../core';
import { TripodError } from '../errors';
import { type Failure, judge, type Loss, modelOfEnvironment, type ThingVerdict } from '../proof';
import { type Allowed, allowed } from './allowed';
import { allowance, cost, costsMore } from './explain';
import type { SurviveOptions } from './options';

/** A thing, what the failure costs it, and what it may cost. */
interface Judged {
  readonly verdict: ThingVerdict;
  readonly allowed: Allowed;
}

/**
 * The matcher behind `expect(environment).toSurvive(…)`.
 * @throws TripodError for a value that is no Environment, and for names that the landscape or the proof does not know
 */
export function toSurvive(
  this: { readonly isNot?: boolean },
  received: unknown,
  failure: Loss | Failure,
  options: SurviveOptions = {},
): { readonly pass: boolean; readonly message: () => string } {
  const environment = checked(received);
  checkFailure(failure);
  const all = judged(environment, failure, options);
  const broken = all.filter((each) => costsMore(each.verdict, each.allowed));
  const call = `expect(${environment.name})${this.isNot ? '.not' : ''}.toSurvive(${failure.name})`;
  return {
    pass: broken.length === 0,
    message: () => `${call}\n\n${broken.length > 0 ? whatBreaks(broken, all) : whatHolds(all)}`,
  };
}

function checked(received: unknown): Environment {
  if (received instanceof Object && Environment.isEnvironment(received as Environment)) return received as Environment;
  throw refused('got', received, 'an Environment', "`expect(environment).toSurvive(loss.site('sh-a'))`");
}

function checkFailure(failure: unknown): void {
  if (failure instanceof Object && ('blows' in failure || 'in' in failure)) return;
  throw refused('failure', failure, 'a Loss', "`loss.site('sh-a')`");
}

function judged(environment: Environment, failure: Loss | Failure, options: SurviveOptions): readonly Judged[] {
  const verdicts = judge(modelOfEnvironment(environment), failure);
  const unknown = options.things?.find((thing) => !verdicts.has(thing));
  if (unknown !== undefined)
    throw refused('things', unknown, `one of ${[...verdicts.keys()].join(', ')}`, 'correct the name');
  return (options.things ?? [...verdicts.keys()]).flatMap((thing) => {
    const [verdict, may] = [verdicts.get(thing), allowed(environment, failure, thing, options)];
    return verdict === undefined || may === undefined ? [] : [{ verdict, allowed: may }];
  });
}

function whatBreaks(broken: readonly Judged[], all: readonly Judged[]): string {
  const head = `${broken.length} of ${all.length} things ${broken.length === 1 ? 'costs' : 'cost'} more than is allowed:`;
  const lines = broken.map(
    ({ verdict, allowed }) =>
      `  ${verdict.thing}: ${cost(verdict)}; allowed: ${allowance(allowed)}\n    ${verdict.because}`,
  );
  return [head, ...lines].join('\n');
}

/** For `.not`: it was to break something, and did not. */
function whatHolds(all: readonly Judged[]): string {
  const head = `nothing costs more than is allowed, though something should:`;
  return [head, ...all.map(({ verdict }) => `  ${verdict.thing}: ${cost(verdict)}`)].join('\n');
}

function refused(at: string, got: unknown, want: string, fix: string): TripodError {
  return new TripodError([{ path: 'toSurvive', at, got, want, fix }]);
}
