import { expect, type Page, test } from '@playwright/test';
import { DemoProcess } from '../support/demo-process.ts';
import { dropFiles } from '../support/drop-files.ts';
import { hasSharedData, sharedFile } from '../support/shared-data.ts';

test.skip(!hasSharedData, 'the shared mails and invoices are not on this machine');
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
  await page.getByRole('grid').getByRole('row').filter({ hasText: 'Installatiebedrijf Kuipers' }).dblclick();
  await expect(page.getByRole('heading', { level: 1, name: /Kuipers/ })).toBeVisible();
});
test.afterAll(() => demo.stop());

const list = () => page.getByRole('listbox', { name: 'Documenten' });
const preview = (name: string) => page.getByRole('article', { name: `Voorbeeld van ${name}` });

test('a PDF dropped anywhere on the card lands in Documents and can be read there', async () => {
  await dropFiles(page, page.getByRole('grid', { name: 'Facturen' }), [sharedFile('pdf/factur-x/Facture_UE_BASICWL.pdf')], async () => {
    await expect(page.getByText('Loslaten: naar Documenten')).toBeVisible();
  });
  await expect(page.getByText('Loslaten: naar Documenten')).toHaveCount(0);
  await expect(page.getByRole('tab', { name: /^Documenten/, selected: true })).toBeVisible();
  const option = list().getByRole('option', { name: /Facture_UE_BASICWL\.pdf/ });
  await expect(option).toContainText('Sanne');
  await option.click();
  await expect(preview('Facture_UE_BASICWL.pdf').getByRole('img', { name: /^Bladzijde 1 van 1\..*Invoice FA-2017-0008/ })).toBeVisible();
  await page.getByRole('tab', { name: /^Tijdlijn/ }).click();
  await expect(page.getByText('Document toegevoegd').first()).toBeVisible();
  await page.getByRole('tab', { name: /^Documenten/ }).click();
});

test('a mail with an attachment is shown in a frame of its own, a picture as a picture', async () => {
  await dropFiles(page, list(), [sharedFile('email/mime/flanker/attached-pdf.eml')], async () => undefined);
  await list()
    .getByRole('option', { name: /attached-pdf\.eml/ })
    .click();
  await expect(preview('attached-pdf.eml').getByText(/^Bijlagen: .*\.pdf/)).toBeVisible();
  const picture = { name: 'stempel.png', mimeType: 'image/png', buffer: Buffer.from(PIXEL, 'base64') };
  await page.locator('input[type=file]').first().setInputFiles(picture);
  await list()
    .getByRole('option', { name: /stempel\.png/ })
    .click();
  await expect(preview('stempel.png').getByRole('img', { name: 'stempel.png' })).toBeVisible();
});

test('an invoice opens its copy from the company’s folder', async () => {
  await page.getByRole('tab', { name: /^Facturen/ }).click();
  const invoice = page.getByRole('grid', { name: 'Facturen' }).getByRole('row').nth(1);
  const number = /[FC]\d\d-\d{5}/.exec((await invoice.textContent()) ?? '')?.[0] ?? '';
  await expect(async () => {
    // The demo makes its copies beside its other work.
    await invoice.dblclick();
    await expect(page.getByRole('dialog').getByRole('img', { name: new RegExp(`Factuur ${number}`) })).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: /^Documenten/ }).click();
});

test('a document is removed with a way back, and downloaded as it was', async () => {
  const option = list().getByRole('option', { name: /Facture_UE_BASICWL\.pdf/ });
  await option.click();
  await preview('Facture_UE_BASICWL.pdf').getByRole('button', { name: 'Verwijderen' }).click();
  await expect(option).toHaveCount(0);
  await expect(page.locator('.fui-Toast').getByText('„Facture_UE_BASICWL.pdf” verwijderd')).toBeVisible();
  await page.locator('.fui-Toast').getByText('Ongedaan maken').click();
  await option.click();
  const waiting = page.waitForEvent('download');
  await preview('Facture_UE_BASICWL.pdf').getByRole('button', { name: 'Downloaden' }).click();
  const download = await waiting;
  expect(download.suggestedFilename()).toBe('Facture_UE_BASICWL.pdf');
});

test('a program in disguise is refused in words, and can be put aside', async () => {
  const program = { name: 'factuur.pdf', mimeType: 'application/pdf', buffer: Buffer.concat([Buffer.from('MZ'), Buffer.alloc(4_000)]) };
  await page.locator('input[type=file]').first().setInputFiles(program);
  await expect(page.getByRole('alert').filter({ hasText: 'mag worden bewaard' })).toBeVisible();
  await page.getByRole('button', { name: 'Niet bewaren' }).click();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('nothing was refused by the content security policy, and nothing failed', () => {
  expect(complaints).toEqual([]);
});

/** One red pixel. */
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==';
