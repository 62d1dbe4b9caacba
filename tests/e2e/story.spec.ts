import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type BrowserContext, devices, expect, type Page, test } from '@playwright/test';
import { DemoProcess } from '../support/demo-process.ts';

/** With KASSTROOM_SCREENSHOTS=1 the README's pictures are made anew. */
const PICTURES = fileURLToPath(new URL('../../resources/screenshots', import.meta.url));

async function picture(page: Page, name: string): Promise<void> {
  if (process.env.KASSTROOM_SCREENSHOTS !== '1') {
    await test.info().attach(name, { body: await page.screenshot(), contentType: 'image/png' });
    return;
  }
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: `${PICTURES}/${name}.png` });
}

const { defaultBrowserType: _webkit, ...PHONE } = devices['iPhone 13'];

let demo: DemoProcess;
test.beforeAll(async () => {
  test.setTimeout(120_000);
  demo = await new DemoProcess().ready();
});
test.afterAll(() => demo.stop());

test('a newcomer sees the demo company, reminds its debtors, and watches one of them pay', async ({ browser }) => {
  const desktop = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await desktop.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));

  await page.goto(demo.desktopUrl);
  const rows = page.getByRole('grid').getByRole('row');
  await expect(rows.filter({ hasText: 'Vermeulen Projectontwikkeling' })).toBeVisible();
  expect(await rows.count()).toBeGreaterThan(15);
  await picture(page, 'worklist');

  await test.step('opens the top debtor and looks at its invoices', async () => {
    await rows.filter({ hasText: 'Vermeulen Projectontwikkeling' }).click();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: /Vermeulen Projectontwikkeling/ }).first()).toBeVisible();
    await expect(page.getByRole('row').filter({ hasText: /^.*F\d\d-\d{5}/ })).toHaveCount(4);
  });

  await test.step('previews tonight’s reminders and runs them', async () => {
    await go(page, 'Workflows');
    await expect(page.getByRole('row').filter({ hasText: 'Vermeulen Projectontwikkeling' })).toContainText('29.912,25');
    await picture(page, 'preview');
    await page.getByRole('button', { name: /^Verstuur \d+ herinneringen$/ }).click();
    await page
      .getByRole('dialog')
      .or(page.getByRole('alertdialog'))
      .getByRole('button', { name: /^Verstuur \d+ herinneringen$/ })
      .click();
    await expect(page.getByText(/is gedraaid/)).toBeVisible();
  });

  await test.step('reads the caught mail', async () => {
    await go(page, 'Uitgaand');
    await page.getByRole('option').first().click();
    await expect(page.frameLocator('iframe').getByRole('link', { name: /^Betaal/ })).toBeVisible();
    await picture(page, 'outgoing-mail');
  });

  const link = await test.step('finds the debtor’s own with its payment link on the card', async () => {
    await go(page, 'Actielijst');
    await page.getByRole('grid').getByRole('row').filter({ hasText: 'Vermeulen Projectontwikkeling' }).click();
    await page.keyboard.press('Enter');
    await page.getByRole('tab', { name: /^Mail/ }).click();
    return page
      .frameLocator('iframe')
      .getByRole('link', { name: /^Betaal.*29\.912,25/ })
      .getAttribute('href');
  });
  expect(link).toContain('/p/');

  await test.step('keeps the debtor’s invoices on screen', async () => {
    await page.getByRole('tab', { name: /^Facturen/ }).click();
    await expect(page.getByText('Onderweg')).toHaveCount(0);
  });

  const paidAt = await test.step('the debtor pays two of the three invoices on a phone', async () => {
    const phone = await browser.newContext({ ...PHONE, javaScriptEnabled: false });
    const at = await payTwo(phone, link ?? '');
    await phone.close();
    return at;
  });

  await test.step('and the collector sees it without a click', async () => {
    await expect(page.getByRole('row').filter({ hasText: /Onderweg/ })).toHaveCount(2);
    test.info().annotations.push({ type: 'from the debtor’s press to the collector’s screen', description: `${Date.now() - paidAt} ms` });
    await expect(page.getByText(/^Betaalde online/).first()).toBeVisible();
    await picture(page, 'debtor');
  });

  await test.step('what was paid is dunned no more', async () => {
    await go(page, 'Workflows');
    const nextRound = new Date(Date.now() + 20 * 86_400_000);
    await page
      .getByLabel('Datum')
      .fill(new Intl.DateTimeFormat('nl-NL', { day: '2-digit', month: '2-digit', year: 'numeric' }).format(nextRound));
    await page.keyboard.press('Enter');
    const row = page.getByRole('row').filter({ hasText: 'Vermeulen Projectontwikkeling' });
    await expect(row).toBeVisible();
    await expect(row).not.toContainText('29.912,25');
    await row.click();
    // Once for each of the two invoices, besides the sum of what stays out of the round.
    await expect(page.getByText('betaling onderweg')).toHaveCount(3);
  });
  expect(complaints).toEqual([]);
});

async function go(page: Page, screen: string): Promise<void> {
  await page
    .getByRole('navigation')
    .getByRole('button', { name: new RegExp(`^${screen}`) })
    .click();
}

/** Pays the two oldest of the three invoices that are due, and returns the moment of the last press. */
async function payTwo(context: BrowserContext, link: string): Promise<number> {
  const page = await context.newPage();
  await page.goto(link);
  await expect(page.getByRole('heading', { name: /Hieruit bestaat dit bedrag/ })).toBeVisible();
  await picture(page, 'portal');
  await page.getByRole('link', { name: 'Andere facturen of ander bedrag' }).click();
  const boxes = page.getByRole('checkbox', { checked: true });
  await expect(boxes).toHaveCount(3);
  await boxes.last().uncheck();
  await page.getByRole('button', { name: 'Reken opnieuw uit' }).click();
  await expect(page.getByRole('button', { name: /^Betaal.*22\.412,25/ })).toBeVisible();
  await picture(page, 'portal-pay');
  await page.getByRole('button', { name: /^Betaal.*22\.412,25/ }).click();
  await expect(page).toHaveURL(/sandbox-provider/);
  const pressedAt = Date.now();
  await page.getByRole('button', { name: 'Betalen lukt' }).click();
  await expect(page.getByText('22.412,25').first()).toBeVisible();
  await picture(page, 'portal-paid');
  return pressedAt;
}
