import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { EMAIL, type MailedCode } from '../support/portal-mailbox.ts';
import type { PortalProcessMessage, SeededPortal } from '../support/portal-process.ts';

let child: ChildProcess;
let url: string;
let links: SeededPortal;
let dataDir: string;

test.beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'kasstroom-entry-e2e-'));
  child = fork(new URL('../support/portal-process.ts', import.meta.url), [dataDir, '0', 'seed'], { execArgv: ['--import', 'tsx'] });
  const [message] = (await once(child, 'message')) as [PortalProcessMessage];
  if (!message.links) throw new Error('the portal has no debtors');
  url = message.url;
  links = message.links;
});
test.afterEach(async () => {
  child.kill('SIGKILL');
  await once(child, 'exit');
  rmSync(dataDir, { recursive: true, force: true });
});

async function mailedCode(): Promise<string> {
  const answer = once(child, 'message');
  child.send('code');
  return ((await answer) as [MailedCode])[0].code;
}

const WIDTHS = { phone: 390, desktop: 1280 } as const;

/**
 * With JavaScript: nothing axe can find, nothing that scrolls sideways, everything big enough to be tapped, and a picture
 * to look at. Without it the page has to do; there is nobody to look.
 */
async function check(page: Page, name: string, script: boolean): Promise<void> {
  if (!script) return;
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overflow, `${name} scrolls sideways`).toBeLessThanOrEqual(0);
  expect(await tooSmall(page), name).toEqual([]);
  await page.screenshot({ path: `test-results/portal/${name}.png`, fullPage: true });
}

/** Targets below 44 px high; links in running text may be 24 (WCAG 2.5.8). A choice is as big as the row that is its label. */
const tooSmall = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const shown = (element: Element): boolean => element.getClientRects().length > 0 && getComputedStyle(element).clipPath === 'none';
    return [...document.querySelectorAll('a, button, summary, input:not([type=hidden])')].filter(shown).flatMap((element) => {
      const target = element.closest('.pick') ?? element.closest('label') ?? element;
      const inText = element.matches('p a, .contact a, footer a, .doc a, .summary a') || element.closest('td') !== null;
      const { height } = target.getBoundingClientRect();
      return height + 0.5 < (inText ? 24 : 44) ? [`${element.outerHTML.slice(0, 120)}: ${height}`] : [];
    });
  });

async function logIn(page: Page, remember: boolean, look: (name: string) => Promise<void>): Promise<void> {
  await page.goto(`${url}/portal/login`);
  await look('login');
  await page.getByLabel('Uw e‑mailadres').fill(EMAIL);
  await page.getByRole('button', { name: 'Stuur mij een code' }).click();
  await look('code');
  const code = await mailedCode();
  await page.getByLabel('Code van 6 cijfers').fill(code === '000000' ? '111111' : '000000');
  await page.getByRole('button', { name: 'Ga verder' }).click();
  await expect(page.getByRole('link', { name: /Deze code klopt niet/ })).toBeVisible();
  await look('code-wrong');
  await page.getByLabel('Code van 6 cijfers').fill(code);
  if (remember) await page.getByRole('checkbox', { name: /Onthoud dit apparaat/ }).check();
  await page.getByRole('button', { name: 'Ga verder' }).click();
}

const forget = async (context: BrowserContext, name: string): Promise<void> => context.clearCookies({ name });

for (const [device, width] of Object.entries(WIDTHS)) {
  for (const script of [true, false]) {
    const how = `${device}${script ? '' : ', without JavaScript'}`;
    const start = async (browser: import('@playwright/test').Browser) => {
      const context = await browser.newContext({ viewport: { width, height: 844 }, javaScriptEnabled: script });
      return { context, page: await context.newPage() };
    };

    test(`a debtor logs in, sees all customer numbers, and is known the next time (${how})`, async ({ browser }) => {
      const { context, page } = await start(browser);
      const look = (name: string) => check(page, `${name}-${device}`, script);
      await logIn(page, true, look);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Uw klantnummers');
      await look('customers');
      await page.getByRole('button', { name: 'Bekijken en betalen 881' }).click();
      await expect(page.getByRole('link', { name: 'Betaal € 123,45' })).toBeVisible();
      await page.getByRole('link', { name: 'al uw 2 klantnummers' }).click();
      await page.getByRole('button', { name: 'Bekijken en betalen 20417' }).click();
      await expect(page.getByRole('link', { name: 'Betaal € 784,50' })).toBeVisible();
      await forget(context, 'kasstroom_portal');
      await page.goto(`${url}/portal`);
      await expect(page.getByText('Fysiotherapie Oostkade B.V.')).toBeVisible();
      await page.goto(`${url}/portal/devices`);
      await look('devices');
      await page.getByRole('button', { name: /Vergeet dit apparaat/ }).click();
      await expect(page.getByText('Er zijn geen apparaten')).toBeVisible();
      await page.goto(`${url}/portal`);
      await page.getByRole('button', { name: 'Uitloggen' }).click();
      await look('signed-out');
      await page.goto(`${url}/portal`);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('U bent uitgelogd');
      await context.close();
    });

    test(`an old link offers a new one, a letter lets in (${how})`, async ({ browser }) => {
      const { context, page } = await start(browser);
      const look = (name: string) => check(page, `${name}-${device}`, script);
      await page.goto(`${url}${links.expired}`);
      await look('expired');
      await page.getByRole('button', { name: 'Stuur mij een nieuwe link' }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kijk in uw e‑mail');
      await look('link-sent');
      await page.getByRole('link', { name: /Ik heb een brief/ }).click();
      await page.getByLabel('Code uit de brief').fill('ABCD 2345');
      await page.getByRole('button', { name: 'Ga verder' }).click();
      await expect(page.getByRole('link', { name: /Deze code kennen wij niet/ })).toBeVisible();
      await look('letter-wrong');
      await page.getByLabel('Code uit de brief').fill(`${links.letterCode.slice(0, 4)} ${links.letterCode.slice(4)}`);
      await page.getByRole('button', { name: 'Ga verder' }).click();
      await expect(page).toHaveURL(`${url}/portal`);
      await expect(page.getByRole('link', { name: 'Betaal € 784,50' })).toBeVisible();
      await context.close();
    });

    test(`a debtor takes copies, a statement and a receipt home (${how})`, async ({ browser }) => {
      const { context, page } = await start(browser);
      const look = (name: string) => check(page, `${name}-${device}`, script);
      const saved = async (click: () => Promise<void>): Promise<string> => {
        const [file] = await Promise.all([page.waitForEvent('download'), click()]);
        return file.suggestedFilename();
      };
      await page.goto(`${url}${links.group}`);
      await page.getByRole('button', { name: 'Bekijken en betalen 20417' }).click();
      if (device === 'phone') await page.locator('summary', { hasText: '2026-0142' }).click();
      await look('overview-copies');
      const copy = page.getByRole('link', { name: device === 'phone' ? 'Download pdf' : 'pdf 2026-0142' });
      expect(await saved(() => copy.click())).toBe('2026-0142.pdf');
      await page.getByRole('link', { name: 'Kopieën en rekeningoverzicht' }).click();
      await look('documents');
      expect(await saved(() => page.getByRole('link', { name: 'Rekeningoverzicht als pdf' }).click())).toBe(
        'rekeningoverzicht-20417-2026-03-10.pdf',
      );
      expect(await saved(() => page.getByRole('link', { name: 'Rekeningoverzicht voor Excel' }).click())).toBe(
        'rekeningoverzicht-20417-2026-03-10.xlsx',
      );
      await page.getByRole('checkbox', { name: 'Factuur 2026-0142' }).check();
      expect(await saved(() => page.getByRole('button', { name: 'Download selectie (zip)' }).click())).toBe('Lindeboer-20417.zip');
      await page.getByRole('link', { name: 'opvragen 2025-2817' }).click();
      await look('no-copy');
      await page.goto(`${url}/portal/pay?c=EUR`);
      await page.getByRole('button', { name: 'Betaal € 784,50' }).click();
      await page.getByRole('button', { name: 'Betalen lukt' }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Uw betaling is gelukt');
      await look('paid-receipt');
      expect(await saved(() => page.getByRole('link', { name: 'Betaalbewijs downloaden (pdf)' }).click())).toBe(
        'betaalbewijs-2026-03-10.pdf',
      );
      await page.goto(`${url}/portal/payments`);
      await look('payments-receipt');
      await context.close();
    });

    test(`what is held back says why, and a term is paid (${how})`, async ({ browser }) => {
      const { context, page } = await start(browser);
      const look = (name: string) => check(page, `${name}-${device}`, script);
      await page.goto(`${url}${links.held}`);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nu te betalen€ 137,00');
      for (const words of ['Toegezegd voor 20 maart', 'In uw regeling', 'Wij zoeken uw klacht uit', 'Hoeft nu niet'])
        await expect(page.getByText(words, { exact: true })).toBeVisible();
      // On a phone the day of the answer stands where the due date would.
      const complaint = page.getByRole('row').filter({ hasText: '2026-0298' });
      await expect(complaint.getByText('U krijgt uiterlijk 12 maart antwoord')).toBeVisible();
      await expect(complaint.getByText('27 februari')).toBeVisible({ visible: device === 'desktop' });
      await look('held');
      await page.getByRole('link', { name: 'Betaal € 137,00' }).click();
      await look('term');
      await page.getByRole('button', { name: 'Betaal € 137,00' }).click();
      await page.getByRole('button', { name: 'Afbreken' }).click();
      await page.getByRole('link', { name: 'Probeer opnieuw' }).click();
      await page.getByRole('button', { name: 'Betaal € 137,00' }).click();
      await page.getByRole('button', { name: 'Betalen lukt' }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Uw betaling is gelukt');
      await context.close();
    });
  }
}

test('the first view is one page and one style sheet, small and from nowhere else', async ({ browser }) => {
  for (const link of [links.picture[0], links.held, links.expired, '/portal/login']) {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
    const page = await context.newPage();
    const loaded: { url: string; bytes: number }[] = [];
    page.on('response', async (response) => {
      if (response.status() < 300 || response.status() >= 400)
        loaded.push({ url: response.url(), bytes: (await response.body().catch(() => Buffer.alloc(0))).length });
    });
    await page.goto(`${url}${link}`, { waitUntil: 'networkidle' });
    expect(loaded.map(({ url: from }) => new URL(from).origin)).toEqual([url, url]);
    expect(loaded.filter(({ url: from }) => from.includes('/portal/style/'))).toHaveLength(1);
    expect(loaded.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(50 * 1024);
    expect(await page.locator('script, iframe, img[src^="http"], link[rel=preload]').count()).toBe(0);
    const fonts = await page.evaluate(() => [...document.fonts].length);
    expect(fonts).toBe(0);
    await context.close();
  }
});

test('an old link stays in English when it is read in English', async ({ browser }) => {
  const page = await (await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } })).newPage();
  await page.goto(`${url}${links.expired}`);
  await page.getByRole('link', { name: 'English' }).click();
  await page.getByRole('button', { name: 'Send me a new link' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Check your e‑mail');
  await page.getByRole('link', { name: /Log in/ }).click();
  await expect(page.getByLabel('Your e‑mail address')).toBeVisible();
});
