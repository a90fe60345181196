import { loss } from 'tripod-iac';
import { checkForm, failureOf, kindOf, siteOfRack } from '../../../lib/engines/proof';
import { bank } from '../../support/bank';

const [first, second] = bank.site('sh-a').hosts.map(({ name }) => name) as [string, string];
const other = bank.site('sh-b').hosts[0]?.name ?? '';

describe('a failure as it is typed', () => {
  it.each([
    [`host=${first}`, loss.host(first)],
    ['rack=sh-a/a1', loss.rack('sh-a', 'a1')],
    ['site=sh-a', loss.site('sh-a')],
    ['city=shanghai', loss.city('shanghai')],
    ['link=sh-a/sh-b', loss.link('sh-a', 'sh-b')],
    ['partition=sh-a,sh-w', loss.partition('sh-a', 'sh-w')],
    [`power=${first}, ${second}`, loss.power(first, second)],
    [`drain=${first}`, loss.drain(first)],
    [`process=haproxy@${first}`, loss.process('haproxy', first)],
    [`site=sh-b+host=${first}`, loss.site('sh-b').and(loss.host(first))],
    [` host=${first}  +  site=sh-b `, loss.host(first).and(loss.site('sh-b'))],
    [`host=${first} then site=sh-b`, loss.host(first).then(loss.site('sh-b'))],
    [`host=${first} then after repair host=${second}`, loss.host(first).thenAfterRepair(loss.host(second))],
    [
      `drain=${first} then host=${second} + site=sh-w then host=${other}`,
      loss
        .drain(first)
        .then(loss.host(second).and(loss.site('sh-w')))
        .then(loss.host(other)),
    ],
  ])('%s', (text, want) => {
    expect(failureOf(text).name).toBe(want.name);
    expect(failureOf(text).in(bank)).toEqual(want.in(bank));
  });

  it.each([
    ['sites=sh-a', /got sites=sh-a, want one of host=HOST, rack=SITE\/RACK, site=SITE.*fix: for example/],
    ['constructor=x', /want one of host=HOST/],
    ['site', /got site, want site=SITE/],
    ['site=', /want site=SITE/],
    ['rack=a1', /got rack=a1, want rack=SITE\/RACK/],
    ['rack=a/b/c', /want rack=SITE\/RACK/],
    ['link=sh-a', /want link=SITE\/SITE/],
    ['process=haproxy', /want process=PROCESS@HOST/],
    ['site=sh-a +', /got site=sh-a \+, with an empty part/],
    ['', /failure: 1 problem/],
  ])('refuses %p', (text, want) => {
    expect(() => failureOf(text)).toThrow(want);
  });

  it('names what the landscape does not have when it is judged', () => {
    expect(() => failureOf('site=sh-x').in(bank)).toThrow(/site: got sh-x, want one of sh-a, sh-b/);
  });
});

describe('a rack without its site', () => {
  const sites = [
    { name: 'a', racks: ['a1', 'r1'] },
    { name: 'b', racks: ['b1', 'r1'] },
  ];

  it('is the one of that name', () => {
    const text = 'rack=b1 then site=sh-b';
    expect(failureOf(text, siteOfRack(sites)).name).toBe('rack b1 of b, then site sh-b');
    expect(() => checkForm(text)).not.toThrow();
    expect(() => checkForm('rack=')).toThrow(/want rack=SITE\/RACK/);
  });

  it.each([
    ['r1', /got r1, which several sites have, want one of a\/r1, b\/r1; fix: .*rack=SITE\/RACK/],
    ['x', /got x, want one of a\/a1, a\/r1, b\/b1, b\/r1; fix: /],
  ])('is refused where it is not clear: %s', (name, want) => {
    expect(() => failureOf(`rack=${name}`, siteOfRack(sites))).toThrow(want);
  });
});

it.each([
  ['site=sh-a', 'site'],
  [' host = a ', 'host'],
  ['drain=a', 'asked'],
  ['site=sh-a + host=b', 'asked'],
  ['host=a then site=sh-a', 'asked'],
])('the kind of %s is %s', (text, kind) => {
  expect(kindOf(text)).toBe(kind);
});
