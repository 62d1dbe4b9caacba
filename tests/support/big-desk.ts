import type { Cache } from '../../src-main/cache/cache.ts';
import { addDays, type Day } from '../../src-shared/kernel/index.ts';
import { type PromiseState, REQUEST_KINDS, type RequestKind } from '../../src-shared/schema/index.ts';
import { CREATED, idOf, type Put, pick, randomFrom, USERS } from './big-cache.ts';

/** What a company's own work leaves in a cache beside ledger and timeline. Everything grows with the number of debtors. */
export function fillDesk(put: Put, cache: Cache, today: Day): void {
  new Desk(put, cache, today).fill();
}

interface Of {
  debtorId: string;
  administrationId: string;
}
/** A debtor with an open invoice of it. */
interface Known extends Of {
  invoiceId: string;
  number: string;
  open: number;
  currency: string;
}

const BUSY_DOCUMENTS = 300;
const PROMISE_STATES: readonly PromiseState[] = ['open', 'kept', 'kept', 'kept', 'partly-kept', 'broken'];

class Desk {
  private readonly put: Put;
  private readonly cache: Cache;
  private readonly today: Day;
  private readonly random = randomFrom(7_001);
  private lastId = 0;
  private readonly administrations: string[];

  constructor(put: Put, cache: Cache, today: Day) {
    this.put = put;
    this.cache = cache;
    this.today = today;
    this.administrations = (cache.writer.database.prepare('SELECT id FROM administrations').all() as { id: string }[]).map(({ id }) => id);
  }

  fill(): void {
    for (const administrationId of this.administrations) this.office(administrationId);
    this.money();
    const known = this.cache.writer.database
      .prepare(
        `SELECT debtor_id AS debtorId, administration_id AS administrationId, id AS invoiceId, number, max(open) AS open, currency
         FROM invoices WHERE open > 0 GROUP BY debtor_id`,
      )
      .all() as Known[];
    for (const [index, of] of known.entries()) this.debtor(of, index);
  }

  private debtor(of: Known, index: number): void {
    const every = (n: number): boolean => index % n === 0;
    const { debtorId, administrationId } = of;
    const owner = { debtorId, administrationId };
    if (every(20)) this.promise(of);
    if (every(50)) this.plan(of);
    if (every(25)) this.dispute(of);
    if (every(20)) this.request(of, index);
    if (every(10)) this.thread(owner);
    if (every(40)) this.task(of);
    if (every(100)) this.settlement(of);
    if (every(100) || index % 100 === 1) this.member(owner, Math.floor(index / 100));
    if (every(3)) this.put('portalAccess', { id: this.id(), ...owner, createdAt: this.ago(200), expiresAt: this.ahead(365) });
    const documents = index === 0 ? BUSY_DOCUMENTS : every(5) ? 1 : 0;
    for (let document = 0; document < documents; document += 1) this.document(of, document);
    this.put('actions', {
      ...{ id: this.id(), ...owner, kind: 'call', dueOn: addDays(this.today, -this.random(300)), state: 'done', source: 'workflow' },
      ...{ createdAt: CREATED, finishedAt: this.ago(300), finishedById: this.user() },
    });
  }

  /** A company's own settings. */
  private office(administrationId: string): void {
    const keys = ['price', 'not-delivered', 'damaged', 'unknown', 'already-paid', 'other'];
    for (const [position, key] of keys.entries()) {
      this.put('disputeTypes', { id: `${administrationId}:${key}`, administrationId, key, position, inPortal: true, active: true });
    }
    const workflowId = `${administrationId}:workflow`;
    this.put('workflows', { id: workflowId, administrationId, name: 'Standard', isDefault: true, active: true });
    for (const [index, name] of ['reminder.friendly', 'reminder', 'demand.final'].entries()) {
      this.put('workflowSteps', {
        ...{ id: this.id(), administrationId, workflowId, position: index + 1, name, daysAfterDue: 7 + index * 14 },
        ...{ channel: 'email', templateKey: name },
      });
    }
    for (let position = 0; position < 10; position += 1) {
      const rule = { nameFrom: String.fromCharCode(65 + position * 2), nameTo: String.fromCharCode(66 + position * 2) };
      this.put('assignmentRules', { id: this.id(), administrationId, position, rule, assigneeId: this.user(), active: true });
      this.put('savedViews', {
        ...{ id: this.id(), screen: 'worklist', name: `View ${position}`, ownerId: idOf('user', 3), shared: position % 2 === 0 },
        ...{ position, definition: { assigneeId: null, minimumDaysOverdue: position * 30 } },
      });
    }
    const absence = { userId: idOf('user', 4), substituteId: idOf('user', 3) };
    this.put('absences', { id: this.id(), ...absence, fromDay: addDays(this.today, -2), untilDay: addDays(this.today, 5) });
  }

  /** For what is closed: a movement that closed it. What fell due in the future was paid ahead. */
  private money(): void {
    const { database } = this.cache.writer;
    const paidOn = `CASE WHEN closed_on > @today THEN date(closed_on, '-45 days') ELSE closed_on END`;
    database
      .prepare(
        `INSERT INTO allocations (id, administration_id, debtor_id, invoice_id, amount, awaiting, allocated_on, row_version)
         SELECT 'allocation-' || rowid, administration_id, debtor_id, id, amount, 0, ${paidOn}, 0 FROM invoices WHERE closed_on IS NOT NULL`,
      )
      .run({ today: this.today });
    database
      .prepare(
        `INSERT INTO payments (id, administration_id, debtor_id, currency, amount, reversed, paid_on, source, method, state, created_at, row_version)
         SELECT 'payment-' || rowid, administration_id, debtor_id, currency, amount, 0, ${paidOn}, 'portal', 'ideal', 'in-ledger', ${paidOn} || 'T10:00:00.000Z', 0
         FROM invoices WHERE closed_on IS NOT NULL AND amount > 0 AND rowid % 10 = 0`,
      )
      .run({ today: this.today });
  }

  private promise(of: Known): void {
    const state = pick(this.random, PROMISE_STATES);
    const promisedOn = addDays(this.today, state === 'open' ? this.random(30) : -1 - this.random(200));
    const id = this.id();
    this.put('promises', {
      ...{ id, ...owner(of), currency: of.currency, amount: of.open, lines: [line(of)], promisedOn, graceDays: 3, state, origin: 'portal' },
      ...{ received: state === 'kept' ? of.open : 0, createdAt: this.ago(200), createdById: this.user() },
      decidedOn: state === 'open' ? null : promisedOn,
    });
    if (state !== 'broken') return;
    const rest = { dueOn: this.today, refId: id, assigneeId: this.user(), source: 'system', createdAt: CREATED } as const;
    this.put('actions', { id: this.id(), ...owner(of), kind: 'promise-broken', state: 'open', ...rest });
  }

  private plan(of: Known): void {
    const state = pick(this.random, ['running', 'running', 'completed', 'lapsed'] as const);
    const id = this.id();
    this.put('paymentPlans', {
      ...{ id, ...owner(of), currency: of.currency, total: of.open, lines: [line(of)], state, origin: 'collector', graceDays: 3 },
      ...{ createdAt: this.ago(200), createdById: this.user() },
    });
    const begun = this.random(150);
    for (let position = 1; position <= 6; position += 1) {
      const dueOn = addDays(this.today, position * 30 - begun);
      const paid = dueOn < this.today;
      this.put('instalments', {
        ...{ id: this.id(), ...owner(of), planId: id, position, dueOn, amount: Math.ceil(of.open / 6) },
        ...{ paid: paid ? Math.ceil(of.open / 6) : 0, state: paid ? 'paid' : 'due' },
      });
    }
  }

  private dispute(of: Known): void {
    // One in eight runs.
    const state = this.random(8) ? 'rejected' : pick(this.random, ['new', 'investigating', 'waiting-debtor'] as const);
    const closed = state === 'rejected';
    const key = pick(this.random, ['price', 'damaged', 'other']);
    this.put('disputes', {
      ...{ id: this.id(), ...owner(of), disputeTypeId: `${of.administrationId}:${key}`, currency: of.currency, amount: of.open },
      ...{
        lines: [line(of)],
        description: 'Not what was ordered',
        state,
        origin: 'portal',
        ownerId: this.user(),
        createdAt: this.ago(400),
      },
      answerBy: addDays(this.today, closed ? -this.random(300) : this.random(15) - 5),
      closedOn: closed ? addDays(this.today, -this.random(300)) : null,
      rootCause: closed ? 'root-cause.price' : '',
    });
  }

  private request(of: Known, index: number): void {
    const kind = pick(this.random, REQUEST_KINDS);
    const waiting = this.random(10) === 0;
    this.put('requests', {
      ...{ id: this.id(), ...owner(of), number: `V-2026-${index}`, kind, state: waiting ? 'waiting' : 'approved', origin: 'portal' },
      ...{ invoiceIds: [of.invoiceId], asked: this.asked(kind, of), proposed: null, rules: [], text: 'In our own words', documentIds: [] },
      ...{ assigneeId: this.user(), answerBy: addDays(this.today, this.random(5)), createdAt: this.ago(waiting ? 5 : 300) },
      ...(waiting ? {} : { decidedAt: this.ago(300), decidedById: this.user() }),
    });
  }

  private asked(kind: RequestKind, of: Known): Record<string, unknown> {
    const { currency, open: amount, number } = of;
    const on = addDays(this.today, 7);
    const shapes: Record<RequestKind, Record<string, unknown>> = {
      plan: { currency, total: amount, terms: [{ dueOn: on, amount }] },
      promise: { currency, amount, promisedOn: on },
      complaint: { currency, amount, disputeTypeId: `${of.administrationId}:price`, ownerId: this.user() },
      'already-paid': { currency, amount, paidOn: addDays(this.today, -3) },
      question: { subject: 'A question' },
      'contact-change': { contactId: null, fields: [{ field: 'phone', before: '', after: '0301234567' }] },
      'po-number': { invoiceId: of.invoiceId, number, before: '', after: 'PO-1' },
      copy: { numbers: [number] },
    };
    return shapes[kind];
  }

  private thread(of: Of): void {
    const id = this.id();
    this.put('threads', {
      ...{ id, ...of, subject: 'A question', invoiceIds: [], createdAt: this.ago(100), lastMessageAt: this.ago(90) },
      waitingFor: this.random(10) ? null : 'company',
    });
    for (const author of ['debtor', 'system', 'company'] as const) {
      const text = 'When will the goods come that you speak of?';
      this.put('threadMessages', { id: this.id(), ...of, threadId: id, author, text, documentIds: [], via: 'portal', at: this.ago(100) });
    }
  }

  private task(of: Known): void {
    const id = this.id();
    const open = this.random(5) === 0;
    const toId = this.user();
    this.put('tasks', {
      ...{ id, ...owner(of), title: 'Is this price right?', invoiceIds: [of.invoiceId], fromId: this.user(), toId },
      ...{ dueOn: addDays(this.today, this.random(20) - 10), state: open ? 'open' : 'done', createdAt: this.ago(100) },
      finishedAt: open ? null : this.ago(90),
    });
    this.put('taskMessages', { id: this.id(), ...owner(of), taskId: id, authorId: toId, text: 'Yes', via: 'desktop', at: this.ago(90) });
    const about = { debtorId: of.debtorId, administrationId: of.administrationId, refId: id, params: { title: 'Is this price right?' } };
    for (const userId of [toId, idOf('user', 3)]) {
      this.put('notifications', { id: this.id(), ...about, userId, kind: 'task-answered', at: this.ago(90) });
    }
  }

  private settlement(of: Known): void {
    const shared = { ...owner(of), currency: of.currency, lines: [line(of)], createdAt: this.ago(300) };
    this.put('writeOffs', { id: this.id(), ...shared, amount: of.open, reason: 'small', state: 'booked', requestedById: this.user() });
    this.put('handOvers', {
      ...{ id: this.id(), ...shared, partner: 'Agency', partnerKind: 'agency', principal: of.open, interest: 0, costs: 0 },
      ...{ asOf: this.today, state: 'closed' },
    });
  }

  private member(of: Of, group: number): void {
    const groupId = `group-${group}`;
    this.put('debtorGroupMembers', { id: this.id(), ...of, groupId, groupName: `Group ${group}`, linkedAt: CREATED });
  }

  private document(of: Known, index: number): void {
    this.put('documents', {
      ...{ id: this.id(), ...owner(of), name: `Document ${index}.pdf`, mediaType: 'application/pdf', size: 40_000, hash: '0'.repeat(64) },
      ...{ invoiceIds: [of.invoiceId], origin: 'collector', createdAt: this.ago(300), createdById: this.user() },
    });
  }

  private readonly id = (): string => {
    this.lastId += 1;
    return idOf('more', this.lastId);
  };
  private readonly user = (): string => idOf('user', this.random(USERS));
  private readonly ago = (days: number): string => `${addDays(this.today, -this.random(days))}T09:00:00.000Z`;
  private readonly ahead = (days: number): string => `${addDays(this.today, days)}T09:00:00.000Z`;
}

const owner = ({ debtorId, administrationId }: Known): Of => ({ debtorId, administrationId });
const line = ({ invoiceId, number, open }: Known) => ({ invoiceId, number, amount: open, paidBefore: 0 });
