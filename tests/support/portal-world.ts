import { onTestFinished } from 'vitest';
import type { Row } from '../../src-shared/schema/index.ts';
import { type Page, PortalBrowser } from './portal-browser.ts';
import { type PortalServer, type PortalServerOptions, startPortalServer } from './portal-server.ts';
import { addCompany, addDebtor, pictureClock, type SeededDebtor } from './portfolio.ts';

/** A server with the company and the debtor of the pictures, and that debtor's browser inside the portal. */
export interface PortalWorld {
  server: PortalServer;
  companyId: string;
  debtor: SeededDebtor;
  browser: PortalBrowser;
}

export async function portalWorld(options: PortalServerOptions = {}): Promise<PortalWorld> {
  const server = await startPortalServer({ clock: pictureClock(), ...options });
  onTestFinished(() => server.stop());
  const companyId = await addCompany(server.services);
  const debtor = await addDebtor(server.services, companyId);
  const browser = new PortalBrowser(server.url);
  await browser.enter(debtor.link);
  return { server, companyId, debtor, browser };
}

/** Presses the pay button of the page at an address, as it stands or with some fields changed. */
export async function pressPay(browser: PortalBrowser, path = '/portal/pay?c=EUR', changes: Record<string, string> = {}): Promise<Page> {
  const page = await browser.get(path);
  const fields = page.fields('/portal/pay').filter(([name]) => !(name in changes));
  return browser.post('/portal/pay', [...fields, ...Object.entries(changes), ['action', 'pay']]);
}

/** What the books say of a debtor. */
export async function booksOf({ server, debtor }: Pick<PortalWorld, 'server' | 'debtor'>) {
  const where = { debtorId: debtor.debtorId };
  return server.services.store.read(async (tx) => ({
    intents: await tx.list('paymentIntents', { where }),
    payments: await tx.list('payments', { where }),
    allocations: await tx.list('allocations', { where }),
    actions: await tx.list('actions', { where }),
    timeline: await tx.list('timelineEntries', { where }),
    onTheWay: Object.fromEntries((await tx.list('invoices', { where })).map((invoice) => [invoice.number, invoice.onTheWay])),
    invoices: await tx.list('invoices', { where }),
    callbacks: await tx.list('providerCallbacks', { where: {} }),
  }));
}

export type Books = Awaited<ReturnType<typeof booksOf>>;

/** What must hold whatever has happened: every paid intent is one payment, and every cent of it is somewhere. */
export function brokenRules(books: Books): string[] {
  const broken: string[] = [];
  const sum = (rows: readonly Pick<Row<'allocations'>, 'amount' | 'awaiting'>[], key: 'amount' | 'awaiting'): number =>
    rows.reduce((total, row) => total + row[key], 0);
  for (const intent of books.intents) {
    const booked = books.payments.filter((payment) => payment.paymentIntentId === intent.id);
    if (booked.length !== (intent.status === 'paid' ? 1 : 0))
      broken.push(`intent ${intent.id} (${intent.status}) is ${booked.length} payments`);
  }
  for (const payment of books.payments) {
    const parts = books.allocations.filter((allocation) => allocation.paymentId === payment.id);
    const held = payment.amount - payment.reversed;
    if (sum(parts, 'amount') > held) broken.push(`payment ${payment.id} has more on documents than ${held}`);
  }
  for (const invoice of books.invoices) {
    const waiting = sum(
      books.allocations.filter((allocation) => allocation.invoiceId === invoice.id),
      'awaiting',
    );
    if (waiting !== invoice.onTheWay) broken.push(`${invoice.number}: ${invoice.onTheWay} on the way, ${waiting} allocated`);
    const left = invoice.open - invoice.onTheWay;
    if (left !== 0 && Math.sign(left) !== Math.sign(invoice.open)) broken.push(`${invoice.number} is paid beyond its balance`);
  }
  return broken;
}
