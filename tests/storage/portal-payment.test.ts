import { afterEach, describe, expect, it } from 'vitest';
import { PortalBrowser } from '../support/portal-browser.ts';
import { type PortalServer, startPortalServer } from '../support/portal-server.ts';
import { addCompany, addDebtor, PICTURE_TODAY } from '../support/portfolio.ts';
import { waitFor } from '../support/wait-for.ts';

let server: PortalServer;
afterEach(() => server.stop());

/** Time runs on from the day of the pictures. */
const pictureClock = () => {
  const shift = Date.parse(PICTURE_TODAY) - Date.now();
  return { now: () => new Date(Date.now() + shift) };
};

describe('paying online through the sandbox provider', () => {
  it('goes from the link to money on the way', async () => {
    server = await startPortalServer({ clock: pictureClock() });
    const { services } = server;
    const debtor = await addDebtor(services, await addCompany(services));
    const browser = new PortalBrowser(server.url);

    const overview = await browser.enter(debtor.link);
    expect(overview.text).toContain('Betaal € 784,50');

    const pay = await browser.get('/portal/pay?c=EUR');
    const sent = await browser.post('/portal/pay', [...pay.fields('/portal/pay'), ['action', 'pay']]);
    expect(sent.status).toBe(303);
    expect(sent.location).toContain('/sandbox-provider/checkout/');

    const chosen = await browser.post(sent.location, [['outcome', 'paid']]);
    expect(chosen.location).toContain('/portal/payment/');
    await waitFor(async () => {
      const [payment] = await services.store.read((tx) => tx.list('payments', { where: { debtorId: debtor.debtorId } }));
      expect(payment).toMatchObject({ amount: 78_450, state: 'awaiting-ledger', source: 'portal', method: 'ideal' });
    });
    const rows = await services.store.read((tx) => tx.list('invoices', { where: { debtorId: debtor.debtorId } }));
    expect(Object.fromEntries(rows.map(({ number, onTheWay }) => [number, onTheWay]))).toEqual({
      '2025-2817': 41_240,
      '2026-0142': 41_860,
      '2026-0177': -4_650,
      '2026-0391': 0,
      '2026-0298': 0,
    });
    const status = await browser.get(chosen.location);
    expect(status.text).toContain('Uw betaling is gelukt');
    expect((await browser.get('/portal')).text).toContain('U bent helemaal bij');
  });
});
