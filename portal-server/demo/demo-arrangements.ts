import type { WriterContext } from '../../src-shared/commands/command.ts';
import { openPlan } from '../../src-shared/commands/open-plan.ts';
import { openPromise } from '../../src-shared/commands/open-promise.ts';
import { proposeSchedule } from '../../src-shared/domain/payment-plans.ts';
import { addDays, type Day, daysBetween, newId } from '../../src-shared/kernel/index.ts';
import type { Row } from '../../src-shared/schema/index.ts';
import type { WriteTx } from '../storage/store.ts';

/** Of the pictures: Kuipers keeps its word twice out of three times, and Jansen pays today. */
const KUIPERS = '104512';
const JANSEN = '104118';
const DE_LINDE = '105140';

/** Promises that run, were kept and were broken, and payment plans: one that begins, one that is half paid. */
export async function demoArrangements(tx: WriteTx, now: Date, today: Day, administrationId: string): Promise<void> {
  const demo = new Arrangements(tx, now, today, administrationId);
  await demo.keptPromises(KUIPERS, 2);
  await demo.brokenPromise(KUIPERS, { late: 19, agreed: 10, promised: 3 });
  await demo.runningPromise(KUIPERS, { late: 33, agreed: 7, promised: 3 });
  await demo.runningPromise(JANSEN, { late: 41, agreed: 5, promised: 0 });
  await demo.keptPromises(JANSEN, 1);
  await demo.newPlan(DE_LINDE, { late: 83, terms: 4 });
  await demo.halfPaidPlan();
}

/** Days before today, and for `promised` after it. */
interface PromiseDays {
  /** Days the invoice it is about is overdue. */
  late: number;
  agreed: number;
  promised: number;
}

class Arrangements {
  private readonly tx: WriteTx;
  private readonly now: Date;
  private readonly today: Day;
  private readonly administrationId: string;

  constructor(tx: WriteTx, now: Date, today: Day, administrationId: string) {
    this.tx = tx;
    this.now = now;
    this.today = today;
    this.administrationId = administrationId;
  }

  /** Made as a collector made it so many days ago. */
  async runningPromise(number: string, { late, agreed, promised }: PromiseDays): Promise<void> {
    const debtor = await this.debtor(number);
    const { id } = await this.invoiceLate(debtor, late);
    const promisedOn = addDays(this.today, promised);
    await openPromise(this.tx, this.ctx(debtor, agreed), { debtor, invoiceIds: [id], amount: null, promisedOn, origin: 'collector' });
  }

  /** A promise whose day is `promised` days ago, that was looked at yesterday morning and had brought nothing. */
  async brokenPromise(number: string, { late, agreed, promised }: PromiseDays): Promise<void> {
    const debtor = await this.debtor(number);
    const invoice = await this.invoiceLate(debtor, late);
    const promisedOn = addDays(this.today, -promised);
    const decidedOn = addDays(promisedOn, 2);
    const promise = this.promiseRow(debtor, invoice, { promisedOn, agreed, amount: invoice.open });
    await this.tx.put('promises', { ...promise, state: 'broken', decidedOn });
    // The action that the debtor's file has for it is about this promise.
    const [action] = await this.tx.list('actions', { where: { debtorId: debtor.id, state: 'open' } });
    if (action) await this.tx.put('actions', { ...action, refId: promise.id });
    await this.tell(promise, promise.createdAt, 'promise-recorded', { invoices: invoice.number, acknowledged: 1, text: '' });
    await this.tell(promise, `${decidedOn}T05:00:00.000Z`, 'promise-broken', { invoices: invoice.number, receivedAmount: 0 });
  }

  /** On invoices that have been paid long ago, a day before they were paid. */
  async keptPromises(number: string, count: number): Promise<void> {
    const debtor = await this.debtor(number);
    const paid = await this.tx.list('invoices', { where: { debtorId: debtor.id, open: 0 }, orderBy: { column: 'number' }, limit: count });
    for (const invoice of paid) {
      const promisedOn = invoice.closedOn ?? this.today;
      const promise = this.promiseRow(debtor, invoice, {
        ...{ promisedOn, agreed: 5 + daysBetween(promisedOn, this.today) },
        amount: invoice.amount,
      });
      await this.tx.put('promises', { ...promise, state: 'kept', received: invoice.amount, decidedOn: promisedOn });
    }
  }

  async newPlan(number: string, { late, terms: count }: { late: number; terms: number }): Promise<void> {
    const debtor = await this.debtor(number);
    const invoice = await this.invoiceLate(debtor, late);
    const firstOn = addDays(this.today, 6);
    const terms = proposeSchedule({ total: invoice.open, terms: count, firstOn, interval: 'monthly' });
    const note = 'Laagseizoen, daarom elke maand een deel.';
    await openPlan(this.tx, this.ctx(debtor, 4), { debtor, invoiceIds: [invoice.id], terms, note, origin: 'collector' });
  }

  /** Over the first generated invoice of which half has been paid: two of its four terms are behind it. */
  async halfPaidPlan(): Promise<void> {
    const candidates = await this.tx.list('invoices', {
      where: {
        administrationId: this.administrationId,
        dueDate: { lt: addDays(this.today, -40), gt: addDays(this.today, -60) },
        open: { gt: 0 },
      },
      orderBy: { column: 'number' },
    });
    const invoice = candidates.find(({ amount, open, planId }) => open < amount && planId === null);
    const debtor = invoice && (await this.tx.get('debtors', invoice.debtorId));
    if (!invoice || !debtor) throw new Error('demo: no invoice is half paid');
    const { administrationId } = this;
    const { dueDate, amount, open, currency, number } = invoice;
    const plan = { id: newId(this.now), administrationId, debtorId: debtor.id, currency };
    const createdAt = `${dueDate}T09:30:00.000Z`;
    const rules = { graceDays: 3, remindDaysBefore: 3, lapseAfterMissed: 2 };
    const lines = [{ invoiceId: invoice.id, number, amount, paidBefore: 0 }];
    const byWhom = { origin: 'collector' as const, createdById: debtor.assigneeId };
    await this.tx.put('paymentPlans', {
      ...plan,
      ...rules,
      ...byWhom,
      total: amount,
      lines,
      state: 'running',
      createdAt,
      confirmedAt: createdAt,
    });
    let paid = amount - open;
    for (const [index, term] of proposeSchedule({ total: amount, terms: 4, firstOn: addDays(dueDate, 4), interval: 'monthly' }).entries()) {
      const part = Math.min(paid, term.amount);
      paid -= part;
      const { currency: _currency, id: planId, ...owner } = plan;
      const state = part === term.amount ? 'paid' : 'due';
      await this.tx.put('instalments', { id: newId(this.now), ...owner, planId, position: index + 1, ...term, paid: part, state });
    }
    await this.tx.put('invoices', { ...invoice, planId: plan.id });
  }

  private promiseRow(
    debtor: Row<'debtors'>,
    invoice: Row<'invoices'>,
    { promisedOn, agreed, amount }: { promisedOn: Day; agreed: number; amount: number },
  ) {
    const { administrationId } = this;
    return {
      ...{ id: newId(this.now), administrationId, debtorId: debtor.id, currency: invoice.currency, amount, promisedOn, graceDays: 2 },
      ...{ createdAt: this.at(agreed), createdById: debtor.assigneeId, origin: 'collector' as const },
      lines: [{ invoiceId: invoice.id, number: invoice.number, amount, paidBefore: 0 }],
    };
  }

  private async tell(
    promise: ReturnType<Arrangements['promiseRow']>,
    at: string,
    kind: string,
    more: Record<string, string | number>,
  ): Promise<void> {
    const { id: refId, administrationId, debtorId, amount, currency, promisedOn, createdById } = promise;
    const actorId = kind === 'promise-recorded' ? createdById : null;
    const params = { amount, currency, promisedOn, ...more };
    await this.tx.put('timelineEntries', {
      id: newId(this.now),
      administrationId,
      debtorId,
      at,
      kind,
      category: 'arrangement',
      actorId,
      refId,
      params,
    });
  }

  private async debtor(number: string): Promise<Row<'debtors'>> {
    const [debtor] = await this.tx.list('debtors', { where: { administrationId: this.administrationId, number } });
    if (!debtor) throw new Error(`demo: no debtor ${number}`);
    return debtor;
  }

  private async invoiceLate(debtor: Row<'debtors'>, late: number): Promise<Row<'invoices'>> {
    const where = { debtorId: debtor.id, dueDate: addDays(this.today, -late), open: { gt: 0 } };
    const [invoice] = await this.tx.list('invoices', { where, limit: 1 });
    if (!invoice) throw new Error(`demo: ${debtor.name} has no invoice ${late} days late`);
    return invoice;
  }

  /** As the debtor's own collector, so many days ago. */
  private ctx({ assigneeId }: Row<'debtors'>, days: number): WriterContext {
    const actor: WriterContext['actor'] = assigneeId ? { kind: 'user', userId: assigneeId, roles: [] } : { kind: 'system', name: 'demo' };
    return { actor, now: this.at(days), today: () => addDays(this.today, -days), newId: () => newId(this.now) };
  }

  private at(daysAgo: number): string {
    return `${addDays(this.today, -daysAgo)}T09:41:00.000Z`;
  }
}
