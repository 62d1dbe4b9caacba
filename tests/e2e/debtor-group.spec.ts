import { expect, type Page, test } from '@playwright/test';
import { DemoProcess } from '../support/demo-process.ts';

let demo: DemoProcess;
let page: Page;
test.describe.configure({ mode: 'serial' });
test.beforeAll(async ({ browser }) => {
  test.setTimeout(150_000);
  demo = await new DemoProcess().ready();
  page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  page.setDefaultTimeout(15_000);
  await page.goto(demo.desktopUrl);
  await expect(page.getByRole('grid').getByRole('row').nth(5)).toBeVisible();
});
test.afterAll(() => demo.stop());

const tab = (name: RegExp) => page.getByRole('tab', { name });
const members = () => page.getByRole('region', { name: 'Centraal dossier' }).getByRole('listitem');

test('two debtors are linked, added up, written to at once, and unlinked with the history kept', async () => {
  await page.getByRole('row').filter({ hasText: 'Vermeulen Projectontwikkeling' }).dblclick();
  await tab(/^Gekoppeld/).click();
  await expect(page.getByText('Deze debiteur staat op zichzelf')).toBeVisible();
  await test.info().attach('alone', { body: await page.screenshot(), contentType: 'image/png' });

  await page.getByRole('combobox', { name: 'Debiteur toevoegen' }).pressSequentially('104701');
  await page
    .getByRole('option', { name: /Timmerfabriek Oosterhof/ })
    .first()
    .click();
  await expect(members()).toHaveCount(2);
  await expect(tab(/^Gekoppeld/)).toContainText('1');
  await expect(page.getByText('Open bij 2 debiteuren')).toBeVisible();
  await page.getByRole('switch', { name: /Samen aanmanen/ }).click();
  await expect(page.getByRole('switch', { name: /Samen aanmanen/ })).toBeChecked();
  await page
    .getByRole('textbox', { name: 'Notitie of actie voor alle debiteuren in dit dossier' })
    .fill('Alles loopt via het hoofdkantoor.');
  await page.getByRole('button', { name: 'Notitie bij allemaal' }).click();
  await expect(page.getByText('Bij 2 debiteuren vastgelegd.').first()).toBeVisible();
  await test.info().attach('linked', { body: await page.screenshot(), contentType: 'image/png' });

  await members().getByRole('button', { name: 'Timmerfabriek Oosterhof', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: /Oosterhof/ })).toBeVisible();
  await expect(page.getByText('Alles loopt via het hoofdkantoor.').first()).toBeVisible();
  await tab(/^Gekoppeld/).click();
  await page.getByRole('button', { name: /^Vermeulen .* ontkoppelen$/ }).click();
  await expect(page.getByText('Deze debiteur staat op zichzelf')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Eerder gekoppeld' }).getByRole('listitem')).toHaveCount(2);
});

test('a customer under three numbers in two administrations owes what its numbers owe together', async () => {
  await page.getByRole('button', { name: /^Actielijst/ }).click();
  await page.getByRole('row').filter({ hasText: 'Installatiebedrijf Kuipers' }).first().dblclick();
  await tab(/^Gekoppeld/).click();
  await expect(members()).toHaveCount(3);
  await expect(page.getByText('Brinkhorst Verhuur')).toBeVisible();
  await expect(page.getByText('€ 47.918,65')).toHaveCount(2);

  await tab(/^Facturen/).click();
  await expect(page.getByText('Groep open')).toBeVisible();
  await page.getByRole('button', { name: 'Centraal dossier (3)' }).click();
  const rows = page.getByRole('grid', { name: 'Facturen' }).getByRole('row');
  await expect(rows.filter({ hasText: 'Kuipers Klimaattechniek' })).toHaveCount(3);
  await expect(rows.filter({ hasText: /F26|C26/ })).toHaveCount(17);
  await test.info().attach('group', { body: await page.screenshot(), contentType: 'image/png' });

  // What is agreed is agreed with one debtor: that of the ticked invoices.
  await rows.filter({ hasText: 'Kuipers Klimaattechniek' }).first().getByRole('checkbox').click();
  await page.keyboard.press('p');
  await expect(page.getByRole('dialog', { name: /Kuipers Klimaattechniek/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await rows.filter({ hasText: 'Installatiebedrijf Kuipers' }).first().getByRole('checkbox').click();
  await page.keyboard.press('p');
  await expect(page.getByText('Kies facturen van één debiteur', { exact: false }).first()).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
});
