import { expect, type Page, test } from '@playwright/test';
import { DemoProcess } from '../support/demo-process.ts';

// A collector's desk: views, groups, many at once, a colleague's list, undo; the agenda; search and commands in one box.
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
  await go('Actielijst');
  await expect(grid().getByRole('row').nth(5)).toBeVisible();
});
test.afterAll(() => demo.stop());

const go = (screen: string) =>
  page
    .getByRole('navigation')
    .first()
    .getByRole('button', { name: new RegExp(`^${screen}`) })
    .click();
async function openSettings(section: string): Promise<void> {
  await go('Instellingen');
  await page.getByRole('navigation', { name: 'Instellingen' }).getByRole('button', { name: section }).click();
}
const grid = () => page.getByRole('grid', { name: 'Actielijst' });
const tab = (name: RegExp) => page.getByRole('tablist', { name: 'Weergaven' }).getByRole('tab', { name });
const countOf = async (name: RegExp) => Number(/(\d+)$/.exec((await tab(name).textContent()) ?? '')?.[1]);
const rowCount = async () => Number(await grid().getAttribute('aria-rowcount')) - 1;
const currentRow = () => page.locator('[role="row"][aria-current]');
const toast = (text: string | RegExp) => page.locator('.fui-Toast').filter({ hasText: text });

test('filters are kept as a view, changed, removed and brought back', async () => {
  await page.keyboard.press('f');
  const filters = page.getByRole('dialog', { name: 'Filters' }).or(page.getByLabel('Filters'));
  await expect(filters.getByLabel('Naam of nummer')).toBeFocused();
  await filters.getByRole('checkbox', { name: 'Middel' }).check();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: /^Risico Middel/ })).toBeVisible();
  await page.getByRole('button', { name: 'Bewaar als weergave' }).click();
  await page.getByLabel('Naam van de weergave').fill('Middelmatig');
  await page.getByRole('button', { name: 'Bewaren' }).click();
  await expect(tab(/^Middelmatig/)).toHaveAttribute('aria-selected', 'true');
  expect(await countOf(/^Middelmatig/)).toBe(await rowCount());
  await expect(page.getByRole('button', { name: 'Bewaar als weergave' })).toHaveCount(0);

  await tab(/^Hoog risico/).click();
  await expect(page.getByRole('button', { name: /^Risico Hoog/ })).toBeVisible();
  await tab(/^Middelmatig/).click();
  await page.getByRole('button', { name: 'Meer', exact: true }).first().click();
  await page.getByRole('menuitem', { name: 'Weergave verwijderen' }).click();
  await expect(tab(/^Middelmatig/)).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(tab(/^Middelmatig/)).toBeVisible();
});

test('rows stand in groups that the keyboard passes through', async () => {
  await tab(/^Mijn acties/).click();
  const total = await rowCount();
  await page.getByRole('button', { name: /^Sorteren/ }).click();
  await page.getByRole('menuitemradio', { name: 'Risico' }).click();
  await page.keyboard.press('Escape');
  const header = grid()
    .getByRole('row')
    .filter({ hasText: /^Hoog risico \d+ acties$/ });
  await expect(header).toBeVisible();
  await expect(grid()).toHaveAttribute('aria-rowcount', String(total + 1 + 3));
  const inGroup = Number(/(\d+) acties/.exec((await header.textContent()) ?? '')?.[1]);
  await grid().focus();
  await page.keyboard.press('Home');
  for (let step = 0; step < inGroup; step += 1) await page.keyboard.press('j');
  await expect(currentRow()).toContainText('Middel');
  await page.getByRole('button', { name: 'Niet groeperen' }).click();
  await expect(grid()).toHaveAttribute('aria-rowcount', String(total + 1));
});

test('several actions are handed over at once, and taken back', async () => {
  const mine = await countOf(/^Mijn acties/);
  const his = await countOf(/overnemen/);
  await grid().focus();
  await page.keyboard.press('Home');
  await page.keyboard.press(' ');
  await page.keyboard.press('j');
  await page.keyboard.press(' ');
  await expect(page.getByText('2 geselecteerd')).toBeVisible();
  await page.keyboard.press('t');
  await page.getByRole('dialog').getByLabel('Aan', { exact: true }).selectOption({ label: 'Youssef El Amrani' });
  await page.getByRole('dialog').getByRole('button', { name: 'Overdragen' }).click();
  await expect(tab(/overnemen/)).toHaveText(new RegExp(`${his + 2}$`));
  await expect(tab(/^Mijn acties/)).toHaveText(new RegExp(`${mine - 2}$`));
  await toast('overgedragen aan Youssef').getByRole('button', { name: 'Ongedaan maken' }).click();
  await expect(tab(/^Mijn acties/)).toHaveText(new RegExp(`${mine}$`));
  await expect(tab(/overnemen/)).toHaveText(new RegExp(`${his}$`));
});

test('a colleague who is away is stood in for: his list is a view, and what is done there can be undone', async () => {
  const his = await countOf(/Youssef.*overnemen/);
  await tab(/Youssef.*overnemen/).click();
  await expect(grid()).toHaveAttribute('aria-rowcount', String(his + 1));
  const first = await currentRow().textContent();
  await grid().focus();
  await page.keyboard.press('d');
  await expect(grid()).toHaveAttribute('aria-rowcount', String(his));
  await page.keyboard.press('Control+z');
  await expect(grid()).toHaveAttribute('aria-rowcount', String(his + 1));
  await expect(
    grid()
      .getByRole('row')
      .filter({ hasText: first ?? '' })
      .first(),
  ).toBeVisible();

  await openSettings('Afwezigheid');
  await expect(page.getByRole('row', { name: /Youssef El Amrani Nu afwezig Sanne de Wit/ })).toBeVisible();
  await page.getByRole('button', { name: 'Afwezigheid van Youssef El Amrani verwijderen' }).click();
  await expect(page.getByText('Iedereen is er.')).toBeVisible();
  await go('Actielijst');
  await expect(tab(/^Mijn acties/)).toBeVisible();
  await expect(tab(/overnemen/)).toHaveCount(0);
  await openSettings('Afwezigheid');
  await page.getByLabel('Wie', { exact: true }).selectOption({ label: 'Youssef El Amrani' });
  await page.getByLabel('Vervanger').selectOption({ label: 'Sanne de Wit' });
  await page.getByRole('main').getByRole('button', { name: 'Bewaren' }).click();
  await go('Actielijst');
  await expect(tab(/Youssef.*overnemen/)).toBeVisible();
});

test('a call finishes its action and plans the next one on a day and time; one undo takes all of it back', async () => {
  await tab(/^Mijn acties/).click();
  const total = await rowCount();
  // A request on top is not done by a call: it must be an action to call.
  await grid().getByRole('row').filter({ hasText: 'Bellen' }).first().click();
  await page.keyboard.press('c');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('link', { name: /^\d/ }).first()).toHaveAttribute('href', /^tel:/);
  await expect(dialog.getByRole('checkbox', { name: /^Actie gereed/ })).toBeChecked();
  await dialog.getByLabel('Wat is er besproken of afgesproken?').fill('Belt morgen terug over de levering.');
  await dialog.getByRole('checkbox', { name: 'Vervolg plannen' }).check();
  await dialog.getByLabel('Tijd').fill('10.30');
  await dialog.getByRole('button', { name: 'Vastleggen' }).click();
  await expect(grid()).toHaveAttribute('aria-rowcount', String(total));
  await page.keyboard.press('Control+z');
  await expect(grid()).toHaveAttribute('aria-rowcount', String(total + 1));
  await page.keyboard.press('Home');
  await expect(page.getByText('Belt morgen terug over de levering.')).toHaveCount(0);
});

test('an action is put off, and stands in the agenda on its day and time', async () => {
  const total = await rowCount();
  await grid().focus();
  await page.keyboard.press('Home');
  const name = (await currentRow().getByRole('gridcell').nth(2).textContent()) ?? '';
  await page.keyboard.press('u');
  await page.getByRole('dialog').getByLabel('Tijd').fill('0915');
  await page.getByRole('dialog').getByRole('button', { name: 'Uitstellen', exact: true }).click();
  await expect(grid()).toHaveAttribute('aria-rowcount', String(total));
  await go('Agenda');
  await page.getByRole('button', { name: 'Lijst', exact: true }).click();
  const card = page.locator('[data-kind="action"]').filter({ hasText: name }).filter({ hasText: '09:15' });
  await expect(card).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Verlopen' })).toBeVisible();
});

test('an action moves to another day by dragging, and by keyboard', async () => {
  await page.getByRole('button', { name: 'Week', exact: true }).click();
  await page.getByRole('button', { name: 'Vandaag', exact: true }).last().click();
  await page.getByRole('button', { name: 'Volgende' }).click();
  const days = page.locator('section[data-day]');
  await expect(days).toHaveCount(7);
  await page.getByRole('button', { name: 'Vorige' }).click();
  const card = page.locator('[data-day] [data-kind="action"]').first();
  const key = (await card.getAttribute('data-item')) ?? '';
  const dayOf = () =>
    page
      .locator('[data-day]')
      .filter({ has: page.locator(`[data-item="${key}"]`) })
      .getAttribute('data-day');
  const from = await dayOf();
  const target = (await days.nth(4).getAttribute('data-day')) === from ? 3 : 4;
  const to = await days.nth(target).getAttribute('data-day');
  await page.locator(`[data-item="${key}"]`).dragTo(days.nth(target).locator('header'));
  await expect.poll(dayOf).toBe(to);
  await page.locator(`[data-item="${key}"]`).focus();
  await page.keyboard.press('Alt+ArrowLeft');
  await expect.poll(dayOf).toBe(await days.nth(target - 1).getAttribute('data-day'));
  // The keyboard stays with what it moved.
  await expect(page.locator(`[data-item="${key}"]`)).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect.poll(dayOf).toBe(to);
  await page.keyboard.press('Control+z');
  await expect.poll(dayOf).toBe(from);
});

test('the box finds a misspelt name and the end of an invoice number, runs commands, and puts what was used lately first', async () => {
  const box = page.getByRole('combobox', { name: /^Zoek/ });
  await page.keyboard.press('Control+k');
  await expect(box).toBeFocused();
  await page.keyboard.type('vermeulen projectontwikeling');
  await expect(page.getByRole('option', { name: /Vermeulen Projectontwikkeling/ }).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: /Vermeulen Projectontwikkeling/ })).toBeVisible();
  const number =
    (await page
      .getByRole('row')
      .getByText(/^F\d\d-\d{5}$/)
      .first()
      .textContent()) ?? '';

  await page.keyboard.press('Control+k');
  await page.keyboard.type(number.slice(-5));
  await expect(page.getByRole('option', { name: new RegExp(number) })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(currentRow()).toContainText(number);

  await page.keyboard.press('Control+k');
  await page.keyboard.type('thema donker');
  await expect(page.getByRole('option', { name: 'Thema: Donker' })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+k');
  const lately = page.getByRole('group', { name: 'Laatst gebruikt' }).getByRole('option');
  await expect(lately.nth(0)).toContainText(number);
  await expect(lately.nth(1)).toContainText('Vermeulen Projectontwikkeling');
  await expect(lately.nth(2)).toContainText('Thema: Donker');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('ga naar actielijst');
  await page.keyboard.press('Enter');
  await expect(grid()).toBeVisible();
});

test('the agenda goes to a calendar program, until its address is renewed', async ({ request }) => {
  await openSettings('Agenda');
  await page.getByRole('button', { name: 'Adres maken' }).click();
  const address = page.getByLabel('Adres van je agenda');
  await expect(address).toHaveValue(/\/calendar\/\S+\.ics$/);
  const first = await address.inputValue();
  expect(await (await request.get(first)).text()).toContain('BEGIN:VEVENT');
  await page.getByRole('button', { name: 'Nieuw adres maken' }).click();
  await expect(address).not.toHaveValue(first);
  expect((await request.get(first)).status()).toBe(404);
});

test('the keys are listed, and nothing failed on the way', async () => {
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog').getByText('Overdragen')).toBeVisible();
  await page.keyboard.press('Escape');
  expect(complaints).toEqual([]);
});
