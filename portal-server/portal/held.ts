import type { InvoiceFacts } from '../../src-shared/domain/portal-overview.ts';
import type { Day } from '../../src-shared/kernel/index.ts';
import type { DisputeState, Row } from '../../src-shared/schema/index.ts';
import type { ReadTx } from '../storage/store.ts';

/** A plan that runs, with its terms in order. */
export interface RunningPlan {
  plan: Row<'paymentPlans'>;
  instalments: Row<'instalments'>[];
}

/** What the arrangements say of invoices that are not asked now. */
export interface HeldFacts {
  /** By invoice: the day a promise names, without the days of grace after it. */
  promisedOn: ReadonlyMap<string, Day>;
  /** By invoice: the last day on which the complaint is answered, and whether it waits for the debtor. */
  dispute: ReadonlyMap<string, { answerBy: Day; waitsForDebtor: boolean }>;
  /** By invoice: who collects it now. */
  partner: ReadonlyMap<string, string>;
  plans: readonly RunningPlan[];
}

export const NOTHING_HELD: HeldFacts = { promisedOn: new Map(), dispute: new Map(), partner: new Map(), plans: [] };

const OPEN_DISPUTES: readonly DisputeState[] = ['new', 'investigating', 'waiting-debtor'];

/** Reads only what the invoices say there is: for most debtors nothing. */
export async function heldFacts(tx: ReadTx, debtorId: string, invoices: readonly InvoiceFacts[]): Promise<HeldFacts> {
  const [promised, disputed, planned, handed] = [
    invoices.some((invoice) => invoice.promisedUntil !== null),
    invoices.some((invoice) => invoice.disputedAmount > 0),
    invoices.some((invoice) => invoice.planId !== null),
    invoices.some((invoice) => invoice.handOverId !== null),
  ];
  if (!promised && !disputed && !planned && !handed) return NOTHING_HELD;
  const promises = promised ? await tx.list('promises', { where: { debtorId, state: 'open' }, orderBy: { column: 'promisedOn' } }) : [];
  const disputes = disputed ? await tx.list('disputes', { where: { debtorId, state: { in: OPEN_DISPUTES } } }) : [];
  const handOvers = handed ? await tx.list('handOvers', { where: { debtorId, state: 'handed-over' } }) : [];
  return {
    promisedOn: new Map(promises.flatMap(({ lines, promisedOn }) => lines.map((line) => [line.invoiceId, promisedOn] as const))),
    dispute: new Map(
      disputes.flatMap(({ lines, answerBy, state }) =>
        lines.map((line) => [line.invoiceId, { answerBy, waitsForDebtor: state === 'waiting-debtor' }] as const),
      ),
    ),
    partner: new Map(handOvers.flatMap(({ lines, partner }) => lines.map((line) => [line.invoiceId, partner] as const))),
    plans: planned ? await runningPlans(tx, debtorId) : [],
  };
}

export async function runningPlans(tx: ReadTx, debtorId: string): Promise<RunningPlan[]> {
  const plans = await tx.list('paymentPlans', { where: { debtorId, state: 'running' }, orderBy: { column: 'createdAt' } });
  if (plans.length === 0) return [];
  const where = { planId: { in: plans.map(({ id }) => id) } };
  const instalments = await tx.list('instalments', { where, orderBy: { column: 'position' } });
  return plans.map((plan) => ({ plan, instalments: instalments.filter(({ planId }) => planId === plan.id) }));
}
