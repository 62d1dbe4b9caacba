import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type CDPSession, chromium, type Page } from '@playwright/test';
import { ms, percentiles, say, sayTable } from './bench.ts';
import type { BigCache } from './big-cache.ts';
import { buildDesktop } from './electron-stand-in/launch.ts';
import { findBrowser } from './find-browser.mjs';

/** Runs the real screens over a cache that was filled before: signed in, and the server out of reach. */
export async function measureScreens(folder: string, big: BigCache): Promise<void> {
  const found = findBrowser();
  if (!found.path) throw new Error(found.reason);
  buildDesktop();
  // As a session that was opened before leaves the profile. Nobody listens at the server's address.
  writeFileSync(join(folder, 'profile.json'), JSON.stringify({ serverUrl: 'http://127.0.0.1:1', userId: big.userId }));
  writeFileSync(join(folder, 'secrets.json'), JSON.stringify({ 'session-token': 'of no server' }));
  const started = performance.now();
  const host = await startHost(folder);
  say(`the core and its host answer after ${ms(performance.now() - started)} ms`);
  const browser = await chromium.launch({
    executablePath: found.path,
    args: ['--disable-gpu', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
  try {
    const page = await browser.newPage({ locale: 'nl-NL', viewport: { width: 1440, height: 900 } });
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Performance.enable');
    await measurePage({ page, cdp, host: host.child, big, url: host.url });
  } finally {
    await browser.close();
    await end(host.child);
  }
}

interface Stage {
  page: Page;
  cdp: CDPSession;
  host: ChildProcess;
  big: BigCache;
  url: string;
}

/** The rail's screens in the order of its keys. */
const RAIL = ['today', 'worklist', 'requests', 'disputes', 'agenda', 'workflows', 'mail', 'settings'];
/** A frame of a 60 Hz screen, and half as much again: a frame that was missed. */
const FRAME_MS = 1_000 / 60;
const MISSED_MS = FRAME_MS * 1.5;
const QUIET_MS = 400;
/** A screen that is not complete by then has no figure. */
const MOST_MS = 20_000;
const SCROLL_MS = 5_000;
const GRID = 'main [role="grid"]';
const TIMELINE = 'main section[aria-label="Tijdlijn"]';

async function measurePage({ page, cdp, host, big, url }: Stage): Promise<void> {
  await page.addInitScript(IN_PAGE);
  await page.goto(url);
  await page.locator(`${GRID} [role="row"][aria-selected]`).first().waitFor();
  const start = await settled(page);
  say(`opened: first paint of the worklist ${ms(start.first)} ms after the address was asked for, complete at ${ms(start.last)} ms`);

  const rows: (string | number)[][] = [];
  const visit = async (name: string, act: () => Promise<void>): Promise<void> => {
    await page.evaluate('watchPaint()');
    await act();
    const { first, last } = await settled(page);
    rows.push([name, ms(first), ms(last), megabytes(await heap(cdp)), megabytes(memoryOf(host))]);
  };
  for (const round of ['first visit', 'again']) {
    for (const [index, screen] of RAIL.entries()) await visit(`${screen}, ${round}`, () => page.keyboard.press(`Control+${index + 1}`));
  }
  const head = ['screen, ms from the key', 'first paint', 'complete', 'heap MB', 'core and host MB'];
  sayTable(head, rows.splice(0));
  await page.evaluate('watchPaint()');
  await page.keyboard.press('Control+2');
  await page.locator(GRID).waitFor();
  await settled(page);
  const frames = [await scroll(page, 'worklist, at rest', GRID, 0)];
  frames.push(await scroll(page, 'worklist, 50 px a frame', GRID, 50), await scroll(page, 'worklist, 1,000 px a frame', GRID, 1_000));

  const place = JSON.stringify({ screen: 'debtor', debtorId: big.busyDebtorId, tab: 'invoices' });
  await page.evaluate(`localStorage.setItem('kasstroom.place', ${JSON.stringify(place)})`);
  await page.reload();
  await page.locator(TIMELINE).first().waitFor();
  const card = await settled(page);
  rows.push(['the busy debtor, page reloaded', ms(card.first), ms(card.last), megabytes(await heap(cdp)), megabytes(memoryOf(host))]);
  const tabs = page.locator('main [role="tab"]');
  for (let index = 1; index < (await tabs.count()); index += 1) {
    const tab = tabs.nth(index);
    await visit(`its tab ${(await tab.textContent()) ?? index}`, () => tab.click());
  }
  sayTable(head, rows.splice(0));
  await tabs.nth(1).click();
  await settled(page);
  frames.push(await scroll(page, 'timeline, at rest', TIMELINE, 0));
  frames.push(
    await scroll(page, 'timeline, 50 px a frame', TIMELINE, 50),
    await scroll(page, 'timeline, 1,000 px a frame', TIMELINE, 1_000),
  );

  say(`  after everything: page's heap ${megabytes(await heap(cdp))} MB, core and host ${megabytes(memoryOf(host))} MB resident`);
  say();
  sayTable(['scrolling', 'frames', 'work p50', 'p99', `over ${FRAME_MS.toFixed(1)} ms`, 'gap p50', 'p99', 'missed', 'px'], frames);
}

interface Paints {
  /** Milliseconds from the key (or the navigation) to the first frame that shows something of it. */
  first: number;
  /** To the last frame that changed anything, after which nothing did for a while. */
  last: number;
}

async function settled(page: Page): Promise<Paints> {
  // Asked from here: the page's own policy forbids text that is run as code, which waiting in the page would need.
  const until = Date.now() + MOST_MS;
  while (!(await page.evaluate<boolean>(`isSettled(${QUIET_MS})`))) {
    if (Date.now() > until) return { first: Number.NaN, last: Number.NaN };
    await page.waitForTimeout(100);
  }
  return page.evaluate<Paints>('paints()');
}

async function scroll(page: Page, name: string, selector: string, pixels: number): Promise<(string | number)[]> {
  const { work, gaps, moved } = await page.evaluate<{ work: number[]; gaps: number[]; moved: number }>(
    `scrollFor(${JSON.stringify(selector)}, ${pixels}, ${SCROLL_MS})`,
  );
  const share = (values: readonly number[], limit: number): string =>
    `${((100 * values.filter((it) => it > limit).length) / values.length).toFixed(1)}%`;
  const [spent, between] = [percentiles(work), percentiles(gaps)];
  return [
    ...[name, work.length, ms(spent.p50), ms(spent.p99), share(work, FRAME_MS)],
    ...[ms(between.p50), ms(between.p99), share(gaps, MISSED_MS), Math.round(moved)],
  ];
}

async function heap(cdp: CDPSession): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? Number.NaN;
}

/** Resident bytes of the process. */
const memoryOf = ({ pid }: ChildProcess): number =>
  Number(spawnSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }).stdout) * 1_024;
const megabytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(0);

function startHost(profile: string): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src-main/host-web/main.ts', '--profile', profile], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, KASSTROOM_LOG_LEVEL: 'error' },
  });
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the host ended with ${code}`)));
    createInterface({ input: child.stdout }).once('line', (line) => resolve({ child, url: (JSON.parse(line) as { url: string }).url }));
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const exited = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await exited;
}

/** Runs in the page; as text, because what compiles this file adds helpers that the page does not have. */
const IN_PAGE = `{
  let start = 0, first = 0, last = 0, planned = false;
  const painted = new MessageChannel();
  painted.port1.onmessage = () => {
    last = performance.now();
    first ||= last;
  };
  // A message from within a frame comes when the frame has been painted.
  new MutationObserver((changes) => {
    if (planned || start === null || !changes.some(({ target }) => target.parentElement?.closest('main') || target.nodeName === 'MAIN')) return;
    planned = true;
    requestAnimationFrame(() => {
      planned = false;
      painted.port2.postMessage(0);
    });
  }).observe(document, { childList: true, subtree: true, characterData: true });
  const begin = (event) => {
    if (start === null && event.key !== 'Control') start = event.timeStamp;
  };
  addEventListener('keydown', begin, true);
  addEventListener('pointerdown', begin, true);
  window.watchPaint = () => {
    start = null;
    first = last = 0;
  };
  window.isSettled = (quiet) => last > 0 && performance.now() - last > quiet && !document.querySelector('main [data-skeleton], main [class*="skeleton"]');
  window.paints = () => ({ first: first - start, last: last - start });
  window.scrollFor = (selector, pixels, time) => new Promise((resolve) => {
    const box = document.querySelector(selector);
    const work = [], gaps = [], channel = new MessageChannel();
    let from = 0, frame = 0, moved = 0, step = pixels;
    channel.port1.onmessage = () => work.push(performance.now() - frame);
    const tick = (at) => {
      if (frame) gaps.push(at - frame);
      frame = at;
      from ||= at;
      const before = box.scrollTop;
      box.scrollTop += step;
      moved += Math.abs(box.scrollTop - before);
      // At an end it turns round.
      if (step && box.scrollTop === before) step = -step;
      channel.port2.postMessage(0);
      if (at - from < time) requestAnimationFrame(tick);
      else resolve({ work, gaps, moved });
    };
    requestAnimationFrame(tick);
  });
}`;
