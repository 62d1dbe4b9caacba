import { expect, type Locator, type Page, test } from '@playwright/test';
import { DemoProcess } from '../support/demo-process.ts';

// A day in the life of a collector: thirty actions after each other, and no hand on the mouse.
let demo: DemoProcess;
let page: Page;
const complaints: string[] = [];
/** More Tabs than any screen has stops. */
const MOST_STOPS = 150;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(150_000);
  demo = await new DemoProcess().ready();
  page = await (await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' })).newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()));
  await page.goto(demo.desktopUrl);
  await expect(grid().getByRole('row').nth(5)).toBeVisible();
});
test.afterAll(() => demo.stop());

const press = async (...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};
const type = (text: string) => page.keyboard.type(text);
const main = () => page.getByRole('main');
const dialog = () => page.getByRole('dialog');
const grid = () => page.getByRole('grid', { name: 'Actielijst' });
const invoices = () => page.getByRole('grid', { name: 'Facturen' });
const invoice = (amount: string) => invoices().getByRole('row').filter({ hasText: amount }).first();
const pane = () => page.getByRole('complementary', { name: 'Debiteur' });
const current = () => page.locator('[role="row"][aria-current]');
const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name });
const view = (name: RegExp) => page.getByRole('tablist', { name: 'Weergaven' }).getByRole('tab', { name });
const button = (within: Locator, name: string | RegExp) => within.getByRole('button', { name });
const rowCount = async () => Number(await grid().getAttribute('aria-rowcount'));
const hasRows = (count: number) => expect(grid()).toHaveAttribute('aria-rowcount', String(count));

/** Goes with Tab (or Shift+Tab) to what is meant, as a hand on the keyboard does; fails when the keyboard never comes there. */
async function tabTo(target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await expect(target).toBeVisible();
  const isThere = () => target.evaluate((element) => element === document.activeElement);
  const passed: string[] = [];
  for (let stops = 0; !(await isThere()); stops += 1) {
    if (stops === MOST_STOPS) throw new Error(`The keyboard does not reach ${target}, but: ${[...new Set(passed)].join(' | ')}`);
    passed.push(await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 90) ?? ''));
    await press(key);
  }
}

async function pressButton(within: Locator, name: string | RegExp): Promise<void> {
  await tabTo(button(within, name));
  await press('Enter');
}

async function find(words: string, option: RegExp): Promise<void> {
  await press('Control+k');
  await expect(page.getByRole('combobox', { name: /^Zoek/ })).toBeFocused();
  await type(words);
  await expect(page.getByRole('option', { name: option }).first()).toHaveAttribute('aria-selected', 'true');
  await press('Enter');
}

/** Moves along the invoices of the card to the one meant, and ticks it. */
async function tick(amount: string): Promise<void> {
  await tabTo(invoices());
  await press('Home');
  for (let moves = 0; !(await current().textContent())?.includes(amount); moves += 1) {
    expect(moves, amount).toBeLessThan(50);
    await press('ArrowDown');
  }
  await press(' ');
  await expect(invoice(amount)).toHaveAttribute('aria-selected', 'true');
}

test('a day of thirty actions, by keyboard only', async () => {
  test.setTimeout(300_000);
  const start = await rowCount();

  await test.step('1 the day begins with what changed', async () => {
    await press('Control+1');
    await expect(heading(/^Goede\w+ Sanne$/)).toBeVisible();
    await expect(page.getByRole('region', { name: 'Wat er veranderde' })).toContainText('5 wachten op antwoord');
  });
  await test.step('2 Enter begins with the worklist', async () => {
    await press('Enter');
    await expect(grid()).toBeFocused();
    await hasRows(start);
  });
  await test.step('3 J and K go along the list', async () => {
    await press('j', 'j', 'k');
    await expect(current()).toContainText('Vermeulen Projectontwikkeling');
    await expect(pane().getByRole('heading', { name: /Vermeulen/ })).toBeVisible();
  });
  await test.step('4 the pane says why it stands on top', async () => {
    await expect(pane().getByRole('heading', { name: 'Waarom bovenaan?' })).toBeVisible();
    const score = Number(await current().getByRole('gridcell').nth(1).textContent());
    await expect(pane()).toContainText(`score ${score}`);
    await expect(pane().getByText('Oudste factuur 88 dagen over tijd')).toBeVisible();
  });
  await test.step('5 a call that reached nobody, with the next step on its day and time', async () => {
    await press('c');
    await expect(dialog().getByRole('textbox', { name: /besproken/ })).toBeFocused();
    await type('Collega neemt de boodschap aan.');
    await tabTo(dialog().getByRole('radio', { name: 'Gesproken' }), 'Shift+Tab');
    await press('ArrowRight');
    await expect(dialog().getByRole('radio', { name: 'Niet bereikt' })).toBeChecked();
    await tabTo(dialog().getByRole('checkbox', { name: 'Vervolg plannen' }));
    await press(' ');
    await tabTo(dialog().getByLabel('Tijd'));
    await type('10.30');
    await pressButton(dialog(), 'Vastleggen');
    await hasRows(start - 1);
    await expect(grid()).toBeFocused();
  });
  await test.step('6 Ctrl+Z takes the call back', async () => {
    await press('Control+z');
    await hasRows(start);
    await press('Home', 'j');
    await expect(current()).toContainText('Vermeulen');
    await expect(pane().getByText('Collega neemt de boodschap aan.')).toHaveCount(0);
  });
  await test.step('7 a note that names a colleague', async () => {
    await press('n');
    await expect(dialog().getByRole('textbox', { name: 'Notitie' })).toBeFocused();
    await type('Zie @li');
    await expect(page.getByRole('option', { name: 'Linda Vos' })).toBeVisible();
    await press('Enter');
    await type('voor de bonnen.');
    await pressButton(dialog(), 'Bewaren');
    await expect(pane().getByText('Zie @Linda Vos voor de bonnen.')).toBeVisible();
  });
  await test.step('8 done, and the next one is there', async () => {
    await press('Home', 'd');
    await hasRows(start - 1);
    await expect(current()).toContainText('Vermeulen');
  });
  await test.step('9 two more are done', async () => {
    await press('j', 'd');
    await hasRows(start - 2);
    await press('d');
    await hasRows(start - 3);
  });
  await test.step('10 the last one was too soon', async () => {
    await press('Control+z');
    await hasRows(start - 2);
  });
  await test.step('11 two are ticked and handed over', async () => {
    const mine = await rowCount();
    await press('End', ' ', 'k', ' ');
    await expect(page.getByText('2 geselecteerd')).toBeVisible();
    await press('t');
    await tabTo(dialog().getByRole('combobox', { name: 'Aan' }));
    await type('Youssef');
    await pressButton(dialog(), 'Overdragen');
    await hasRows(mine - 2);
    await expect(view(/overnemen/)).toHaveText(/23$/);
  });
  await test.step('12 two are ticked and done', async () => {
    const mine = await rowCount();
    await press('End', ' ', 'k', ' ');
    await expect(page.getByText('2 geselecteerd')).toBeVisible();
    await press('d');
    await hasRows(mine - 2);
    await press('Control+z');
    await hasRows(mine);
  });
  await test.step('13 a promise for tomorrow', async () => {
    await press('Home');
    await expect(current()).toContainText('Vermeulen');
    await press('p');
    await pressButton(dialog(), 'Morgen');
    await expect(dialog()).toContainText('kijken we of het geld er is');
    await pressButton(dialog(), 'Vastleggen');
    await expect(pane().getByText(/^Toezegging · €\s29\.912,25 uiterlijk/)).toBeVisible();
    await expect(pane().getByText(/is toegezegd: afwachten$/)).toBeVisible();
  });
  await test.step('14 the list is filtered', async () => {
    await press('f');
    await expect(page.getByLabel('Naam of nummer')).toBeFocused();
    await tabTo(page.getByRole('checkbox', { name: 'Middel', exact: true }));
    await press(' ', 'Escape');
    await expect(page.getByRole('button', { name: /^Risico Middel/ })).toBeVisible();
  });
  await test.step('15 and kept as a view', async () => {
    await tabTo(button(main(), 'Bewaar als weergave'), 'Shift+Tab');
    await press('Enter');
    await expect(page.getByLabel('Naam van de weergave')).toBeFocused();
    await type('Middelmatig');
    await press('Enter');
    await expect(view(/^Middelmatig/)).toHaveAttribute('aria-selected', 'true');
  });
  await test.step('16 the arrows go along the views', async () => {
    await tabTo(view(/^Middelmatig/), 'Shift+Tab');
    const views = await page.getByRole('tablist', { name: 'Weergaven' }).getByRole('tab').allTextContents();
    for (let at = views.findIndex((name) => name.startsWith('Middelmatig')); at > 0; at -= 1) await press('ArrowLeft');
    await expect(view(/^Mijn acties/)).toBeFocused();
    await press('Enter');
    await expect(view(/^Mijn acties/)).toHaveAttribute('aria-selected', 'true');
    await hasRows(start - 4);
  });
  await test.step('17 Enter opens the card, J and K go along the cards', async () => {
    await tabTo(grid());
    await press('Home', 'j', 'Enter');
    const name = (await heading(/./).textContent()) ?? '';
    await expect(page.getByText(/^2 van \d+$/)).toBeVisible();
    await press('j');
    await expect(heading(name)).toHaveCount(0);
    await press('k');
    await expect(heading(name)).toBeVisible();
  });
  await test.step('18 Escape leads back to the list', async () => {
    await press('Escape');
    await expect(grid()).toBeFocused();
  });
  await test.step('19 a misspelt debtor is found', async () => {
    await find('vermeulen projectontwikeling', /Vermeulen Projectontwikkeling/);
    await expect(heading(/Vermeulen Projectontwikkeling/)).toBeVisible();
  });
  await test.step('20 part of an invoice is disputed', async () => {
    await tick('7.500,00');
    await press('s');
    await expect(dialog().getByRole('combobox', { name: 'Type' })).toBeFocused();
    await type('Prijs');
    await tabTo(dialog().getByRole('textbox', { name: /^Bedrag in dispuut/ }));
    await press('Control+a');
    await type('2500');
    await tabTo(dialog().getByRole('textbox', { name: 'Wat zegt de debiteur?' }));
    await type('Fase 2 was tegen vaste prijs.');
    await pressButton(dialog(), 'Dispuut openen');
    await expect(invoice('7.500,00')).toContainText('In dispuut · Prijs klopt niet · € 2.500,00');
  });
  await test.step('21 a plan for another invoice', async () => {
    await press('Escape');
    await find('vermeulen', /Vermeulen Projectontwikkeling/);
    await tick('12.840,00');
    await press('r');
    await tabTo(dialog().getByRole('spinbutton', { name: 'Aantal termijnen' }));
    await press('Control+a');
    await type('4');
    await expect(dialog().getByRole('region', { name: 'Termijnen' })).toContainText('3.210,00');
    await pressButton(dialog(), 'Regeling afspreken');
    await expect(invoice('12.840,00')).toContainText('In regeling');
  });
  await test.step('22 the arrows go along the tabs: the plan is there', async () => {
    await tabTo(page.getByRole('tab', { name: /^Facturen/ }));
    const agreements = page.getByRole('tab', { name: /^Afspraken/ });
    for (let moves = 0; moves < 10 && !(await agreements.evaluate((tab) => tab === document.activeElement)); moves += 1)
      await press('ArrowRight');
    await press('Enter');
    await expect(page.getByRole('tab', { name: /^Afspraken/ })).toHaveAttribute('aria-selected', 'true');
    await expect(page.getByRole('article', { name: /^Regeling €\s12\.840,00/ })).toContainText('Loopt');
  });
  await test.step('23 a colleague is asked', async () => {
    await press('t');
    await tabTo(dialog().getByRole('combobox', { name: 'Aan' }));
    await type('Linda');
    await tabTo(dialog().getByRole('textbox', { name: 'Vraag of taak' }));
    await type('Is fase 2 opgeleverd?');
    await pressButton(dialog(), 'Versturen');
    await expect(page.getByText('Vraag aan Linda Vos: Is fase 2 opgeleverd?').first()).toBeVisible();
  });
  await test.step('24 the end of an invoice number is enough; its group is shown together', async () => {
    await find('05808', /F26-05808/);
    await expect(current()).toContainText('F26-05808');
    await pressButton(main(), 'Centraal dossier (3)');
    await expect(invoices().getByRole('row').filter({ hasText: 'Kuipers Klimaattechniek' })).toHaveCount(3);
  });
  await test.step('25 a command from the box', async () => {
    await find('thema donker', /^Thema: Donker/);
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  });
  await test.step('26 an agenda item moves a day, and back', async () => {
    await press('Control+5');
    const card = page.locator('[data-day] [data-kind="action"]').first();
    const item = page.locator(`[data-item="${await card.getAttribute('data-item')}"]`);
    const day = () => page.locator('[data-day]').filter({ has: item }).getAttribute('data-day');
    const from = await day();
    await tabTo(item);
    await press('Alt+ArrowRight');
    await expect.poll(day).not.toBe(from);
    await expect(item).toBeFocused();
    await press('Control+z');
    await expect.poll(day).toBe(from);
  });
  await test.step('27 a request is approved', async () => {
    await press('Control+3');
    const request = page.getByRole('option', { name: /^Jansen Dakwerken/ });
    await press('j');
    await expect(request).toHaveAttribute('aria-selected', 'true');
    await press('a');
    await expect(page.getByText('4 wachten op antwoord').first()).toBeVisible();
    await expect(page.getByRole('option', { name: /^Jansen Dakwerken.*Voorstel/ })).toHaveCount(0);
  });
  await test.step('28 another is declined', async () => {
    await tabTo(page.getByRole('listbox', { name: 'Verzoeken' }));
    const request = page.getByRole('option', { name: /^Timmerfabriek Oosterhof Al betaald/ });
    await press('Home');
    await expect(request).toHaveAttribute('aria-selected', 'true');
    await press('x');
    await expect(page.getByText('3 wachten op antwoord').first()).toBeVisible();
    // An answer leaves in ten seconds: then both stand among what was settled.
    for (const name of [/^Jansen Dakwerken/, /^Timmerfabriek Oosterhof/])
      await expect(page.getByRole('option', { name })).toBeVisible({ timeout: 20_000 });
  });
  await test.step('29 a dispute is taken up on the board', async () => {
    await press('Control+4');
    await tabTo(page.getByRole('button', { name: /^Fysiotherapie Oostkade.*Factuur niet herkend/ }));
    await press('Shift+ArrowRight');
    const column = page
      .getByRole('region', { name: 'Bord' })
      .locator('div')
      .filter({ has: page.getByRole('heading', { name: 'In onderzoek' }) });
    await expect(column.locator('[data-dispute]').filter({ hasText: 'Fysiotherapie' })).toBeFocused();
  });
  await test.step('30 what went out today is read, and the day ends with nothing waiting', async () => {
    await press('Control+7');
    await tabTo(page.getByRole('listbox', { name: 'Berichten' }));
    await press('End', 'Home');
    await expect(page.getByRole('option').first()).toHaveAttribute('aria-selected', 'true');
    await expect(page.getByRole('contentinfo').getByRole('status')).toContainText('0 wijzigingen wachten');
    expect(complaints).toEqual([]);
  });
});
