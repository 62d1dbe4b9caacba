import type { Services } from '../../portal-server/app/services.ts';
import { type Clock, day, newId } from '../../src-shared/kernel/index.ts';
import type { NewRow } from '../../src-shared/schema/index.ts';

/** The company and the debtor of the reference pictures; today is 10 March 2026 there. */
export const PICTURE_TODAY = '2026-03-10T10:00:00Z';

/** Time runs on from the day of the pictures. */
export function pictureClock(): Clock {
  const shift = Date.parse(PICTURE_TODAY) - Date.now();
  return { now: () => new Date(Date.now() + shift) };
}

type Invoice = Partial<NewRow<'invoices'>> & Pick<NewRow<'invoices'>, 'number' | 'amount' | 'open' | 'dueDate' | 'issueDate'>;

export const PICTURE_INVOICES: Invoice[] = [
  {
    number: '2025-2817',
    amount: 61_240,
    open: 41_240,
    issueDate: day('2025-12-08'),
    dueDate: day('2026-01-07'),
    description: 'Bonen en bekers',
  },
  {
    number: '2026-0142',
    amount: 41_860,
    open: 41_860,
    issueDate: day('2026-01-12'),
    dueDate: day('2026-02-11'),
    description: 'Bonen en bekers',
  },
  {
    number: '2026-0177',
    kind: 'credit-note',
    amount: -4_650,
    open: -4_650,
    issueDate: day('2026-01-19'),
    dueDate: day('2026-01-19'),
    description: 'Retour koffiebonen',
  },
  {
    number: '2026-0391',
    amount: 41_860,
    open: 41_860,
    issueDate: day('2026-02-09'),
    dueDate: day('2026-03-11'),
    description: 'Bonen en bekers',
  },
  {
    number: '2026-0298',
    amount: 18_900,
    open: 18_900,
    issueDate: day('2026-01-28'),
    dueDate: day('2026-02-27'),
    disputedAmount: 18_900,
    description: 'Onderhoud machine',
  },
];

export async function addCompany(services: Services, values: Partial<NewRow<'administrations'>> = {}): Promise<string> {
  const id = newId();
  await services.store.write((tx) =>
    tx.put('administrations', {
      id,
      code: id.slice(-6),
      name: 'Lindeboer',
      tagline: 'koffie voor thuis en werk',
      legalName: 'Lindeboer Koffie B.V.',
      currency: 'EUR',
      iban: 'NL91ABNA0417164300',
      phone: '085 000 12 34',
      phoneHours: 'ma t/m vr 9.00–17.00 uur',
      email: 'debiteuren@lindeboer.example',
      chamberOfCommerce: '00001234',
      signatory: 'Marit de Groot',
      brandColor: '#0B5563',
      ...values,
    }),
  );
  return id;
}

export interface SeededDebtor {
  debtorId: string;
  accessId: string;
  /** Invoice ids by number. */
  invoices: Record<string, string>;
  /** Path of the debtor's link. */
  link: string;
}

export async function addDebtor(
  services: Services,
  administrationId: string,
  values: Partial<NewRow<'debtors'>> = {},
  invoices: readonly Invoice[] = PICTURE_INVOICES,
  access: Partial<NewRow<'portalAccess'>> = {},
): Promise<SeededDebtor> {
  const [debtorId, accessId] = [newId(), newId()];
  const now = services.clock.now();
  const ids: Record<string, string> = {};
  await services.store.write(async (tx) => {
    const createdAt = now.toISOString();
    await tx.put('debtors', { id: debtorId, administrationId, number: '20417', name: 'Fysiotherapie Oostkade B.V.', createdAt, ...values });
    for (const invoice of invoices) {
      const id = newId();
      ids[invoice.number] = id;
      await tx.put('invoices', { id, administrationId, debtorId, currency: 'EUR', ...invoice });
    }
    const expiresAt = new Date(now.getTime() + 30 * 86_400_000).toISOString();
    await tx.put('portalAccess', { id: accessId, administrationId, debtorId, createdAt, expiresAt, ...access });
  });
  return { debtorId, accessId, invoices: ids, link: `/p/${services.keys.signAccess(accessId)}` };
}
