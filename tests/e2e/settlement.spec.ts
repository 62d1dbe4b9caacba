import { readFileSync } from 'node:fs';
import { PDFDocument } from '@cantoo/pdf-lib';
import { expect, type Page, test } from '@playwright/test';
import { DemoProcess } from '../support/demo-process.ts';

test.describe.configure({ mode: 'serial' });

let demo: DemoProcess;
let page: Page;
const complaints: string[] = [];

test.beforeAll(async ({ browser }) => {
  test.setTimeout(150_000);
  demo = await new DemoProcess().ready();
  page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()));
  await page.goto(demo.desktopUrl);
  await expect(page.getByRole('grid').getByRole('row').nth(5)).toBeVisible();
  await openRow('Vermeulen Projectontwikkeling', /Vermeulen Projectontwikkeling/);
});
test.afterAll(() => demo.stop());

async function openRow(hasText: string, name: RegExp): Promise<void> {
  await page.getByRole('grid').getByRole('row').filter({ hasText }).click();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}
const tab = (name: RegExp) => page.getByRole('tab', { name }).click();
const section = (name: string) => page.getByRole('region', { name, exact: true });
const dialog = () => page.getByRole('dialog');

test('a contact is added, changed, removed and brought back', async () => {
  await tab(/^Contactpersonen/);
  await page.getByRole('button', { name: 'Contactpersoon toevoegen' }).click();
  await dialog().getByRole('button', { name: 'Bewaren' }).click();
  await expect(dialog().getByText('Vul een naam in.')).toBeVisible();
  await dialog().getByLabel('Naam').fill('Wietske Bos');
  await dialog().getByLabel('E-mailadres').fill('wietske@bos.example');
  await dialog().getByLabel('Disputen').check();
  await dialog().getByLabel('Taal').selectOption('en');
  await dialog().getByRole('button', { name: 'Bewaren' }).click();
  const wietske = page.getByRole('tabpanel').getByRole('listitem').filter({ hasText: 'Wietske Bos' });
  await expect(wietske).toContainText('Disputen');
  await expect(wietske).toContainText('Engels');
  await wietske.getByRole('button', { name: /^Wietske Bos wijzigen/ }).click();
  await dialog().getByLabel('Niet benaderen').check();
  await dialog().getByLabel('Waarom').fill('met pensioen');
  await dialog().getByRole('button', { name: 'Bewaren' }).click();
  await expect(wietske).toContainText('Niet benaderen: met pensioen');
  await wietske.getByRole('button', { name: 'Wietske Bos verwijderen' }).click();
  await expect(wietske).toHaveCount(0);
  await page.locator('.fui-Toast').getByText('Ongedaan maken').click();
  await expect(wietske).toContainText('Niet benaderen: met pensioen');
});

test('nothing goes to a debtor who is not to be contacted, and the preview says why', async () => {
  await page.getByRole('button', { name: 'Algemene gegevens wijzigen' }).click();
  await dialog().getByLabel('Niets sturen aan deze debiteur').check();
  await dialog().getByRole('button', { name: 'Bewaren' }).click();
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /^Workflows/ })
    .click();
  await page.getByRole('tab', { name: /^Wie krijgt niets/ }).click();
  await expect(page.getByRole('row').filter({ hasText: 'Vermeulen' })).toContainText('geen contact gewenst');
  await page.goBack();
});

test('a credit hold is in the head of the card, with its reason', async () => {
  await tab(/^Afwikkeling/);
  await page.getByRole('button', { name: 'Leverstop instellen' }).click();
  await dialog().getByLabel('Waarom').fill('limiet overschreden');
  await dialog().getByRole('button', { name: 'Leverstop instellen' }).click();
  await expect(page.getByText('Leverstop: limiet overschreden')).toBeVisible();
});

test('a write-off beyond one’s limit waits for a credit manager; a small one does not', async () => {
  const form = async (amount: string, submit: string) => {
    await section('Afboekingen').getByRole('button', { name: 'Afboeken' }).click();
    await dialog().getByRole('checkbox').first().check();
    await dialog()
      .getByLabel(/^Bedrag van/)
      .fill(amount);
    await dialog().getByRole('button', { name: submit }).click();
    await expect(dialog()).toHaveCount(0);
  };
  await form('12,50', 'Afboeken');
  await expect(section('Afboekingen')).toContainText('Goedgekeurd · wacht op boekhouding');
  await form('1.000,00', 'Goedkeuring vragen');
  await expect(section('Afboekingen')).toContainText('Wacht op goedkeuring');
  await tab(/^Facturen/);
  await expect(page.getByText(/12,50 afgeboekt · wacht op boekhouding/)).toBeVisible();
});

test('a credit manager finds it on her worklist, approves it, and hands over what is left as a PDF that opens', async () => {
  await page.getByRole('button', { name: /Account van Sanne/ }).click();
  await page.getByRole('menuitem', { name: 'Afmelden' }).click();
  await page.getByLabel('E-mailadres').fill('marit@brinkhorst.example');
  await page.getByLabel('Wachtwoord').fill('kasstroom-demo');
  await page.getByRole('button', { name: 'Aanmelden' }).click();
  await expect(page.getByRole('button', { name: /Account van Marit/ })).toBeVisible();
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /^Actielijst/ })
    .click();
  await openRow('Afboeking goedkeuren', /Vermeulen/);
  await tab(/^Afwikkeling/);
  await section('Afboekingen').getByRole('button', { name: 'Goedkeuren' }).click();
  await expect(section('Afboekingen').getByText('Goedgekeurd · wacht op boekhouding')).toHaveCount(2);

  await section('Uit handen gegeven').getByRole('button', { name: 'Uit handen geven' }).click();
  await dialog().getByLabel('Aan wie').fill('Incasso Noord');
  await dialog().getByLabel('Soort').selectOption('bailiff');
  await expect(dialog().getByText('Wettelijke rente')).toBeVisible();
  await expect(dialog().getByText('Incassokosten')).toBeVisible();
  await dialog().getByRole('button', { name: 'Uit handen geven' }).click();
  await expect(dialog()).toHaveCount(0, { timeout: 60_000 });
  await expect(section('Uit handen gegeven')).toContainText('Incasso Noord');
  const waiting = page.waitForEvent('download');
  await section('Uit handen gegeven').getByText('Dossier (pdf)').click();
  const download = await waiting;
  expect(download.suggestedFilename()).toMatch(/^Incassodossier Vermeulen Projectontwikkeling.*\.pdf$/);
  const pdf = await PDFDocument.load(readFileSync(await download.path()));
  expect(pdf.getPageCount()).toBeGreaterThan(1);
  await tab(/^Documenten/);
  await page
    .getByRole('option', { name: /Incassodossier.*\.pdf/ })
    .first()
    .click();
  await expect(page.getByRole('img', { name: /Bladzijde 1 van .*Incassodossier Vermeulen Projectontwikkeling/ })).toBeVisible();
  await tab(/^Facturen/);
  await expect(page.getByText('Uit handen gegeven').first()).toBeVisible();
});

test('a credit manager lowers her own limit in the settings, and then asks for approval herself', async () => {
  await page.getByRole('button', { name: 'Instellingen' }).click();
  const sections = page.getByRole('navigation', { name: 'Instellingen' });
  await sections.getByRole('button', { name: 'Documenten' }).click();
  await page.getByLabel('Bestandsnaam').fill('{year}/kopie.pdf');
  await page.getByRole('button', { name: 'Bewaren' }).click();
  await expect(page.getByText(/^Gebruik \{number\} en eindig op \.pdf/)).toBeVisible();
  await page.getByLabel('Bestandsnaam').fill('{year}/{number}.pdf');
  await expect(page.getByRole('status').filter({ hasText: /copy-invoices\/.+\/20\d\d\/.+\.pdf$/ })).toBeVisible();
  await page.getByRole('button', { name: 'Bewaren' }).click();
  await expect(page.getByText('Bewaard', { exact: true })).toBeVisible();

  await sections.getByRole('button', { name: 'Afwikkeling' }).click();
  await page.getByRole('button', { name: 'Percentages toevoegen' }).click();
  await page.getByLabel('Creditmanager').fill('veel');
  await page.getByRole('button', { name: 'Bewaren' }).click();
  await expect(page.getByText('Vul een bedrag in.')).toBeVisible();
  await expect(page.getByText('Vul een percentage van 0 tot en met 100 in.')).toHaveCount(2);
  await page
    .getByLabel(/^Handelstransacties/)
    .first()
    .fill('10,4');
  await page
    .getByLabel(/^Andere vorderingen/)
    .first()
    .fill('4,25');
  await page.getByLabel('Creditmanager').fill('10');
  await page.getByRole('button', { name: 'Bewaren' }).click();
  await expect(page.getByText('Bewaard', { exact: true })).toBeVisible();
  await expect(page.getByLabel(/^Handelstransacties/).first()).toHaveValue('10,40');

  await page.keyboard.press('Control+k');
  await page.keyboard.type('jansen dakwerken');
  await expect(page.getByRole('option', { name: /Jansen Dakwerken/ }).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: /Jansen Dakwerken/ })).toBeVisible();
  await tab(/^Afwikkeling/);
  await section('Afboekingen').getByRole('button', { name: 'Afboeken' }).click();
  await dialog().getByRole('checkbox').first().check();
  await dialog()
    .getByLabel(/^Bedrag van/)
    .fill('10,01');
  await dialog().getByRole('button', { name: 'Goedkeuring vragen' }).click();
  await expect(dialog()).toHaveCount(0);
  await expect(section('Afboekingen')).toContainText('Wacht op goedkeuring');
});

test('nothing was refused by the content security policy, and nothing failed', () => {
  expect(complaints).toEqual([]);
});
