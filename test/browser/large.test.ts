import type { Browser } from 'playwright-core';
import { report } from '../../lib/engines/report';
import { large, production } from '../engines/report/sample';
import { launch, open, screenshot } from './browser';

/** Hosts, and pages beside which a large one is timed. */
const HOSTS = 1000;

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const big = large();
const html = report(big.rendering, big.proof, [production()]);

it('folds 1,000 hosts into counted groups, which open', async () => {
  const { page, complaints } = await open(browser, 'large', html);
  expect(await page.locator('.host').count()).toBe(HOSTS);
  const shown = await page.locator('.host:visible').count();
  expect(shown).toBeLessThan(60);
  const group = page.locator('.group', { hasText: '20 workers' }).first();
  await group.locator('summary').click();
  expect(await page.locator('.host:visible').count()).toBe(shown + 20);
  await page.getByRole('button', { name: 'block storage 4 copies' }).click();
  expect(await page.locator('.group', { hasText: '4 storage' }).first().textContent()).toContain('4 marked');
  await screenshot(page, 'large-light-1360');
  expect(complaints).toEqual([]);
  await page.close();
});

it('draws the worst hundred rows, and the rest when asked', async () => {
  const { page } = await open(browser, 'large', html, { scheme: 'dark' });
  const rows = page.locator('#rows > tr[data-row]:visible');
  expect(await rows.count()).toBe(100);
  await page.getByRole('button', { name: 'Show all' }).click();
  expect(await rows.count()).toBe(big.proof.outcomes.length);
  await page.locator("#filters [name='thing']").selectOption({ label: 'service-7' });
  expect(await rows.count()).toBeLessThanOrEqual(100);
  await screenshot(page, 'large-dark-1360');
  await page.close();
});

it('fits a narrow screen', async () => {
  const { page } = await open(browser, 'large', html, { width: 390 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await screenshot(page, 'large-light-390');
  await page.close();
});

/**
 * Beside a bare table of as many hosts, so that a slow machine is slow for both: the median of five of each, taken in turn.
 * A bare table of 1,000 rows opens in about 0.1 s where the report takes 0.8 s.
 */
it('opens in at most 20 times what a bare table takes', async () => {
  const cells = '<td>host</td>'.repeat(8);
  const bare = `<!doctype html><table>${`<tr>${cells}</tr>`.repeat(HOSTS)}</table>`;
  const times: { readonly report: number[]; readonly bare: number[] } = { report: [], bare: [] };
  for (let turn = 0; turn < 5; turn += 1) {
    times.bare.push(await timeToOpen('bare', bare));
    times.report.push(await timeToOpen('large', html));
  }
  expect(median(times.report)).toBeLessThan(20 * median(times.bare));
});

/** From the start of the navigation to the first frame that is drawn after the load. */
async function timeToOpen(name: string, text: string): Promise<number> {
  const { page } = await open(browser, name, text);
  const time = await page.evaluate(
    () => new Promise<number>((done) => requestAnimationFrame(() => setTimeout(() => done(performance.now())))),
  );
  await page.close();
  return time;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
