import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { DemoProcess } from '../support/demo-process.ts';

let demo: DemoProcess;
let page: Page;
const complaints: string[] = [];

test.beforeAll(async ({ browser }) => {
  test.setTimeout(150_000);
  demo = await new DemoProcess().ready();
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, permissions: ['clipboard-read', 'clipboard-write'] });
  page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()));
  await page.goto(demo.desktopUrl);
  await page.getByRole('grid').getByRole('row').filter({ hasText: 'Vermeulen Projectontwikkeling' }).click();
  await page.keyboard.press('Enter');
  await page.getByRole('tab', { name: /^Contactpersonen/ }).click();
});
test.afterAll(() => demo.stop());

const dialog = () => page.getByRole('dialog');

test('a collector makes a link that lets the debtor in, and takes it back', async ({ browser }) => {
  const access = page.getByRole('region', { name: 'Toegang tot het portaal' });
  await access.getByRole('button', { name: 'Maak een link' }).click();
  await dialog().getByLabel('Aantal dagen dat de link werkt').fill('0');
  await expect(dialog().getByText('Vul een aantal van 1 tot en met 730 in.')).toBeVisible();
  await dialog().getByLabel('Aantal dagen dat de link werkt').fill('7');
  await dialog().getByRole('button', { name: 'Maak een link' }).click();
  const link = await dialog().getByRole('textbox', { name: 'Link' }).inputValue();
  expect(link).toMatch(/\/p\/[\w-]{43}$/);
  await page.screenshot({ path: 'test-results/portal-access-dialog.png' });
  const { violations } = await new AxeBuilder({ page }).include('[role=dialog]').analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
  await dialog().getByRole('button', { name: 'Kopieer link' }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link);

  const debtor = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await debtor.goto(link);
  await expect(debtor.getByText('Vermeulen Projectontwikkeling').first()).toBeVisible();
  const made = access.getByRole('listitem').filter({ hasText: 'Link van een collega' });
  await expect(made).toContainText('gebruikt op');
  await page.screenshot({ path: 'test-results/portal-access.png' });
  await made.getByRole('button', { name: /^Trek in: Link van een collega/ }).click();
  await expect(made).toHaveCount(0);
  await debtor.reload();
  await expect(debtor.getByRole('heading', { level: 1 })).toHaveText('U bent uitgelogd');
  await debtor.goto(link);
  await expect(debtor.getByRole('heading', { level: 1 })).toHaveText('Deze link werkt niet meer');
  await page.getByRole('tab', { name: /^Tijdlijn/ }).click();
  await expect(page.getByText('Link naar het portaal gemaakt')).toBeVisible();
  await expect(page.getByText('Toegang tot het portaal ingetrokken')).toBeVisible();
  expect(complaints).toEqual([]);
});
