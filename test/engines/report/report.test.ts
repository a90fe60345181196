import { createHash } from 'node:crypto';
import { report } from '../../../lib/engines/report';
import type { Proof } from '../../../lib/proof';
import { large, production, standby } from './sample';

const { rendering, proof } = production();
const other = standby();
const html = report(rendering, proof, [other]);

const TITLES = [
  'Objectives and accepted risks',
  'Topology',
  'Failures',
  'Shared fates',
  'Capacity',
  'Differences between environments',
  'Images',
  'Versions',
  'Plan',
  'Assumptions',
  'How to read this',
];

it('has every section, in order', () => {
  const found = [...html.matchAll(/<h2 [^>]*><span class="no">\d+<\/span> ([^<]*)<\/h2>/g)].map(([, title]) => title);
  expect(found).toEqual(TITLES);
});

it('is the same for the same proof', () => {
  const again = production();
  expect(report(again.rendering, again.proof, [standby()]) === html).toBe(true);
});

it('fetches nothing', () => {
  const tags = html.match(/<(script|style|link|img|iframe|object|embed|source|use|image|base|form)\b[^>]*>/g) ?? [];
  const references = tags.flatMap((tag) => tag.match(/\b(src|href|srcset|data|action)="[^"]*"/g) ?? []);
  expect(references.filter((each) => !each.startsWith('href="#shape-') && each !== 'href="data:,"')).toEqual([]);
  expect(/@import|url\(/.exec(html)).toBeNull();
});

it('lets only its own style and script run', () => {
  const policy =
    /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1]?.replaceAll('&#39;', "'") ?? '';
  const hash = (text = '') => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain(`style-src ${hash(/<style>([^]*?)<\/style>/.exec(html)?.[1])}`);
  expect(policy).toContain(`script-src ${hash(/<script>([^]*?)<\/script>/.exec(html)?.[1])}`);
  expect(policy).not.toContain('unsafe');
  expect(/ style="| on[a-z]+="/.exec(html)).toBeNull();
});

it('shows markup in names and reasons as it is written', () => {
  const evil = '</script><img src=x onerror=alert(1)>';
  const hostile: Proof = {
    ...proof,
    things: [...proof.things, { name: evil, component: evil, made: evil, hosts: [] }],
    outcomes: [
      {
        kind: 'host',
        name: evil,
        failures: [evil],
        count: 1,
        verdicts: [
          {
            thing: evil,
            because: evil,
            shares: [{ name: evil, time: 1 }],
            availability: 'down',
            data: 'lost',
            recovery: 'human',
            within: 1,
          },
        ],
      },
    ],
    accepted: [{ thing: evil, failure: 'host', reason: evil }],
    fates: [{ thing: evil, place: evil, because: evil, fix: evil }],
    assumptions: [evil],
  };
  const page = report(rendering, hostile, []);
  expect(page.includes('<img')).toBe(false);
  expect(page.match(/<\/script>/g)).toHaveLength(2);
});

it('says what breaks an objective, and what would mend it', () => {
  const breach = {
    objective: 'site',
    promise: 'rpo',
    failure: 'site sh-a',
    count: 2,
    thing: 'logs',
    component: 'logging',
    alsoBreaks: ['audit'],
  } as const;
  const page = report(
    rendering,
    {
      ...proof,
      breaches: [
        { ...breach, got: 'all lost', want: 'nothing lost', because: 'one copy', placement: '', fix: 'a second copy' },
      ],
    },
    [],
  );
  const texts = ['logs: site sh-a', 'and 1 more such failure; with it audit', 'a second copy', 'not kept'];
  expect(texts.filter((text) => !page.includes(text))).toEqual([]);
});

it('compares environments in what differs, and counts the rest', () => {
  const [, section = ''] = /id="differences"([^]*?)id="images"/.exec(html) ?? [];
  const row = (name: string) =>
    new RegExp(`<th scope="row">${name}</th>(<td>[^<]*</td>)(<td>[^<]*</td>)`)
      .exec(section.split('<details>')[0] ?? '')
      ?.slice(1);
  expect(row('Tier')).toEqual(['<td>production</td>', '<td>remote-dr</td>']);
  expect(row('Hosts')).toEqual(['<td>27</td>', '<td>13</td>']);
  expect(row('storage')).toEqual(['<td>RookCeph</td>', '<td>–</td>']);
  expect(row('Registry')).toBeUndefined();
  expect(section.split('<details>')[1]).toContain('Registry');
});

it('holds the whole plan', () => {
  const texts = ['kubectl apply --server-side --field-manager=tripod', '<summary>Tear-down</summary>'];
  expect(texts.filter((text) => !html.includes(text))).toEqual([]);
});

it('stays below 3 MB for 1,000 hosts and hundreds of rows', () => {
  const big = large();
  expect(big.rendering.environment.hosts).toHaveLength(1000);
  expect(Buffer.byteLength(report(big.rendering, big.proof, [production()]))).toBeLessThan(3e6);
});
