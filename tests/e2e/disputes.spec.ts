import { expect, type Page, test } from '@playwright/test';
import { DemoProcess } from '../support/demo-process.ts';

// A disagreement from the telephone to the credit note, with a colleague asked and a note left, all of it on the screens.
let demo: DemoProcess;
let page: Page;
const complaints: string[] = [];

test.describe.configure({ mode: 'serial' });
test.beforeAll(async ({ browser }) => {
  test.setTimeout(150_000);
  demo = await new DemoProcess().ready();
  page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()));
  await page.goto(demo.desktopUrl);
  await expect(page.getByRole('grid').getByRole('row').nth(5)).toBeVisible();
});
test.afterAll(() => demo.stop());

const rail = (name: RegExp) => page.getByRole('navigation').first().getByRole('button', { name });
const grid = () => page.getByRole('grid', { name: 'Facturen' });
const card = (name: string) => page.locator('[data-dispute]').filter({ hasText: name });
const column = (name: string) =>
  page
    .getByRole('region', { name: 'Bord' })
    .locator('div')
    .filter({ has: page.getByRole('heading', { name }) });

async function openCard(name: string): Promise<void> {
  await rail(/^Actielijst/).click();
  await page.getByRole('grid').getByRole('row').filter({ hasText: name }).first().dblclick();
  await expect(page.getByRole('heading', { level: 1, name: new RegExp(name) })).toBeVisible();
  await page.getByRole('tab', { name: /^Facturen/ }).click();
}

test('part of an invoice is disputed with one key, and the debtor is told by when there is an answer', async () => {
  await openCard('Vermeulen Projectontwikkeling');
  const row = grid().getByRole('row').filter({ hasText: '7.500,00' }).first();
  await row.getByRole('checkbox').check();
  await grid().focus();
  await page.keyboard.press('s');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('combobox', { name: 'Type' })).toBeFocused();
  await dialog.getByRole('combobox', { name: 'Type' }).selectOption('Prijs klopt niet');
  await dialog.getByRole('textbox', { name: /^Bedrag in dispuut/ }).fill('9.999,99');
  await expect(dialog.getByRole('alert')).toContainText('7.500,00');
  await expect(dialog.getByRole('button', { name: 'Dispuut openen' })).toHaveAttribute('aria-disabled', 'true');
  await dialog.getByRole('textbox', { name: /^Bedrag in dispuut/ }).fill('2500');
  await dialog.getByRole('textbox', { name: 'Wat zegt de debiteur?' }).fill('Fase 2 was tegen vaste prijs.');
  await expect(dialog.getByText(/Bevestig aan de debiteur: antwoord uiterlijk \w+dag/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Dispuut openen' }).click();
  await expect(row).toContainText('In dispuut · Prijs klopt niet · € 2.500,00');
  await expect(page.getByText('Dispuut geopend: Prijs klopt niet').first()).toBeVisible();

  await rail(/^Uitgaand/).click();
  await page
    .getByRole('option')
    .filter({ hasText: /Wij zoeken uw melding uit/ })
    .first()
    .click();
  await expect(page.frameLocator('iframe').getByText('Wij leggen de factuur naast uw bestelling')).toBeVisible();
});

test('the board is worked by keyboard: taken up, decided in part, credited', async () => {
  await rail(/^Disputen/).click();
  await card('Vermeulen').click();
  await page.keyboard.press('Shift+ArrowRight');
  await expect(column('In onderzoek').locator('[data-dispute]').filter({ hasText: 'Vermeulen' })).toBeFocused();
  await page.getByRole('button', { name: 'Beslissen' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: 'Voor een deel' }).check();
  await dialog.getByRole('textbox', { name: /^Waarin de debiteur gelijk heeft/ }).fill('1.000');
  await expect(dialog.getByText('€ 1.000,00 blijft buiten de herinneringen tot het is gecrediteerd.')).toBeVisible();
  await dialog.getByRole('combobox', { name: 'Oorzaak' }).selectOption('Onduidelijke afspraak');
  await dialog.getByRole('textbox', { name: 'Antwoord aan de debiteur' }).fill('U krijgt een creditnota van € 1.000.');
  await dialog.getByRole('button', { name: 'Vastleggen en versturen' }).click();
  const toCredit = column('Te crediteren').locator('[data-dispute]').filter({ hasText: 'Vermeulen' });
  await expect(toCredit).toContainText('€ 1.000,00');
  await toCredit.click();
  await page.keyboard.press('Shift+ArrowRight');
  await expect(column('Afgehandeld').locator('[data-dispute]').filter({ hasText: 'Vermeulen' })).toBeVisible();

  await page.getByRole('tab', { name: 'Oorzaken' }).click();
  await expect(page.getByRole('row').filter({ hasText: 'Onduidelijke afspraak' })).toContainText('1.000,00');
});

test('the board shows what is mine and what is late', async () => {
  await page.getByRole('tab', { name: 'Bord' }).click();
  const all = await page.locator('[data-dispute]').count();
  await page.getByRole('button', { name: 'Te laat', exact: true }).click();
  await expect(card('Fysiotherapie Oostkade')).toContainText('te laat');
  expect(await page.locator('[data-dispute]').count()).toBeLessThan(all);
  await page.getByRole('button', { name: 'Te laat', exact: true }).click();
  await page.getByRole('button', { name: 'Eigenaar: iedereen' }).click();
  await page.getByRole('menuitemradio', { name: 'Linda Vos' }).click();
  await expect(card('Kuipers')).toBeVisible();
  await expect(card('Fysiotherapie Oostkade')).toHaveCount(0);
});

test('a note is about the chosen invoices, names a colleague, and is taken away and brought back', async () => {
  await openCard('Vermeulen Projectontwikkeling');
  for (const amount of ['12.480,00', '9.932,25']) await grid().getByRole('row').filter({ hasText: amount }).getByRole('checkbox').check();
  const box = page.getByRole('textbox', { name: 'Schrijf een notitie bij 2 facturen' });
  await box.pressSequentially('Zie @li');
  await expect(page.getByRole('option', { name: 'Linda Vos' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(box).toHaveValue('Zie @Linda Vos ');
  await box.pressSequentially('voor de bonnen.');
  await page.keyboard.press('Enter');
  const pane = page.getByRole('complementary', { name: 'Tijdlijn' });
  await expect(pane.getByText('Zie @Linda Vos voor de bonnen.')).toBeVisible();
  const marked = grid().getByRole('img', { name: '1 notitie' });
  await expect(marked).toHaveCount(2);

  await pane.getByRole('button', { name: 'Notitie: meer' }).first().click();
  await page.getByRole('menuitem', { name: 'Vastzetten' }).click();
  await expect(page.getByText('Zie @Linda Vos voor de bonnen.')).toHaveCount(2);
  await pane.getByRole('button', { name: 'Notitie: meer' }).first().click();
  await page.getByRole('menuitem', { name: 'Verwijderen' }).click();
  await expect(marked).toHaveCount(0);
  await page.getByRole('button', { name: 'Ongedaan maken' }).click();
  await expect(marked).toHaveCount(2);
});

test('a colleague is asked with one key; answers and questions are on the tasks screen and in the bell', async () => {
  await grid().focus();
  await page.keyboard.press('t');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Versturen' }).click();
  await expect(dialog.getByText('Kies een collega en schrijf een vraag.')).toBeVisible();
  await dialog.getByRole('combobox', { name: 'Aan' }).selectOption('Linda Vos');
  await dialog.getByRole('textbox', { name: 'Vraag of taak' }).fill('Is fase 2 opgeleverd?');
  await dialog.getByRole('button', { name: 'Versturen' }).click();
  await expect(page.getByText('Vraag aan Linda Vos: Is fase 2 opgeleverd?').first()).toBeVisible();

  await page.getByRole('button', { name: /^Meldingen: \d+ nieuwe/ }).click();
  await page.getByRole('button', { name: /Linda Vos antwoordde/ }).click();
  await expect(page.getByText('Dat is Henk Bos, 0596 000 21 10.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Antwoord' }).fill('Dank je, ik bel hem.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Dank je, ik bel hem.')).toBeVisible();
  await page.getByRole('button', { name: 'Gereed', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Wie tekent daar voor de jaarorder?' })).toHaveCount(0);

  await page.getByRole('tab', { name: 'Door mij gevraagd' }).click();
  await expect(page.getByRole('button', { name: /Is fase 2 opgeleverd\?/ })).toContainText('nog 2 werkdagen');
});

test('nothing was refused by the content security policy, and nothing failed', () => {
  expect(complaints).toEqual([]);
});
