import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { type Browser, expect, type Page, test } from '@playwright/test';
import type { PortalProcessMessage, SeededPortal } from '../support/portal-process.ts';

// What a debtor asks: every page fit for everyone, on a phone and a desktop, with and without JavaScript.
let child: ChildProcess;
let url: string;
let links: SeededPortal;
const dataDir = mkdtempSync(join(tmpdir(), 'kasstroom-asking-e2e-'));

test.beforeAll(async () => {
  child = fork(new URL('../support/portal-process.ts', import.meta.url), [dataDir, '0', 'seed'], { execArgv: ['--import', 'tsx'] });
  const [message] = (await once(child, 'message')) as [PortalProcessMessage];
  if (!message.links) throw new Error('the portal has no debtors');
  url = message.url;
  links = message.links;
});
test.afterAll(async () => {
  child.kill('SIGKILL');
  await once(child, 'exit');
  rmSync(dataDir, { recursive: true, force: true });
});

const WIDTHS = { phone: 390, desktop: 1280 } as const;
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

/** Nothing axe can find, nothing that scrolls sideways, and a picture to look at. */
async function check(page: Page, name: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  expect(
    violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)]),
    name,
  ).toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overflow, `${name} scrolls sideways`).toBeLessThanOrEqual(0);
  await page.screenshot({ path: `test-results/portal-asking/${name}.png`, fullPage: true });
}

async function visit(
  browser: Browser,
  link: string,
  options: { width?: number; script?: boolean; language?: 'nl' | 'en' } = {},
): Promise<Page> {
  const { width = WIDTHS.phone, script = true, language = 'nl' } = options;
  const page = await (await browser.newContext({ viewport: { width, height: 844 }, javaScriptEnabled: script })).newPage();
  await page.goto(`${url}${link}`);
  await page.goto(`${url}/portal?lang=${language}`);
  return page;
}

let used = 0;
const ownLink = (): string => {
  used += 1;
  return links.picture[used - 1] ?? '';
};

const PAGES = ['plan', 'plan/own', 'promise', 'complaint', 'already-paid', 'question', 'contact', 'po-number', 'copy', 'conversations'];

for (const [device, width] of Object.entries(WIDTHS)) {
  for (const language of ['nl', 'en'] as const) {
    test(`every question is fit for everyone on a ${device} in ${language}`, async ({ browser }) => {
      const page = await visit(browser, links.picture[7] ?? '', { width, language });
      const at = (name: string): string => `${name.replace('/', '-')}-${device}-${language}`;
      await check(page, at('overview'));
      for (const name of PAGES) {
        await page.goto(`${url}/portal/${name}`);
        await check(page, at(name));
      }
      await page.goto(`${url}/portal/promise`);
      await page.locator('#day-other').check();
      await page.locator('main button[type=submit]').click();
      await expect(page.locator('.summary')).toBeVisible();
      await check(page, at('promise-error'));
      await page.goto(`${url}/portal/complaint`);
      await page.locator('main button[type=submit]').click();
      await expect(page.locator('.summary a')).toHaveCount(3);
      await check(page, at('complaint-error'));
      await page.goto(`${url}/portal/promise/part?c=EUR&on=2026-03-20`);
      await check(page, at('promise-part'));
      await page.context().close();
    });
  }
}

for (const script of [true, false]) {
  const how = script ? 'with JavaScript' : 'without JavaScript';
  test(`a plan is agreed to ${how}, and shows itself as it is chosen`, async ({ browser }) => {
    const page = await visit(browser, ownLink(), { script });
    await page.getByRole('link', { name: /Ik betaal in termijnen/ }).click();
    const plan = page.getByRole('region', { name: 'Zo ziet uw regeling eruit' });
    const shown = plan.locator('.s:visible');
    await expect(shown).toHaveCount(1);
    await expect(shown).toContainText('€ 261,50');
    await page.getByRole('radio', { name: /4 termijnen/ }).check({ force: true });
    await expect(shown).toContainText('€ 196,11');
    await page.locator('.daypick').filter({ hasText: '27' }).click();
    await expect(shown).toContainText('vrijdag 27 maart');
    await page.getByRole('button', { name: 'Spreek deze regeling af' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Uw regeling is afgesproken');
    await check2(page, script, 'done-plan');
    await page.getByRole('link', { name: 'Naar mijn overzicht' }).click();
    await expect(page.getByText('In uw regeling').first()).toBeVisible();
    await page.context().close();
  });

  test(`a complaint keeps what was typed and the file ${how}, and becomes a conversation`, async ({ browser }) => {
    const page = await visit(browser, ownLink(), { script, width: script ? WIDTHS.desktop : WIDTHS.phone });
    await page.getByRole('link', { name: /Er klopt iets niet Die/ }).click();
    await page.getByRole('checkbox', { name: /2026-0142/ }).check();
    await page.getByRole('radio', { name: 'Niet of niet goed geleverd' }).check();
    await page.getByLabel('Foto of document').setInputFiles({ name: 'pakbon-12-januari.png', mimeType: 'image/png', buffer: PNG });
    await page.getByRole('button', { name: 'Verstuur melding' }).click();
    await expect(page).toHaveTitle(/^Fout: /);
    await expect(page.getByRole('alert')).toContainText('Vul in wat er niet klopt.');
    await expect(page.getByRole('checkbox', { name: /2026-0142/ })).toBeChecked();
    await expect(page.getByRole('checkbox', { name: 'pakbon-12-januari.png' })).toBeChecked();
    await check2(page, script, 'complaint-kept');
    await page.getByLabel('Vertel kort wat er niet klopt').fill('2 van de 6 dozen ontbraken.');
    await page.getByRole('button', { name: 'Verstuur melding' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Uw melding is binnen');
    await expect(page.getByText('uiterlijk dinsdag 17 maart').first()).toBeVisible();
    await check2(page, script, 'done-complaint');
    await page.getByRole('link', { name: 'Vul uw melding aan' }).click();
    await expect(page.getByRole('link', { name: 'pakbon-12-januari.png' })).toBeVisible();
    await page.getByLabel('Uw antwoord').fill('De chauffeur weet ervan.');
    await page.getByRole('button', { name: 'Verstuur bericht' }).click();
    await expect(page.locator('.msg')).toHaveCount(2);
    await check2(page, script, 'conversation');
    await page.goto(`${url}/portal`);
    await expect(page.getByText('Wij zoeken uw klacht uit')).toHaveCount(2);
    await page.context().close();
  });
}

/** axe needs JavaScript of its own; without it there is the picture. */
async function check2(page: Page, script: boolean, name: string): Promise<void> {
  if (script) return check(page, name);
  await page.screenshot({ path: `test-results/portal-asking/${name}-no-script.png`, fullPage: true });
}

test('a later day goes to a person, which is said before and after', async ({ browser }) => {
  const page = await visit(browser, ownLink());
  await page.goto(`${url}/portal/promise`);
  await expect(page.getByText('Later dan 24 maart? Dan kijkt een medewerker mee')).toBeVisible();
  await page.locator('#day-other').check();
  await page.getByLabel('Dag', { exact: true }).fill('1');
  await page.getByLabel('Maand').fill('mei');
  await page.getByRole('button', { name: 'Bevestig deze dag' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Uw betaaldatum is binnen');
  await expect(page.getByText('U krijgt uiterlijk donderdag 12 maart antwoord.')).toBeVisible();
  await check(page, 'done-promise');
  await page.context().close();
});

test('the language switch keeps what was filled in on a faulty form', async ({ browser }) => {
  const page = await visit(browser, links.picture[7] ?? '', { script: false });
  await page.goto(`${url}/portal/promise`);
  await page.locator('#day-other').check();
  await page.getByLabel('Dag', { exact: true }).fill('31');
  await page.getByLabel('Maand').fill('februari');
  await page.getByRole('button', { name: 'Bevestig deze dag' }).click();
  await expect(page.getByText('Vul een dag in die bestaat').first()).toBeVisible();
  await page.getByRole('link', { name: 'English' }).click();
  await expect(page.getByLabel('Day', { exact: true })).toHaveValue('31');
  await expect(page.getByLabel('Month')).toHaveValue('februari');
  await page.context().close();
});

test('it can be read at 200 % on a narrow phone', async ({ browser }) => {
  const page = await visit(browser, links.picture[7] ?? '', { width: 195 });
  for (const name of PAGES) {
    await page.goto(`${url}/portal/${name}`);
    await check(page, `narrow-${name.replace('/', '-')}`);
  }
});
