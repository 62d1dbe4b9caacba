import { type LooseCredit, type PaidById, paidOf } from '../domain/arranged-lines.ts';
import { type Day, dayAt } from '../kernel/index.ts';
import type { Row } from '../schema/index.ts';
import { invoicesById } from './arranged-invoices.ts';
import { need, type Tx } from './command.ts';

/** What a promise or plan is judged by. */
export interface DebtorMoney {
  debtor: Row<'debtors'>;
  today: Day;
  /** What is off each invoice now. */
  paid: PaidById;
  /** What was off each invoice at the end of a day. */
  paidBy(day: Day): PaidById;
  /** Credits in nobody's lines; what one arrangement takes of them the next does not have. */
  credits: LooseCredit[];
  /** The business day of an instant. */
  dayOf(instant: string): Day;
}

/** Reads the money on some invoices of a debtor; `paidBy` can tell of the days from `since` on. */
export async function loadMoney(
  tx: Tx,
  { timeZone }: Row<'administrations'>,
  debtorId: string,
  { invoiceIds, today, since }: { invoiceIds: ReadonlySet<string>; today: Day; since: Day },
): Promise<DebtorMoney> {
  const debtor = await need(tx, 'debtors', debtorId);
  const invoices = await invoicesById(tx, invoiceIds);
  const movements = await tx.list('allocations', { where: { invoiceId: { in: [...invoiceIds] }, allocatedOn: { gt: since } } });
  const now: PaidById = (id) => {
    const invoice = invoices.get(id);
    return invoice && paidOf(invoice);
  };
  const paidBy =
    (day: Day): PaidById =>
    (id) => {
      const later = movements.filter(({ invoiceId, allocatedOn }) => invoiceId === id && allocatedOn > day);
      const paid = now(id);
      return paid && later.reduce((left, { amount }) => left - amount, paid);
    };
  return {
    debtor,
    today,
    paid: now,
    paidBy,
    credits: await looseCredits(tx, debtorId, invoiceIds),
    dayOf: (at) => dayAt(new Date(at), timeZone),
  };
}

/** Credit notes and payments on account of the debtor that the ledger has not matched with anything. */
async function looseCredits(tx: Tx, debtorId: string, arranged: ReadonlySet<string>): Promise<LooseCredit[]> {
  const open = await tx.list('invoices', { where: { debtorId, open: { lt: 0 } }, orderBy: { column: 'issueDate' } });
  return open
    .filter(({ id, planId }) => !arranged.has(id) && planId === null)
    .map(({ issueDate, currency, open: minor, onTheWay, writtenOff }) => ({ issueDate, currency, left: onTheWay + writtenOff - minor }))
    .filter(({ left }) => left > 0);
}
