import { addDays, type Day, newId } from '../../src-shared/kernel/index.ts';
import type { Row } from '../../src-shared/schema/index.ts';
import type { WriteTx } from '../storage/store.ts';

const DAYS = 8;
/** Payments and finished actions per day, today last. */
const PAYMENTS = [2, 0, 3, 2, 4, 1, 2, 1];
const ACTIONS = [31, 0, 36, 38, 33, 41, 29, 6];

/** A week behind the collector: money that came in on paid invoices, and the work that was finished. */
export async function demoWeek(tx: WriteTx, now: Date, today: Day, administrationId: string): Promise<void> {
  const debtors = await tx.list('debtors', { where: { administrationId }, orderBy: { column: 'number', direction: 'desc' }, limit: 60 });
  let place = 0;
  const next = (): Row<'debtors'> => {
    place += 1;
    const debtor = debtors[(place * 7) % debtors.length];
    if (!debtor) throw new Error('demo: no debtors');
    return debtor;
  };
  for (let index = 0; index < DAYS; index += 1) {
    const day = addDays(today, index - DAYS + 1);
    for (let n = 0; n < (PAYMENTS[index] ?? 0); n += 1) await paidInvoice(tx, now, next(), day, index * 10 + n);
    for (let n = 0; n < (ACTIONS[index] ?? 0); n += 1) await finishedAction(tx, now, next(), day, n);
  }
}

async function paidInvoice(tx: WriteTx, now: Date, debtor: Row<'debtors'>, day: Day, place: number): Promise<void> {
  const own = { administrationId: debtor.administrationId, debtorId: debtor.id };
  const amount = 64_000 + ((place * 104_729) % 420_000);
  const invoiceId = newId(now);
  await tx.put('invoices', {
    ...own,
    ...{ id: invoiceId, number: `F26-0${5_200 + place}`, currency: 'EUR', amount, open: 0, closedOn: day },
    ...{ issueDate: addDays(day, -41), dueDate: addDays(day, -11) },
  });
  await tx.put('allocations', { ...own, id: newId(now), invoiceId, amount, allocatedOn: day });
}

async function finishedAction(tx: WriteTx, now: Date, debtor: Row<'debtors'>, day: Day, place: number): Promise<void> {
  const minute = String((place * 7) % 60).padStart(2, '0');
  await tx.put('actions', {
    ...{ id: newId(now), administrationId: debtor.administrationId, debtorId: debtor.id },
    ...{ kind: 'call', dueOn: day, source: 'workflow', state: 'done' },
    ...{ assigneeId: debtor.assigneeId, finishedById: debtor.assigneeId },
    ...{ createdAt: `${addDays(day, -1)}T05:00:00.000Z`, finishedAt: `${day}T0${5 + (place % 4)}:${minute}:00.000Z` },
  });
}
