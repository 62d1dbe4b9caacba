/**
 * The portal server of the tests as a process of its own, so that it can be killed or looked at with a browser:
 * `portal-process.ts DATA_DIR PORT [seed]`. With `seed` it has the debtors of {@link SeededPortal}.
 */
import { addDays, day } from '../../src-shared/kernel/index.ts';
import { startPortalServer } from './portal-server.ts';
import { addCompany, addDebtor, PICTURE_INVOICES, PICTURE_TODAY, pictureClock } from './portfolio.ts';

/** Paths of links. */
export interface SeededPortal {
  /** The debtor of the pictures, once for each that a test wants to itself. */
  picture: string[];
  upToDate: string;
  inCredit: string;
  currencies: string;
  expired: string;
  paleBrand: string;
}

export interface PortalProcessMessage {
  url: string;
  links: SeededPortal | null;
}

const [, , dataDir = '', port = '0', seed] = process.argv;
const server = await startPortalServer({ dataDir, port: Number(port), clock: pictureClock() });
const message: PortalProcessMessage = { url: server.url, links: seed ? await seeded() : null };
process.send?.(message);

async function seeded(): Promise<SeededPortal> {
  const { services } = server;
  const today = day(PICTURE_TODAY.slice(0, 10));
  const own = async (...args: Parameters<typeof addDebtor> extends [unknown, unknown, ...infer Rest] ? Rest : never) =>
    (await addDebtor(services, await addCompany(services), ...args)).link;
  const invoice = (number: string, open: number, dueInDays: number, currency = 'EUR') => {
    const dueDate = addDays(today, dueInDays);
    return { number, amount: open, open, currency, dueDate, issueDate: addDays(dueDate, -30), description: 'Bonen en bekers' };
  };
  const picture: string[] = [];
  for (let index = 0; index < 8; index += 1) picture.push(await own());
  const pale = await addCompany(services, { name: 'Zonneveld Bloemen', tagline: 'sinds 1911', brandColor: '#FFD84D' });
  return {
    picture,
    upToDate: await own({}, [invoice('2026-1', 41_860, 12)]),
    inCredit: await own({}, [{ ...invoice('C-1', -4_650, -3), kind: 'credit-note' }]),
    currencies: await own({}, [...PICTURE_INVOICES, invoice('US-1', 125_000, -12, 'USD'), invoice('US-2', 5_000, 9, 'USD')]),
    expired: await own({}, [], { expiresAt: '2026-03-01T00:00:00.000Z' }),
    paleBrand: (await addDebtor(services, pale)).link,
  };
}
