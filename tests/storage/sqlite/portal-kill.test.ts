import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { PortalBrowser } from '../../support/portal-browser.ts';
import { startPortalServer } from '../../support/portal-server.ts';
import { booksOf, brokenRules, pressPay } from '../../support/portal-world.ts';
import { addCompany, addDebtor, pictureClock, type SeededDebtor } from '../../support/portfolio.ts';
import { tempDir } from '../../support/temp-dir.ts';
import { waitFor } from '../../support/wait-for.ts';

/** Milliseconds after the debtor's press at the provider at which the server is killed. */
const MOMENTS = [0, 3, 8, 16, 30];

async function startProcess(dataDir: string, port: number): Promise<{ child: ChildProcess; url: string }> {
  const child = fork(new URL('../../support/portal-process.ts', import.meta.url), [dataDir, String(port)], {
    execArgv: ['--import', 'tsx'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const [{ url }] = (await once(child, 'message')) as [{ url: string }];
  return { child, url };
}

describe('a server that is killed while a payment comes in', () => {
  it('has booked it exactly once after the restart, whenever it was', async () => {
    const dataDir = tempDir();
    const seeding = await startPortalServer({ dataDir, clock: pictureClock(), jobs: false });
    const debtors: SeededDebtor[] = [];
    for (let index = 0; index <= MOMENTS.length; index += 1)
      debtors.push(await addDebtor(seeding.services, await addCompany(seeding.services)));
    const port = Number(new URL(seeding.url).port);
    await seeding.stop({ remove: false });

    let { child, url } = await startProcess(dataDir, port);
    for (const [index, moment] of MOMENTS.entries()) {
      const browser = new PortalBrowser(url);
      await browser.enter(debtors[index]?.link ?? '');
      const sent = await pressPay(browser);
      // The answer may be lost with the server: whether the choice was taken, the provider knows.
      const chosen = browser.post(sent.location, [['outcome', 'paid']]).catch(() => undefined);
      await pause(moment);
      child.kill('SIGKILL');
      await Promise.all([once(child, 'exit'), chosen]);
      ({ child, url } = await startProcess(dataDir, port));
      await new PortalBrowser(url).post(sent.location, [['outcome', 'paid']]);
    }
    // Killed between the press of our own button and the provider's page, too: pressing again goes on.
    const browser = new PortalBrowser(url);
    await browser.enter(debtors.at(-1)?.link ?? '');
    const page = await browser.get('/portal/pay?c=EUR');
    const fields: [string, string][] = [...page.fields('/portal/pay'), ['action', 'pay']];
    const lost = browser.post('/portal/pay', fields).catch(() => undefined);
    await pause(3);
    child.kill('SIGKILL');
    await Promise.all([once(child, 'exit'), lost]);
    ({ child, url } = await startProcess(dataDir, port));
    const again = await browser.post('/portal/pay', fields);
    expect(again.location).toContain('/checkout/');
    await browser.post(again.location, [['outcome', 'paid']]);
    await pause(1_500);
    child.kill('SIGKILL');
    await once(child, 'exit');

    const server = await startPortalServer({ dataDir, port, clock: pictureClock() });
    onTestFinished(() => server.stop({ remove: false }));
    for (const debtor of debtors) {
      await waitFor(async () => {
        const books = await booksOf({ server, debtor });
        expect(books.payments).toMatchObject([{ amount: 78_450, state: 'awaiting-ledger' }]);
        expect(brokenRules(books)).toEqual([]);
        expect(books.timeline.filter((entry) => entry.kind === 'portal-payment')).toHaveLength(1);
        expect(books.actions).toEqual([]);
      }, 20_000);
    }
  }, 180_000);
});
