import type { Browser, Page } from 'playwright-core';
import { report } from '../../lib/engines/report';
import { production, standby } from '../engines/report/sample';
import { launch, open, type Opened, screenshot } from './browser';

const sample = production();
const html = report(sample.rendering, sample.proof, [standby()]);

let browser: Browser;
let opened: Opened;
let page: Page;

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

beforeEach(async () => {
  opened = await open(browser, 'production', html);
  page = opened.page;
});
afterEach(async () => {
  expect(opened.complaints).toEqual([]);
  await page.close();
});

/** Names in the rows that are shown. */
const shown = () => page.locator('#rows > tr[data-row]:visible > th').allTextContents();
const marked = (mark: string) => page.locator(`.host[data-mark='${mark}']`).count();
const said = () => page.locator('#panel .said').innerText();

describe('the topology', () => {
  it('draws every city, site and link, and every host of the environment', async () => {
    const { landscape, sites, hosts } = sample.rendering.environment;
    expect(await page.locator('.map .city').count()).toBe(new Set(landscape.sites.map(({ city }) => city)).size);
    expect(await page.locator('.map .node').count()).toBe(landscape.sites.length);
    expect(await page.locator('.map a.node').count()).toBe(sites.length);
    expect(await page.locator('.map .link').count()).toBe(landscape.links.length);
    expect(await page.locator('.map .label').allTextContents()).toContain('sh-a to sh-b: 1\u00a0ms1\u00a0ms');
    expect(await page.locator('.host').count()).toBe(hosts.length);
  });

  it('covers no site with another, and none with a label', async () => {
    const boxes = await page
      .locator('.map .node > rect, .map .label > rect')
      .evaluateAll((all) => all.map((each) => each.getBoundingClientRect().toJSON() as DOMRectLike));
    const overlapping = boxes.flatMap((a, index) =>
      boxes
        .slice(index + 1)
        .filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom),
    );
    expect(overlapping).toEqual([]);
  });

  it('shows on which hosts a thing stands, and of its site how many', async () => {
    await page.getByRole('button', { name: 'etcd 5 voters' }).click();
    expect(await marked('stands')).toBe(5);
    expect(await page.locator(".map [data-site='sh-a'] .tally").textContent()).toBe('2 of 12 hosts marked');
    expect(await said()).toContain('on 5 hosts: sh-a (2), sh-b (2), sh-w (1)');
    await page.keyboard.press('Escape');
    expect(await marked('stands')).toBe(0);
    expect(await page.locator(".map [data-site='sh-a'] .tally").textContent()).toBe('12 hosts');
  });

  it('shows what runs on a host, and leads to its failures', async () => {
    await page.getByRole('button', { name: 'master-1' }).first().click();
    expect(await page.locator(".thing[data-mark='stands'] b").allTextContents()).toEqual([
      'etcd',
      'api',
      'api address sh-a',
    ]);
    await page.getByRole('button', { name: 'Its failures' }).click();
    const names = await shown();
    expect(names.length).toBeGreaterThan(0);
    expect(names.length).toBeLessThan(sample.proof.outcomes.length);
    expect(await page.locator("#filters [name='name']").inputValue()).toBe('sh-a-master-1');
  });

  it.each([
    ['city shanghai', 27, 0, 0],
    ['site sh-a', 12, 0, 0],
    ['rack a1 of sh-a', 6, 0, 0],
    ['host sh-a-master-1', 1, 0, 0],
    ['host sh-b-master-1 + site sh-a', 13, 0, 0],
    ['site sh-a, then host sh-b-storage-1', 13, 0, 0],
    ['drain of sh-a-master-1, then host sh-a-master-2', 1, 1, 0],
    ['process haproxy on sh-a-master-1', 0, 1, 0],
    ['power of sh-b-master-1, sh-b-master-2', 0, 2, 0],
    ['link sh-a–sh-b', 0, 0, 1],
    ['partition sh-a', 0, 0, 2],
  ])('marks what is lost with %s', async (name, lost, off, cut) => {
    await page.getByRole('button', { name: `Mark ${name} in the topology`, exact: true }).click();
    expect([await marked('lost'), await marked('off'), await page.locator('.map .link.cut').count()]).toEqual([
      lost,
      off,
      cut,
    ]);
    expect(await said()).toContain(name);
    await page.getByRole('button', { name: 'Back to the row' }).click();
    expect(
      await page.evaluate(() => document.activeElement?.closest('tr')?.querySelector('th')?.textContent),
    ).toContain(name);
  });
});

interface DOMRectLike {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

describe('the failure table', () => {
  const { outcomes, things } = sample.proof;
  const choose = (name: string, label: string) => page.locator(`#filters [name='${name}']`).selectOption({ label });
  const first = (wanted: (outcome: (typeof outcomes)[number]) => boolean) =>
    outcomes
      .filter(wanted)
      .map(({ name }) => name)
      .sort();
  const names = async () => (await shown()).map((text) => text.replace(/ and [\d,]+ more$/, '')).sort();

  it('shows every row, the worst first', async () => {
    expect(await names()).toEqual(first(() => true));
    expect((await shown())[0]).toBe('city shanghai');
    expect(await page.locator('#shown').textContent()).toBe(`${outcomes.length} rows`);
  });

  it('narrows by each word of a verdict, on one and the same thing', async () => {
    await choose('kind', 'Host');
    expect(await names()).toEqual(first(({ kind }) => kind === 'host'));
    await choose('kind', 'all');
    await choose('availability', 'down');
    await choose('recovery', 'by plan');
    expect(await names()).toEqual(
      first(({ verdicts }) =>
        verdicts.some(
          ({ availability, recovery, within }) =>
            availability === 'down' && recovery === 'human' && within !== undefined,
        ),
      ),
    );
    await choose('data', 'at risk');
    expect(await names()).toEqual([]);
    await page.getByRole('button', { name: 'Reset' }).click();
    expect(await names()).toEqual(first(() => true));
  });

  it('shows of a chosen thing its own figures', async () => {
    await choose('thing', 'etcd');
    expect(await names()).toEqual(first(({ verdicts }) => verdicts.some(({ thing }) => thing === 'etcd')));
    const row = page.locator('#rows > tr', { hasText: 'rack a1 of sh-a' });
    expect(await row.locator('td').nth(1).textContent()).toBe('degraded');
    await choose('thing', 'all');
    expect(await row.locator('td').nth(1).textContent()).toBe('down');
    expect(things.length).toBe(9);
  });

  it('shows only what breaks or loses', async () => {
    await page.getByLabel('Only what breaks or loses').check();
    expect(await names()).toEqual(
      first(({ verdicts }) =>
        verdicts.some(({ availability, data }) => data !== 'safe' || ['down', 'read-only'].includes(availability)),
      ),
    );
  });

  it('opens a row to each thing with its reason, and to the failures that do the same', async () => {
    await page.getByRole('button', { name: 'site sh-a', exact: true }).click();
    const detail = page.locator('tr.detail');
    expect(await detail.locator('tbody th').allTextContents()).toEqual([
      'jenkins',
      'logs',
      'block storage',
      'etcd',
      'api address sh-a',
    ]);
    expect(await detail.locator('tbody tr').nth(3).textContent()).toContain('3 of 5 votes are left, 3 are needed');
    expect(await detail.locator('tbody tr').nth(1).textContent()).toContain('not bounded if a copy lags');
    await detail.getByRole('button', { name: 'site sh-b' }).click();
    expect(await page.locator(".map [data-site='sh-b'][data-mark='lost']").count()).toBe(1);
  });
});

it('shows in grey, and last, what nobody is left to miss, and never as down', async () => {
  await page.getByRole('button', { name: 'site sh-a', exact: true }).click();
  const gone = page.locator('tr.detail tbody tr').last();
  expect(await gone.locator('.pill').allTextContents()).toEqual(['gone with its site', 'safe']);
  expect(await gone.locator('.pill:not(.none)').count()).toBe(0);
  expect(await gone.textContent()).toContain('nobody is left to miss it');
  await page.locator("#filters [name='thing']").selectOption({ label: 'api address sh-a' });
  await page.locator("#filters [name='recovery']").selectOption({ label: 'nobody' });
  expect(await shown()).toEqual([]);
});

it('says what a time is the sum of, and of equal ones once', async () => {
  await page.getByRole('button', { name: 'city shanghai', exact: true }).click();
  const sums = (await page.locator('tr.detail .sum').allTextContents()).map((text) => text.replaceAll('\u00a0', ' '));
  const first = sample.proof.outcomes
    .find(({ name }) => name === 'city shanghai')
    ?.verdicts.filter(({ within }) => within);
  expect(sums).toEqual([
    '3 h 25 min = decision 30 min + restore 2 h 50 min + DNS 5 min',
    ...(first ?? []).slice(1).map(() => '3 h 25 min by plan: as for etcd'),
  ]);
});

it('can be used with the keyboard alone', async () => {
  const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
  await page.keyboard.press('Tab');
  expect(await focused()).toBe('Skip to the content');
  await page.keyboard.press('Enter');
  for (let press = 0; press < 40 && !(await focused()).startsWith('etcd'); press += 1) await page.keyboard.press('Tab');
  const outline = () => page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineStyle);
  expect([await focused(), await outline()]).toEqual(['etcd 5 voters, 3 needed5', 'solid']);
  await page.keyboard.press('Enter');
  expect(await marked('stands')).toBe(5);
  await page.locator("#filters [name='name']").focus();
  await page.keyboard.type('city');
  expect(await shown()).toEqual(['city shanghai']);
  for (let press = 0; press < 20 && (await focused()) !== 'city shanghai'; press += 1) await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  expect(await page.locator('tr.detail').count()).toBe(1);
});

it('names every control, and has one heading of the first level', async () => {
  const nameless = await page
    .locator('button, a, input, select')
    .evaluateAll((all) =>
      all
        .filter(
          (each) =>
            (each.getAttribute('aria-label') ?? each.textContent ?? '').trim() === '' && each.closest('label') === null,
        )
        .map((each) => each.outerHTML),
    );
  expect(nameless).toEqual([]);
  expect(await page.locator('h1').count()).toBe(1);
  const levels = await page
    .locator('h1, h2, h3, h4, h5')
    .evaluateAll((all) => all.map(({ tagName }) => Number(tagName.slice(1))));
  expect(levels.filter((level, index) => level > (levels[index - 1] ?? level) + 1)).toEqual([]);
});

it('is printed with every row, without controls, and in light colours', async () => {
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await page.locator('#filters').evaluate((form: HTMLFormElement) => {
    (form.elements.namedItem('name') as HTMLInputElement).value = 'city';
    form.dispatchEvent(new Event('input', { bubbles: true }));
  });
  expect(await page.locator('#rows > tr[data-row]:visible').count()).toBe(sample.proof.outcomes.length);
  expect(await page.locator('#filters:visible, nav:visible, button.mark:visible, #panel:visible').count()).toBe(0);
  expect(await page.evaluate(() => getComputedStyle(document.body).color)).toBe('rgb(26, 34, 48)');
  await screenshot(page, 'production-print');
});

it('is open on paper to what breaks or loses, and to the plan, and folded again afterwards', async () => {
  const open = async () => ({
    rows: await page.locator("#rows .more[aria-expanded='true']").allTextContents(),
    plan: await page.locator('details.plan').evaluateAll((all: HTMLDetailsElement[]) => all.map((each) => each.open)),
  });
  const before = await open();
  expect([before.rows, before.plan.includes(true), before.plan.length > 2]).toEqual([[], false, true]);
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  const { rows, plan } = await open();
  expect(plan).not.toContain(false);
  expect(rows).toEqual(expect.arrayContaining(['city shanghai', 'site sh-a']));
  expect(rows).not.toContain('host sh-a-master-1');
  const row = page.locator('#rows > tr', { has: page.getByRole('button', { name: 'site sh-a', exact: true }) });
  const things = row.first().locator('+ tr.detail tbody tr:visible th');
  expect(await things.allTextContents()).toEqual(['jenkins', 'logs']);
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  expect(await open()).toEqual(before);
});

describe.each(['light', 'dark'] as const)('in the %s theme', (scheme) => {
  it.each([1360, 390])('fits a width of %d', async (width) => {
    const other = await open(browser, 'production', html, { scheme, width });
    expect(await other.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    await screenshot(other.page, `production-${scheme}-${width}`);
    expect(other.complaints).toEqual([]);
    await other.page.close();
  });

  it('follows the system until the reader chooses', async () => {
    const other = await open(browser, 'production', html, { scheme });
    const ground = () => other.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const [light, dark] = ['rgb(246, 247, 249)', 'rgb(16, 20, 26)'];
    expect(await ground()).toBe(scheme === 'light' ? light : dark);
    const button = other.page.locator('#theme');
    await button.click();
    expect([await button.textContent(), await ground()]).toEqual(['Theme: light', light]);
    await button.click();
    expect([await button.textContent(), await ground()]).toEqual(['Theme: dark', dark]);
    await button.click();
    expect(await ground()).toBe(scheme === 'light' ? light : dark);
    await other.page.close();
  });
});
