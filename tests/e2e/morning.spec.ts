import { expect, type Locator, type Page, test } from '@playwright/test';
import { DemoProcess } from '../support/demo-process.ts';

// A morning of a collector: twenty actions after each other, and no hand on the mouse.
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

test('a morning of twenty actions, by keyboard only', async () => {
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
  await test.step('Tab goes into what is told, and out of it again', async () => {
    await press('d');
    await expect(
      page
        .getByRole('link', { name: 'Ongedaan maken' })
        .or(page.getByRole('button', { name: 'Ongedaan maken' }))
        .first(),
    ).toBeVisible();
    const toaster = page.locator('.fui-Toaster');
    const isInside = () => toaster.evaluateAll((all) => all.some((one) => one.contains(document.activeElement)));
    for (let stops = 0; !(await isInside()); stops += 1) {
      expect(stops).toBeLessThan(MOST_STOPS);
      await press('Tab');
    }
    for (let stops = 0; await isInside(); stops += 1) {
      expect(stops).toBeLessThan(10);
      await press('Tab');
    }
    await press('Control+z');
  });
  await test.step('20 what went out is read, and nothing waits', async () => {
    await press('Control+7');
    await tabTo(page.getByRole('listbox', { name: 'Berichten' }));
    await press('End', 'Home');
    await expect(page.getByRole('option').first()).toHaveAttribute('aria-selected', 'true');
    await expect(page.getByRole('contentinfo').getByRole('status')).toContainText('0 wijzigingen wachten');
    expect(complaints).toEqual([]);
  });
});
