import { loadAdministrationSettings } from '../domain/administration-settings.ts';
import { arrangeableOf, fullLines, partialLines, sumOf } from '../domain/arranged-lines.ts';
import { promiseProblem, replacedBy } from '../domain/promises.ts';
import { AppError, type Day } from '../kernel/index.ts';
import type { ArrangedLine, ReplacedPromise, Row } from '../schema/index.ts';
import { arrangedInvoices, invoicesById, type NewArrangement, numbersOf, paidById, refreshHolds } from './arranged-invoices.ts';
import { actorUserId, need, type Tx, type WriterContext } from './command.ts';
import { addTimelineEntry } from './timeline.ts';

export interface NewPromise extends NewArrangement {
  /** Minor units; null is all that is open of the invoices. */
  amount: number | null;
  promisedOn: Day;
}

/**
 * Writes a promise with all that goes with it: it takes the place of earlier promises where they overlap, holds what is
 * promised back from dunning, and is logged as the acknowledgement of the debt that it is (Dutch Civil Code 3:318).
 * Whatever records a promise (a person, the portal, a mail) does so with this.
 * @throws AppError as {@link arrangedInvoices}; `promise.past`, `promise.too-far` {days}, `promise.amount`,
 * `promise.too-much` {open, currency}, `promise.nothing-open`
 */
export async function openPromise(tx: Tx, ctx: WriterContext, given: NewPromise): Promise<Row<'promises'>> {
  const { debtor, promisedOn, origin } = given;
  const { administrationId } = debtor;
  const { timeZone } = await need(tx, 'administrations', administrationId);
  const settings = await loadAdministrationSettings(tx, administrationId, 'promises');
  const invoices = (await arrangedInvoices(tx, given)).filter((invoice) => arrangeableOf(invoice) !== 0);
  const whole = fullLines(invoices);
  const open = sumOf(whole);
  const amount = given.amount ?? open;
  const currency = invoices[0]?.currency ?? '';
  const problem = promiseProblem({ amount, open, promisedOn }, ctx.today(timeZone), settings.maximumDaysAhead);
  if (problem) throw new AppError(`promise.${problem}`, { days: settings.maximumDaysAhead, open, currency });
  const lines = amount === open ? whole : partialLines(invoices, amount);
  const promiseId = ctx.newId();
  const replaces = await takeOver(tx, debtor.id, lines, ctx.today(timeZone));
  await tx.put('promises', {
    id: promiseId,
    administrationId,
    debtorId: debtor.id,
    currency,
    amount,
    lines,
    promisedOn,
    graceDays: settings.graceDays,
    state: 'open',
    received: 0,
    origin,
    requestId: given.requestId ?? null,
    note: given.note ?? '',
    replaces,
    createdAt: ctx.now,
    createdById: actorUserId(ctx),
  });
  await refreshHolds(
    tx,
    debtor.id,
    [...lines, ...replaces.flatMap((each) => each.lines)].map(({ invoiceId }) => invoiceId),
  );
  await addTimelineEntry(tx, ctx, debtor, {
    kind: replaces.length > 0 ? 'promise-moved' : 'promise-recorded',
    category: 'arrangement',
    refId: promiseId,
    params: { amount, currency, promisedOn, invoices: numbersOf(lines), acknowledged: 1, text: given.note ?? '' },
  });
  return need(tx, 'promises', promiseId);
}

/** Lets lines take the place of earlier open promises on the same invoices; returns these as they were. */
export async function takeOver(tx: Tx, debtorId: string, lines: readonly ArrangedLine[], today: Day): Promise<ReplacedPromise[]> {
  const earlier = await tx.list('promises', { where: { debtorId, state: 'open' }, orderBy: { column: 'id' } });
  const invoices = await invoicesById(
    tx,
    [...earlier.flatMap((promise) => promise.lines), ...lines].map(({ invoiceId }) => invoiceId),
  );
  const arrangeable = (invoiceId: string): number => {
    const invoice = invoices.get(invoiceId);
    return invoice ? arrangeableOf(invoice) : 0;
  };
  const replaced = replacedBy(lines, earlier, arrangeable, paidById(invoices.values()));
  for (const { before, lines: left, amount } of replaced) {
    const promise = await need(tx, 'promises', before.promiseId);
    if (amount > 0) await tx.put('promises', { ...promise, lines: left, amount });
    else await tx.put('promises', { ...promise, state: 'withdrawn', decidedOn: today });
  }
  return replaced.map(({ before }) => before);
}
