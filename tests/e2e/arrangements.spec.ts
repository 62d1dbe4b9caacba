import AxeBuilder from '@axe-core/playwright';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { DemoProcess } from '../support/demo-process.ts';

// What a debtor promises and agrees, from the ticked invoices to the money that comes in through the portal.
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

const dialog = () => page.getByRole('dialog');
const tab = (name: RegExp) => page.getByRole('tab', { name });
const invoice = (open: string) => page.getByRole('grid').getByRole('row').filter({ hasText: open });
const card = (name: RegExp) => page.getByRole('article', { name });

/** axe's findings on what is open now. */
async function findings(): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .exclude('[data-tabster-dummy]')
    .exclude('.fui-Toaster')
    .exclude('.fui-Toast')
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
}

async function promise(): Promise<void> {
  await page.keyboard.press('p');
  await expect(dialog()).toContainText('1 factuur');
  await dialog()
    .getByRole('button', { name: /^Vrijdag/ })
    .first()
    .click();
  await expect(dialog()).toContainText('kijken we of het geld er is');
}

test('a promise about a ticked invoice is on the card at once, and can be taken back', async () => {
  await page.getByRole('grid').getByRole('row').filter({ hasText: 'Vermeulen Projectontwikkeling' }).click();
  await page.keyboard.press('Enter');
  await invoice('12.480,00').getByRole('checkbox').check();
  await promise();
  expect(await findings()).toEqual([]);
  await dialog().getByRole('button', { name: 'Vastleggen' }).click();
  await expect(invoice('12.480,00')).toContainText('Toezegging tot');
  await page.getByRole('button', { name: 'Ongedaan maken' }).click();
  await expect(invoice('12.480,00')).not.toContainText('Toezegging tot');
});

test('more than what is open cannot be promised; a part can', async () => {
  await promise();
  const amount = dialog().getByRole('textbox', { name: 'Bedrag' });
  await amount.fill('12.480,01');
  await expect(dialog()).toContainText('meer kan niet worden toegezegd');
  await dialog().getByRole('button', { name: 'Vastleggen' }).click();
  await expect(dialog()).toBeVisible();
  await amount.fill('480');
  await dialog().getByRole('button', { name: 'Vastleggen' }).click();
  await expect(invoice('12.480,00')).toContainText('€ 480,00 toegezegd tot');
  await expect(page.getByRole('definition').filter({ hasText: /^€\s480,00$/ })).toBeVisible();
});

test('a newer promise says which one it replaces', async () => {
  await promise();
  await expect(dialog()).toContainText(/Komt in de plaats van de toezegging van €\s480,00/);
  await dialog().getByRole('button', { name: 'Vastleggen' }).click();
  await expect(invoice('12.480,00')).toContainText(/^(?!.*480,00 toegezegd).*Toezegging tot/);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: 'Gekozen facturen' })).toContainText('3 vervallen facturen');
});

test('a plan is made up live, confirmed by mail, and holds its invoices', async () => {
  await invoice('9.932,25').getByRole('checkbox').check();
  await invoice('7.500,00').getByRole('checkbox').check();
  await page.keyboard.press('r');
  const terms = dialog().getByRole('region', { name: 'Termijnen' });
  await expect(terms).toContainText('17.432,25');
  await dialog().getByRole('spinbutton', { name: 'Aantal termijnen' }).fill('4');
  await expect(terms.getByRole('row')).toHaveCount(6);
  await expect(terms).toContainText('4.358,06');
  await expect(terms).toContainText('4.358,07');
  await dialog().getByRole('button', { name: 'In stappen' }).click();
  await dialog().getByRole('textbox', { name: 'Bedrag per termijn van stap 1' }).fill('5.000');
  await expect(terms).toContainText('2.432,25');
  await dialog().getByRole('button', { name: 'Vrij' }).click();
  await dialog().getByRole('textbox', { name: 'Bedrag van termijn 1' }).fill('1.000');
  await expect(terms).toContainText(/Er is nog €\s4\.000,00 niet verdeeld/);
  expect(await findings()).toEqual([]);
  await dialog().getByRole('button', { name: 'Rest in de laatste termijn' }).click();
  await expect(terms).not.toContainText('niet verdeeld');
  await dialog().getByRole('button', { name: 'Regeling afspreken' }).click();
  await expect(invoice('9.932,25')).toContainText('In regeling');
  await expect(invoice('7.500,00')).toContainText('In regeling');
  await tab(/^Mail/).click();
  await expect(page.frameLocator('iframe').getByRole('heading', { name: 'Uw betalingsregeling is afgesproken' })).toBeVisible();
  await expect(page.frameLocator('iframe').getByRole('rowheader', { name: 'Termijn 4' })).toBeVisible();
});

test('the tab shows what runs, term by term', async () => {
  await tab(/^Afspraken/).click();
  await expect(card(/^Toezegging €\s12\.480,00/)).toContainText('Loopt');
  const plan = card(/^Regeling €\s17\.432,25/);
  await expect(plan.getByRole('row')).toHaveCount(5);
  await expect(plan).toContainText('bevestigd op');
  expect(await findings()).toEqual([]);
});

test('the debtor pays the promised invoice in the portal: the promise is kept without a click', async ({ browser }) => {
  await payPromised(browser, demo.portalLink);
  await expect(card(/^Toezegging €\s12\.480,00/)).toContainText('Nagekomen');
  await expect(page.getByText('100 % nagekomen')).toBeVisible();
});

test('a plan is changed for what is left of it, and ended', async () => {
  const plan = card(/^Regeling/);
  await plan.getByRole('button', { name: 'Wijzigen' }).click();
  await expect(dialog()).toContainText(/Nog te betalen: €\s17\.432,25/);
  await dialog().getByRole('spinbutton', { name: 'Aantal termijnen' }).fill('2');
  await dialog().getByRole('button', { name: 'Wijziging vastleggen' }).click();
  await expect(plan.getByRole('row')).toHaveCount(3);
  await plan.getByRole('button', { name: 'Beëindigen' }).click();
  await dialog().getByRole('textbox', { name: /Reden/ }).fill('betaalt alles ineens');
  await dialog().getByRole('button', { name: 'Beëindigen' }).click();
  await expect(plan).toContainText('Beëindigd');
  await expect(plan).toContainText('betaalt alles ineens');
  await tab(/^Facturen/).click();
  await expect(invoice('9.932,25')).not.toContainText('In regeling');
});

test('the worklist has the promise under the same key', async () => {
  await page.keyboard.press('Escape');
  await page.getByRole('grid').getByRole('row').filter({ hasText: 'Jansen Dakwerken' }).first().click();
  await page.keyboard.press('p');
  await expect(dialog()).toContainText('Toezegging van Jansen Dakwerken');
  await expect(dialog()).toContainText('1 nagekomen');
  await page.keyboard.press('Escape');
});

test('the settings say how long is waited', async () => {
  await page.getByRole('button', { name: 'Instellingen' }).click();
  await page.getByRole('button', { name: 'Afspraken' }).click();
  await expect(page.getByRole('spinbutton', { name: 'Dagen respijt', exact: true })).toHaveValue('2');
  expect(await findings()).toEqual([]);
  expect(complaints).toEqual([]);
});

/** Ticks only the promised invoice on the pay page, and pays it. */
async function payPromised(browser: Browser, link: string): Promise<void> {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const portal = await context.newPage();
  await portal.goto(link);
  await portal.goto(`${new URL(link).origin}/portal/pay?c=EUR&open=1`);
  for (const box of await portal.getByRole('checkbox').all()) await box.uncheck();
  await portal.getByRole('checkbox', { name: /12\.480,00/ }).check({ timeout: 10_000 });
  await portal.getByRole('button', { name: 'Reken opnieuw uit' }).click();
  await portal.getByRole('button', { name: /^Betaal.*12\.480,00/ }).click();
  await expect(portal).toHaveURL(/sandbox-provider/);
  await portal.getByRole('button', { name: 'Betalen lukt' }).click();
  await expect(portal.getByText('12.480,00').first()).toBeVisible();
  await context.close();
}
