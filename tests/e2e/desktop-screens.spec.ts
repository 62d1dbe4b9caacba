import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { DemoProcess } from '../support/demo-process.ts';

// The screens by keyboard, under the hosts' real content security policy, for who sees and for who does not.
let demo: DemoProcess;
let page: Page;
const complaints: string[] = [];

test.describe.configure({ mode: 'serial' });
test.beforeAll(async ({ browser }) => {
  test.setTimeout(150_000);
  demo = await new DemoProcess().ready();
  // A colour on its way to another is neither of the two.
  page = await (await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' })).newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()));
  await page.goto(demo.desktopUrl);
  await expect(page.getByRole('grid').getByRole('row').nth(5)).toBeVisible();
});
test.afterAll(() => demo.stop());

const currentRow = () => page.locator('[role="row"][aria-current]');
const rail = (name: RegExp) => page.getByRole('navigation').first().getByRole('button', { name });

/** axe's findings. Left out: Fluent's focus sentinels and toasts (a live region, which belongs to no landmark), and the mail itself. */
async function findings(): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .exclude('[data-tabster-dummy]')
    .exclude('.fui-Toaster')
    .exclude('.fui-Toast')
    .exclude('iframe')
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
}

test('the worklist is worked by keyboard: moved in, ticked, finished', async () => {
  await expect(page.getByRole('grid')).toBeFocused();
  const first = await currentRow().getAttribute('id');
  await page.keyboard.press('j');
  await expect(currentRow()).not.toHaveAttribute('id', first ?? '');
  await page.keyboard.press(' ');
  await expect(currentRow()).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByText('1 geselecteerd')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(currentRow()).toHaveAttribute('aria-selected', 'false');

  const total = Number(await page.getByRole('grid').getAttribute('aria-rowcount'));
  const done = await currentRow().textContent();
  await page.keyboard.press('d');
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', String(total - 1));
  expect(await currentRow().textContent()).not.toBe(done);
});

test('a call and a note are on the debtor’s timeline at once, and the keyboard is back in the list', async () => {
  await page.keyboard.press('c');
  await expect(page.getByRole('dialog').getByRole('textbox', { name: /besproken/ })).toBeFocused();
  await page.keyboard.type('Betaalt vrijdag alles.');
  // The action stays, so that the pane stays with this debtor.
  await page.getByRole('checkbox', { name: /^Actie gereed/ }).uncheck();
  await page.getByRole('button', { name: 'Vastleggen' }).click();
  await expect(page.getByRole('complementary').getByText('Betaalt vrijdag alles.')).toBeVisible();

  await page.keyboard.press('n');
  await page.keyboard.type('Alleen na tien uur bellen.');
  await page.getByLabel('Vastzetten bovenaan de kaart').check();
  await page.getByRole('button', { name: 'Bewaren' }).click();
  await expect(page.getByText('Alleen na tien uur bellen.').first()).toBeVisible();

  const before = await currentRow().textContent();
  await page.keyboard.press('j');
  await expect(async () => expect(await currentRow().textContent()).not.toBe(before)).toPass();
});

test('the card follows the order of the worklist', async () => {
  await page.keyboard.press('Enter');
  const heading = page.getByRole('heading', { level: 1 });
  const name = await heading.textContent();
  await expect(page.getByText(/^\d+ van \d+$/)).toBeVisible();
  await page.keyboard.press('j');
  await expect(heading).not.toHaveText(name ?? '');
  await page.keyboard.press('k');
  await expect(heading).toHaveText(name ?? '');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { name: 'Actielijst' })).toBeVisible();
});

test('every screen passes axe, in light and in dark', async () => {
  for (const theme of ['Licht', 'Donker']) {
    await page.getByRole('button', { name: /Account van/ }).click();
    await page.getByRole('menuitemradio', { name: theme }).click();
    await page.keyboard.press('Escape');
    await rail(/^Actielijst/).click();
    expect.soft(await findings(), `worklist, ${theme}`).toEqual([]);
    await page.keyboard.press('f');
    await expect(page.getByLabel('Naam of nummer')).toBeFocused();
    expect.soft(await findings(), `filters, ${theme}`).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('kuipers');
    await expect(page.getByRole('option').first()).toBeVisible();
    expect.soft(await findings(), `search, ${theme}`).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await rail(/^Agenda/).click();
    for (const view of ['Dag', 'Lijst', 'Week']) {
      await page.getByRole('button', { name: view, exact: true }).click();
      expect.soft(await findings(), `agenda, ${view}, ${theme}`).toEqual([]);
    }
    await rail(/^Instellingen/).click();
    for (const section of ['Verdelen', 'Afwezigheid', 'Agenda']) {
      await page.getByRole('navigation', { name: 'Instellingen' }).getByRole('button', { name: section }).click();
      expect.soft(await findings(), `settings, ${section}, ${theme}`).toEqual([]);
    }
    await rail(/^Actielijst/).click();
    await page.getByRole('grid').press('Enter');
    const tabs = [
      /^Facturen/,
      /^Tijdlijn/,
      /^Mail/,
      /^Documenten/,
      /^Contactpersonen/,
      /^Afspraken/,
      /^Disputen/,
      /^Afwikkeling/,
      /^Gekoppeld/,
    ];
    for (const tab of tabs) {
      await page.getByRole('tab', { name: tab }).click();
      expect.soft(await findings(), `card, ${tab}, ${theme}`).toEqual([]);
    }
    for (const screen of [/^Vandaag/, /^Verzoeken/, /^Disputen/, /^Workflows/, /^Uitgaand/, /^Instellingen/]) {
      await rail(screen).click();
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      // The preview takes a moment, and its button is grey until it is there.
      if (screen.source === '^Workflows') await expect(page.getByRole('button', { name: /^Verstuur \d+/ })).toBeEnabled();
      expect.soft(await findings(), `${screen}, ${theme}`).toEqual([]);
    }
    for (const section of [/^Antwoorden per mail/, /^Disputen/]) {
      await page.getByRole('navigation', { name: 'Instellingen' }).getByRole('button', { name: section }).click();
      expect.soft(await findings(), `settings, ${section}, ${theme}`).toEqual([]);
    }
    await rail(/^Disputen/).click();
    await page.getByRole('tab', { name: 'Oorzaken' }).click();
    expect.soft(await findings(), `root causes, ${theme}`).toEqual([]);
    await page.getByRole('button', { name: /^Taken/ }).click();
    await expect(page.getByRole('heading', { name: 'Taken' })).toBeVisible();
    // Off the button, so that its tooltip goes.
    await page.mouse.move(700, 600);
    await expect(page.getByRole('tooltip')).toHaveCount(0);
    expect.soft(await findings(), `tasks, ${theme}`).toEqual([]);
    await page.getByRole('button', { name: /^Meldingen/ }).click();
    expect.soft(await findings(), `notifications, ${theme}`).toEqual([]);
    await page.keyboard.press('Escape');
  }
});

test('nothing was refused by the content security policy, and nothing failed', () => {
  expect(complaints).toEqual([]);
});
