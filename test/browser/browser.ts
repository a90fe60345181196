import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';

/** Where pages and screenshots are written: kept, for somebody to look at. */
const FOLDER = process.env['TRIPOD_SCREENSHOTS'] ?? mkdtempSync(join(tmpdir(), 'tripod-report-'));

/** Debian's Chromium. As root it runs without its sandbox. */
export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
}

/** A page, and everything that it complained about or asked the network for. */
export interface Opened {
  readonly page: Page;
  readonly complaints: readonly string[];
}

export interface View {
  readonly scheme?: 'light' | 'dark';
  readonly width?: number;
}

/** Opens a report as a reader does: from a file. */
export async function open(browser: Browser, name: string, html: string, view: View = {}): Promise<Opened> {
  mkdirSync(FOLDER, { recursive: true });
  const file = join(FOLDER, `${name}.html`);
  writeFileSync(file, html);
  const page = await browser.newPage({
    colorScheme: view.scheme ?? 'light',
    viewport: { width: view.width ?? 1360, height: 900 },
  });
  const complaints: string[] = [];
  const url = pathToFileURL(file).href;
  page.on('console', (message) => void complaints.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => void complaints.push(`error: ${error.message}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && request.url() !== 'data:,') complaints.push(`request: ${request.url()}`);
  });
  await page.goto(url);
  return { page, complaints };
}

export async function screenshot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(FOLDER, `${name}.png`), fullPage: true });
}
