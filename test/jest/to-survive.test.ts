import 'tripod-iac/jest';
import { Duration } from 'cdk8s';
import { type AcceptedRisk, type Environment, loss, none, type Objectives } from 'tripod-iac';
import { environment } from '../support/bank';
import { mastersOf, Voting } from '../support/voting';

const SITE_A = loss.site('sh-a');

/** Five voters over three sites, and a thing with its three voters in one of them. */
function production(objectives: Objectives = {}, acceptedRisks: readonly AcceptedRisk[] = []): Environment {
  const made = environment('production', { objectives, acceptedRisks });
  const masters = mastersOf(made);
  new Voting(made, 'spread', masters);
  new Voting(
    made,
    'huddled',
    made.hosts
      .filter(({ site }) => site === 'sh-a')
      .slice(0, 3)
      .map(({ name }) => name),
  );
  return made;
}

/** What a failing expectation says. */
function said(expectation: () => void): string {
  try {
    expectation();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('it did not fail');
}

describe('toSurvive', () => {
  it('passes where nothing is lost and service goes on', () => {
    expect(production()).toSurvive(SITE_A, { things: ['spread'] });
    expect(production()).toSurvive(loss.site('sh-b'));
  });

  it('fails with each thing that breaks, what it costs, what it may cost, and why', () => {
    expect(said(() => expect(production()).toSurvive(SITE_A))).toMatch(
      /^expect\(production\)\.toSurvive\(site sh-a\)\n\n1 of 2 things costs more than is allowed:\n {2}huddled: down, and nothing brings it back; data: everything is lost; allowed: no loss of data, and service goes on by itself\n {4}\S.*$/,
    );
  });

  it('turns around with .not, and says what held', () => {
    expect(production()).not.toSurvive(SITE_A);
    const message = said(() => expect(production()).not.toSurvive(loss.site('sh-w')));
    expect(message).toMatch(/^expect\(production\)\.not\.toSurvive\(site sh-w\)\n\nnothing costs more/);
    expect(message).toMatch(/^ {2}spread: degraded, back by itself within 2 s; data: nothing is lost$/m);
  });

  it('holds the time against the caller’s own', () => {
    expect(production()).toSurvive(SITE_A, { rto: Duration.seconds(2), things: ['spread'] });
    expect(production()).not.toSurvive(SITE_A, { rto: Duration.millis(1999), things: ['spread'] });
    expect(
      said(() => expect(production()).toSurvive(SITE_A, { rto: Duration.seconds(1), things: ['spread'] })),
    ).toContain(
      'spread: degraded, back by itself within 2 s; data: nothing is lost; allowed: no loss of data, back within 1 second',
    );
  });

  it('holds it against the objective of the environment for such a failure', () => {
    const site = (millis: number) => ({ site: { rpo: none, rto: Duration.millis(millis) } });
    expect(production(site(2000))).toSurvive(SITE_A, { things: ['spread'] });
    expect(production(site(1999))).not.toSurvive(SITE_A, { things: ['spread'] });
    // No objective speaks of two sites, or of a link.
    expect(production(site(1999))).toSurvive(loss.link('sh-a', 'sh-b'), { things: ['spread'] });
  });

  it('leaves out what the bank accepts, unless the caller demands it', () => {
    const risk: AcceptedRisk = { of: 'huddled', failure: 'site', reason: 'only a cache' };
    expect(production({}, [risk])).toSurvive(SITE_A);
    expect(production({}, [risk])).not.toSurvive(SITE_A, { rpo: none });
    expect(production({}, [risk])).not.toSurvive(loss.city('shanghai'));
    expect(production({}, [{ ...risk, objective: { rpo: none, rto: Duration.minutes(1) } }])).not.toSurvive(SITE_A);
  });

  it.each<[string, unknown, RegExp]>([
    ['a text', 'production', /got: got production, want an Environment/],
    ['nothing', undefined, /got: got nothing, want an Environment/],
    ['another construct', environment().node.root, /want an Environment/],
  ])('refuses %s in place of an environment', (_, value, want) => {
    expect(() => expect(value).toSurvive(SITE_A)).toThrow(want);
    expect(() => expect(value).not.toSurvive(SITE_A)).toThrow(want);
  });

  it('refuses a text in place of a failure, also with .not', () => {
    const text = 'site sh-a' as unknown as typeof SITE_A;
    expect(() => expect(production()).toSurvive(text)).toThrow(/failure: got site sh-a, want a Loss; fix: /);
    expect(() => expect(production()).not.toSurvive(text)).toThrow(/want a Loss/);
  });

  it('refuses names that nobody knows, also with .not', () => {
    expect(() => expect(production()).not.toSurvive(loss.site('sh-x'))).toThrow(/got sh-x, want one of sh-a/);
    expect(() => expect(production()).not.toSurvive(SITE_A, { things: ['spred'] })).toThrow(
      /things: got spred, want one of spread, huddled; fix: correct the name/,
    );
  });
});
