import { readFileSync } from 'node:fs';
import { Environment, loss, Platform, type SpreadRule } from 'tripod-iac';
import { failureOf } from '../../lib/engines/proof';
import { cost } from '../../examples/proof/by-hand';
import { Ledger } from '../../examples/proof/component';
import { promised } from '../../examples/proof/objectives';
import { without } from '../../examples/proof/placement';
import { survivesSite } from '../../examples/proof/site';
import { survives } from '../../examples/proof/survive';
import { platform } from '../../stacks/platform';
import { layout } from '../proof/cases/layout';
import { bank } from '../support/bank';

const GUIDE = readFileSync('docs/proof.md', 'utf8');
const blocks = (language: string) =>
  [...GUIDE.matchAll(new RegExp('```' + language + '\\n([\\s\\S]*?)```', 'g'))].map(([, text]) => text!);

describe('the guide', () => {
  it.each(['by-hand', 'placement', 'component', 'objectives', 'survive'])('shows %s', (name) => {
    expect(blocks('ts')).toContain(readFileSync(`examples/proof/${name}.ts`, 'utf8'));
  });

  it('shows no code that is not one of them', () => {
    expect(blocks('ts')).toHaveLength(5);
  });

  it('names failures as the command reads them', () => {
    const failures = blocks('sh').flatMap((text) =>
      [...text.matchAll(/--fail '?([^'\n]+?)'?$/gm)].map(([, each]) => each!),
    );
    expect(failures.length).toBeGreaterThan(2);
    for (const failure of failures) expect(failureOf(failure).in(bank).blows.length).toBeGreaterThan(0);
  });
});

describe('payments', () => {
  const A = loss.site('sh-a');

  it('go on without a site', () => {
    expect(cost(A)).toMatchObject({ availability: 'degraded', data: 'safe', recovery: 'auto', within: 9000 });
  });

  it('wait for Hefei when the city is lost, and lose what had not arrived', () => {
    const lost = { availability: 'down', data: 'lost', loss: 5000, recovery: 'human', within: 45 * 60_000 };
    expect(cost(loss.city('shanghai'))).toMatchObject(lost);
  });

  it('can be read and not made when two sites are gone', () => {
    expect(cost(A.and(loss.site('sh-b')))).toMatchObject({ data: 'at risk', recovery: 'human' });
  });
});

describe('a placement', () => {
  const sites = layout({ a: 3, b: 3, c: 3 });
  const apart: SpreadRule = { domain: 'host', most: 1 };

  it('that says nothing of sites may have all copies in one', () => {
    expect(without(sites, 'a', apart)).toMatchObject({ availability: 'down', data: 'lost' });
  });

  it('with one copy in each site survives', () => {
    expect(without(sites, 'a', apart, { domain: 'site', most: 1 })).toMatchObject({
      availability: 'degraded',
      data: 'safe',
    });
  });
});

describe('the ledger', () => {
  const production = new Environment(new Platform(), 'production', { landscape: bank, tier: 'production' });
  new Ledger(production, 'ledger');

  it('survives what its test says', () => {
    survives(production);
  });

  it('breaks no promise but what is accepted', () => {
    expect(promised(bank)).toEqual([]);
  });
});

describe('the README', () => {
  const calls = (file: string) =>
    readFileSync(file, 'utf8')
      .match(/^ *expect\(production\).*$/gm)
      ?.map((line) => line.trim());

  it('shows what production, as it is shipped, survives', () => {
    expect(calls('README.md')).toEqual(calls('examples/proof/site.ts'));
    survivesSite(platform().node.findChild('production') as Environment);
  });
});
