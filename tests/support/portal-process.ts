/**
 * The portal server of the tests as a process of its own, so that it can be killed or looked at with a browser:
 * `portal-process.ts DATA_DIR PORT [seed]`. With `seed` it has the debtors of {@link SeededPortal}.
 */
import { keepMade } from '../../portal-server/documents/index.ts';
import { makePdf } from '../../portal-server/documents/make-pdf.ts';
import { letterWayIn } from '../../portal-server/portal/index.ts';
import { addDays, day, newId } from '../../src-shared/kernel/index.ts';
import { EMAIL, type MailedCode } from './portal-mailbox.ts';
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
  /** What it has is promised, disputed, blocked and in a plan. */
  held: string;
  /** Opens two customer numbers that are linked. */
  group: string;
  /** The code in a letter to the debtor of {@link EMAIL}. */
  letterCode: string;
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
process.on('message', async () => process.send?.({ code: await mailedCode() } satisfies MailedCode));

async function mailedCode(): Promise<string> {
  const sent = await server.services.store.read((tx) =>
    tx.list('messages', { where: { templateKey: 'portal.code' }, orderBy: { column: 'createdAt' } }),
  );
  return String(sent.at(-1)?.params.code ?? '');
}

async function seeded(): Promise<SeededPortal> {
  const { services } = server;
  const today = day(PICTURE_TODAY.slice(0, 10));
  const own = async (...args: Parameters<typeof addDebtor> extends [unknown, unknown, ...infer Rest] ? Rest : never) =>
    (await addDebtor(services, await addCompany(services), ...args)).link;
  const invoice = (number: string, open: number, dueInDays: number, currency = 'EUR') => {
    const dueDate = addDays(today, dueInDays);
    return { number, amount: open, open, currency, dueDate, issueDate: addDays(dueDate, -30), description: 'Bonen en bekers' };
  };
  /** The debtor of the pictures, with everything held back. */
  const held = async (): Promise<string> => {
    const administrationId = await addCompany(services);
    const debtor = await addDebtor(services, administrationId);
    const base = {
      administrationId,
      debtorId: debtor.debtorId,
      currency: 'EUR',
      createdAt: '2026-03-01T00:00:00.000Z',
      origin: 'portal' as const,
    };
    const planId = newId();
    await services.store.write(async (tx) => {
      const change = async (number: string, values: object) => {
        const row = await tx.get('invoices', debtor.invoices[number] ?? '');
        if (row) await tx.put('invoices', { ...row, ...values });
      };
      const line = (number: string, amount: number) => [{ invoiceId: debtor.invoices[number] ?? '', number, amount, paidBefore: 0 }];
      await change('2025-2817', { planId });
      await change('2026-0142', { promisedUntil: '2026-03-22' });
      await change('2026-0391', { blockedReason: 'advocaat' });
      await change('2026-0177', { open: 0, closedOn: '2026-03-01' });
      const plan = { total: 41_240, lines: line('2025-2817', 41_240), state: 'running' as const, graceDays: 3 };
      await tx.put('paymentPlans', { ...base, id: planId, ...plan });
      for (const [index, dueOn] of ['2026-02-27', '2026-03-10', '2026-04-10'].entries()) {
        const term = {
          position: index + 1,
          dueOn: day(dueOn),
          amount: [13_700, 13_700, 13_840][index] ?? 0,
          paid: index === 0 ? 13_700 : 0,
        };
        await tx.put('instalments', { ...base, id: newId(), planId, ...term, state: index === 0 ? 'paid' : 'due' });
      }
      const promise = { amount: 41_860, lines: line('2026-0142', 41_860), promisedOn: day('2026-03-20'), graceDays: 2 };
      await tx.put('promises', { ...base, id: newId(), ...promise });
      const dispute = { amount: 18_900, lines: line('2026-0298', 18_900), disputeTypeId: 'x', answerBy: day('2026-03-12') };
      await tx.put('disputes', { ...base, id: newId(), ...dispute, state: 'investigating' });
    });
    return debtor.link;
  };
  /** A debtor who can log in, with a linked one in another company. */
  const entry = async (): Promise<Pick<SeededPortal, 'group' | 'letterCode'>> => {
    const [first, second] = [await addCompany(services), await addCompany(services, { name: 'Lindeboer Verhuur', tagline: '' })];
    const groupId = newId();
    const main = await addDebtor(services, first, { email: EMAIL }, PICTURE_INVOICES, { groupId });
    const rented = await addDebtor(services, second, { number: '881', name: 'Oostkade Praktijkruimten B.V.' }, [
      invoice('V-17', 12_345, -9),
    ]);
    await services.store.write(async (tx) => {
      for (const [administrationId, debtorId] of [
        [first, main.debtorId],
        [second, rented.debtorId],
      ] as const) {
        const link = { groupId, groupName: 'Oostkade', linkedAt: '2026-03-01T00:00:00.000Z' };
        await tx.put('debtorGroupMembers', { id: newId(), administrationId, debtorId, ...link });
      }
    });
    const pdf = await makePdf({ title: '2026-0142', author: 'Lindeboer', language: 'nl', content: ['Factuur 2026-0142'] });
    await keepMade(services, pdf, {
      ...{ debtorId: main.debtorId, name: '2026-0142.pdf', mediaType: 'application/pdf', kind: 'copy-invoice' },
      invoiceIds: [main.invoices['2026-0142'] ?? ''],
    });
    return { group: main.link, letterCode: (await letterWayIn(services, { debtorId: main.debtorId, days: 30 })).code };
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
    held: await held(),
    ...(await entry()),
    paleBrand: (await addDebtor(services, pale)).link,
  };
}
