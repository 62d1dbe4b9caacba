import AxeBuilder from '@axe-core/playwright';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { DemoProcess } from '../support/demo-process.ts';

// What a debtor asks in the portal, as the collector gets it, answers it, and the debtor sees it answered.
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
const requests = () => page.getByRole('listbox', { name: 'Verzoeken' }).getByRole('option');
const pane = () => page.getByRole('main');

async function findings(): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .exclude('[data-tabster-dummy]')
    .exclude('.fui-Toaster')
    .exclude('.fui-Toast')
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
}

async function debtorsPhone(browser: Browser): Promise<Page> {
  const phone = await (await browser.newContext({ viewport: { width: 390, height: 844 }, javaScriptEnabled: false })).newPage();
  await phone.goto(demo.portalLink);
  return phone;
}

test('what waits is counted in red, with its proposed answer; asked stands beside proposed and the rule that decided', async () => {
  await rail(/^Verzoeken/).click();
  await expect(pane().getByText('5 wachten op antwoord')).toBeVisible();
  await expect(rail(/^Verzoeken/)).toContainText('5 wachten op antwoord');
  await requests().filter({ hasText: 'Schildersbedrijf Van Leeuwen' }).click();
  await expect(pane().getByRole('heading', { name: 'Regeling in 6 termijnen' })).toBeVisible();
  await expect(pane().getByRole('region', { name: 'Gevraagd' })).toContainText('6 × € 1.095,85');
  await expect(pane().getByRole('region', { name: 'Voorgesteld antwoord' })).toContainText('4 termijnen');
  // Failures first.
  const rows = pane().getByRole('table').getByRole('row');
  await expect(rows.nth(1)).toContainText('Aantal termijnen');
  await expect(rows.nth(1)).toContainText('hoogstens 4');
  await expect(rows.nth(3)).toContainText('Risicoklasse');
  await expect(rows.nth(4)).toContainText('tot € 10.000,00');
  await expect(pane()).toContainText('de verjaring is op');
  await expect(page.getByRole('textbox', { name: /Antwoord bij het voorstel/ })).toHaveValue(
    /6 termijnen is langer dan wij kunnen afspreken/,
  );
});

test('a request of a debtor appears without a click, and its answer can be taken back', async ({ browser }) => {
  const phone = await debtorsPhone(browser);
  await phone.getByRole('link', { name: /Ik heb een vraag/ }).click();
  await phone.getByLabel('Wat wilt u vragen of zeggen?').fill('Kan de factuur naar een ander adres?');
  await phone.getByRole('button', { name: 'Verstuur vraag' }).click();
  await expect(phone.getByRole('heading', { level: 1 })).toHaveText('Uw vraag is binnen');

  const row = requests().filter({ hasText: 'Vermeulen Projectontwikkeling' });
  await expect(row).toContainText('Vraag: Kan de factuur naar een ander adres');
  await expect(rail(/^Verzoeken/)).toContainText('6 wachten op antwoord');
  await row.click();

  // A question is answered in words: the key leads to them.
  await page.keyboard.press('a');
  const reply = page.getByRole('textbox', { name: /Antwoord bij het voorstel/ });
  await expect(reply).toBeFocused();
  await reply.fill('Dat kan. Naar welk adres?');
  await pane().getByRole('heading', { level: 2 }).first().click();
  await page.keyboard.press('a');
  await expect(row).toHaveCount(0);
  await page
    .getByRole('link', { name: 'Terugnemen' })
    .or(page.getByRole('button', { name: 'Terugnemen' }))
    .click();
  await expect(row).toHaveCount(1);

  await row.click();
  await reply.fill('Dat kan. Naar welk adres mag de factuur?');
  await pane()
    .getByRole('button', { name: /^Antwoord sturen/ })
    .click();
  await expect(requests().filter({ hasText: /Akkoord.*Kan de factuur/ })).toBeVisible({ timeout: 20_000 });
  await phone.goto(new URL('/portal', phone.url()).href);
  await phone
    .getByRole('link', { name: 'Kan de factuur naar een ander adres' })
    .or(phone.getByRole('link', { name: /Mijn vragen en gesprekken/ }))
    .first()
    .click();
  await expect(phone.getByRole('main')).toContainText(/Kan de factuur naar een ander adres/);
  await phone.context().close();
});

test('another plan than was asked is offered with W and A, and the debtor’s file shows it', async () => {
  await requests().filter({ hasText: 'Schildersbedrijf Van Leeuwen' }).click();
  await page.keyboard.press('w');
  const terms = page.getByRole('textbox', { name: 'Aantal termijnen' });
  await expect(terms).toBeFocused();
  await terms.fill('3');
  await expect(page.getByRole('form', { name: 'Jouw voorstel' })).toContainText('2.191,70');
  await expect(page.getByRole('textbox', { name: /Antwoord bij het voorstel/ })).toHaveValue(/Wel kan het in 3/);
  await pane()
    .getByRole('button', { name: /^Voorstel sturen/ })
    .click();
  const settled = requests().filter({ hasText: /Van Leeuwen.*Voorstel verstuurd/ });
  await expect(settled).toBeVisible({ timeout: 20_000 });
  await settled.click();
  await expect(pane().getByRole('region', { name: 'Ons voorstel' })).toContainText('3 termijnen');
  await pane().getByRole('button', { name: 'Schildersbedrijf Van Leeuwen' }).click();
  await page.getByRole('tab', { name: /^Gesprekken/ }).click();
  await expect(page.getByRole('region', { name: 'Regeling' })).toContainText('Wel kan het in 3');
});

test('a conversation goes on from the debtor’s card', async () => {
  await page.getByRole('textbox', { name: 'Bericht aan de klant' }).fill('Bel me gerust als u twijfelt.');
  await page.getByRole('button', { name: 'Verstuur', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Regeling' })).toContainText('Bel me gerust als u twijfelt.');
});

test('the portal is seen as the debtor sees it, and nothing can be sent from there', async () => {
  const opened = page.waitForEvent('popup');
  await page.getByRole('button', { name: 'Bekijk als klant' }).click();
  const view = await opened;
  await expect(view.getByRole('status').first()).toContainText('U kijkt mee als Schildersbedrijf Van Leeuwen');
  await expect(view.getByText('Wij deden u een voorstel.')).toBeVisible();
  await view.getByRole('link', { name: /Ik heb een vraag/ }).click();
  await view.getByLabel('Wat wilt u vragen of zeggen?').fill('Namens de klant');
  await view.getByRole('button', { name: 'Verstuur vraag' }).click();
  await expect(view.getByRole('heading', { level: 1 })).toHaveText('U kijkt alleen mee');
  const once = view.url();
  await view.close();
  expect(once).toContain('/portal/question');
});

test('the company says what debtors may do', async ({ browser }) => {
  await page.getByRole('button', { name: /Account van/ }).click();
  await page.getByRole('menuitem', { name: 'Afmelden' }).click();
  await page.getByLabel('E-mailadres').fill('marit@brinkhorst.example');
  await page.getByLabel('Wachtwoord').fill('kasstroom-demo');
  await page.getByRole('button', { name: 'Aanmelden' }).click();
  await rail(/^Instellingen/).click();
  await page.getByRole('button', { name: 'Portaal', exact: true }).click();
  await page.getByRole('combobox', { name: 'Betalen in termijnen' }).selectOption({ label: 'Uit' });
  await page.getByRole('textbox', { name: 'Bij later betalen' }).fill('Bel ons als u twijfelt.');
  await page.getByRole('textbox', { name: /Toezegging hoogstens/ }).fill('abc');
  await page.getByRole('button', { name: 'Bewaren' }).click();
  await expect(page.getByText('Vul een heel getal in binnen de grenzen.')).toBeVisible();
  await page.getByRole('textbox', { name: /Toezegging hoogstens/ }).fill('5');
  const logo = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
  await page.locator('input[type=file]').setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: logo });
  await expect(page.getByRole('button', { name: 'Verwijder logo' })).toBeVisible();
  await page.locator('input[type=file]').setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: Buffer.from('<svg/>') });
  await expect(page.getByText('Kies een png, jpg of webp.').first()).toBeVisible();
  await page.getByRole('button', { name: 'Bewaren' }).click();
  await expect(page.getByText('Bewaard', { exact: true })).toBeVisible();

  const phone = await debtorsPhone(browser);
  await expect(phone.getByRole('link', { name: /Ik betaal in termijnen/ })).toHaveCount(0);
  await expect(phone.locator('img.logo')).toHaveJSProperty('naturalWidth', 1);
  await phone.getByRole('link', { name: /Ik betaal later/ }).click();
  await expect(phone.getByText('Bel ons als u twijfelt.')).toBeVisible();
  await expect(phone.getByText('Over 5 dagen, de laatste dag die u hier direct kunt kiezen')).toBeVisible();
  await phone.context().close();
});

test('its screens pass axe, in light and in dark', async () => {
  for (const theme of ['Licht', 'Donker']) {
    await page.getByRole('button', { name: /Account van/ }).click();
    await page.getByRole('menuitemradio', { name: theme }).click();
    await page.keyboard.press('Escape');
    await rail(/^Verzoeken/).click();
    await requests().first().click();
    expect.soft(await findings(), `requests, ${theme}`).toEqual([]);
    await rail(/^Instellingen/).click();
    await page.getByRole('button', { name: 'Portaal', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'Portaal' })).toBeVisible();
    expect.soft(await findings(), `settings, ${theme}`).toEqual([]);
  }
});

test('nothing was refused by the content security policy, and nothing failed', () => {
  expect(complaints).toEqual([]);
});
