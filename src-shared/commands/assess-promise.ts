import { lookOn, receivedOn, takeCredits } from '../domain/arranged-lines.ts';
import { isDecided, type PromiseMoney, promiseState } from '../domain/promises.ts';
import type { Row } from '../schema/index.ts';
import { numbersOf } from './arranged-invoices.ts';
import type { Tx, WriterContext } from './command.ts';
import type { DebtorMoney } from './debtor-money.ts';
import { notifyUser } from './notify.ts';
import { cancelActions } from './open-plan.ts';
import { addTimelineEntry } from './timeline.ts';
import { addAction } from './work.ts';

/** Brings one promise in line with the money. One that is not kept becomes an action, unless all of it came after all. */
export async function assessPromise(tx: Tx, ctx: WriterContext, promise: Row<'promises'>, money: DebtorMoney): Promise<void> {
  const { debtor, today } = money;
  const came = moneyFor(promise, money);
  const { state, received } = promiseState(promise, came, today);
  if (came.now >= promise.amount) await cancelActions(tx, ctx, debtor.id, promise.id);
  if (state === promise.state && received === promise.received) return;
  const changed = state !== promise.state;
  const decidedOn = !isDecided(state) ? null : changed ? today : promise.decidedOn;
  await tx.put('promises', { ...promise, state, received, decidedOn });
  if (!changed) return;
  const { amount, currency, promisedOn, lines } = promise;
  const kind = state === 'open' ? 'promise-reopened' : `promise-${state}`;
  const params = { amount, currency, promisedOn, receivedAmount: received, invoices: numbersOf(lines) };
  await addTimelineEntry(tx, ctx, debtor, { kind, category: 'arrangement', refId: promise.id, params });
  const disappoints = state === 'broken' || state === 'partly-kept';
  if (disappoints && came.now < amount) await askToFollowUp(tx, ctx, promise, money);
}

function moneyFor(promise: Row<'promises'>, { today, paid, paidBy, credits, dayOf }: DebtorMoney): PromiseMoney {
  const { lines, amount, currency, promisedOn, graceDays, createdAt } = promise;
  const look = lookOn(promisedOn, graceDays);
  const onLines = receivedOn(lines, amount, paid);
  const loose = takeCredits(credits, amount - onLines, currency, dayOf(createdAt), today < look ? today : look);
  return { now: onLines + loose, inTime: Math.min(amount, receivedOn(lines, amount, paidBy(look)) + loose) };
}

async function askToFollowUp(tx: Tx, ctx: WriterContext, promise: Row<'promises'>, { debtor, today }: DebtorMoney): Promise<void> {
  const invoiceIds = promise.lines.map(({ invoiceId }) => invoiceId);
  await addAction(tx, ctx, debtor, { kind: 'promise-broken', dueOn: today, invoiceIds, refId: promise.id, source: 'system' });
  if (!debtor.assigneeId) return;
  await notifyUser(tx, ctx, {
    administrationId: debtor.administrationId,
    userId: debtor.assigneeId,
    kind: 'promise-broken',
    debtorId: debtor.id,
    refId: promise.id,
    params: { debtor: debtor.name, amount: promise.amount, currency: promise.currency, promisedOn: promise.promisedOn },
  });
}
