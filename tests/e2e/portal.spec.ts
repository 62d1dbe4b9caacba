import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { type Browser, expect, type Page, test } from '@playwright/test';
import type { PortalProcessMessage, SeededPortal } from '../support/portal-process.ts';

let child: ChildProcess;
let url: string;
let links: SeededPortal;
const dataDir = mkdtempSync(join(tmpdir(), 'kasstroom-portal-e2e-'));

test.beforeAll(async () => {
  child = fork(new URL('../support/portal-process.ts', import.meta.url), [dataDir, '0', 'seed'], { execArgv: ['--import', 'tsx'] });
  const [message] = (await once(child, 'message')) as [PortalProcessMessage];
  if (!message.links) throw new Error('the portal has no debtors');
  url = message.url;
  links = message.links;
});
test.afterAll(async () => {
  child.kill('SIGKILL');
  await once(child, 'exit');
  rmSync(dataDir, { recursive: true, force: true });
});

const WIDTHS = { phone: 390, desktop: 1280 } as const;

/** Nothing axe can find, nothing that scrolls sideways, and a picture to look at. */
async function check(page: Page, name: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overflow, `${name} scrolls sideways`).toBeLessThanOrEqual(0);
  await page.screenshot({ path: `test-results/portal/${name}.png`, fullPage: true });
}

for (const [device, width] of Object.entries(WIDTHS)) {
  for (const language of ['nl', 'en'] as const) {
    test(`every page is fit for everyone on a ${device} in ${language}`, async ({ browser }) => {
      const page = await (await browser.newContext({ viewport: { width, height: 844 } })).newPage();
      const at = (name: string): string => `${name}-${device}-${language}`;
      const link = links.picture[(device === 'phone' ? 0 : 2) + (language === 'nl' ? 0 : 1)] ?? '';
      await page.goto(`${url}${link}`);
      await page.goto(`${url}/portal?lang=${language}`);
      await check(page, at('overview'));
      await page.goto(`${url}/portal/pay?c=EUR`);
      await check(page, at('pay'));
      await page.goto(`${url}/portal/pay?c=EUR&open=1`);
      await page.locator('details.card > summary').click();
      await check(page, at('pay-open'));
      await page.locator('input[name=mode][value=other]').check();
      await page.locator('#amount').fill('9999');
      await page.locator('button[value=pay]').click();
      await expect(page.locator('.summary')).toBeVisible();
      await check(page, at('pay-error'));
      await page.locator('#amount').fill(language === 'nl' ? '412,40' : '412.40');
      await page.locator('button[value=pay]').click();
      await check(page, at('pay-confirm'));
      await page.locator('button[value=pay]').click();
      await check(page, at('sandbox'));
      await page.locator('button[value=canceled]').click();
      await check(page, at('canceled'));
      await page.locator('a.btn').click();
      await page.locator('button[value=pay]').click();
      await page.locator('button[value=pending]').click();
      await check(page, at('pending'));
      await page.goBack();
      await page.reload();
      await page.locator('button[value=paid]').click();
      await check(page, at('paid'));
      await page.goto(`${url}/portal`);
      await check(page, at('overview-paid'));
      await page.goto(`${url}/portal/payments`);
      await check(page, at('payments'));
      await page.goto(`${url}/portal/nowhere`);
      await check(page, at('not-found'));
      for (const name of ['upToDate', 'inCredit', 'currencies', 'expired', 'paleBrand'] as const) {
        await page.goto(`${url}${links[name]}`);
        await check(page, at(name));
      }
      await page.context().close();
    });
  }
}

const withoutScript = async (browser: Browser) =>
  (await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } })).newPage();

test('a debtor without JavaScript pays two of three invoices', async ({ browser }) => {
  const page = await withoutScript(browser);
  await page.goto(`${url}${links.picture[4]}`);
  expect(page.url()).toBe(`${url}/portal`);
  await page.getByRole('link', { name: 'Betaal € 784,50' }).click();
  await page.getByRole('button', { name: 'Betaal € 784,50' }).click();
  await page.getByRole('button', { name: 'Betalen lukt' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Uw betaling is gelukt');
  await page.getByRole('link', { name: 'Naar mijn overzicht' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('U bent helemaal bij');
  await expect(page.getByText('Betaald, wordt verwerkt')).toHaveCount(2);
});

test('the language switch keeps the page and what was chosen on it', async ({ browser }) => {
  const page = await withoutScript(browser);
  await page.goto(`${url}${links.picture[5]}`);
  await page.goto(`${url}/portal/pay?c=EUR&open=1`);
  await page.getByRole('checkbox', { name: /2026-0142/ }).uncheck();
  await page.getByRole('button', { name: 'Reken opnieuw uit' }).click();
  await expect(page.getByRole('button', { name: 'Betaal € 365,90' })).toBeVisible();
  await page.getByRole('link', { name: 'English' }).click();
  await expect(page.getByRole('button', { name: 'Pay €365.90' })).toBeVisible();
  await expect(page.getByRole('checkbox', { name: /2026-0142/ })).not.toBeChecked();
  await page.goto(`${url}/portal`);
  await expect(page.getByText('To pay now').first()).toBeVisible();
});

test('it asks nothing of anybody else, and is a table for who listens', async ({ browser }) => {
  const page = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(url)) elsewhere.push(request.url());
  });
  await page.goto(`${url}${links.picture[6]}`);
  expect(await page.locator('script').count()).toBe(0);
  const table = page.getByRole('table', { name: 'Hieruit bestaat dit bedrag' });
  await expect(table.getByRole('row')).toHaveCount(5);
  await expect(table.getByRole('rowheader', { name: 'Factuur 2025-2817' })).toBeVisible();
  // By attribute: by role an empty cell without a box of its own is left out, though browsers tell of it.
  const cells = table.getByRole('row', { name: /Totaal/ }).locator('[role="cell"]');
  await expect(cells.nth(1)).toHaveText('€ 784,50');
  expect(elsewhere).toEqual([]);
});

test('it can be read at 200 % on a narrow phone', async ({ browser }) => {
  const page = await (await browser.newContext({ viewport: { width: 195, height: 422 } })).newPage();
  await page.goto(`${url}${links.picture[7]}`);
  for (const path of ['/portal', '/portal/pay?c=EUR&open=1', '/portal/payments']) {
    await page.goto(`${url}${path}`);
    await check(page, `narrow${path.replace(/\W+/g, '-')}`);
  }
});
