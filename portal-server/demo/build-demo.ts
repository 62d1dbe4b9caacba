import { createHash } from 'node:crypto';
import { addDays, type Clock, type Day, dayAt, newId } from '../../src-shared/kernel/index.ts';
import type { NewRow, Row } from '../../src-shared/schema/index.ts';
import { newAdministration, newUser } from '../app/new-administration.ts';
import { hashPassword } from '../app/passwords.ts';
import type { Services } from '../app/services.ts';
import type { WriteTx } from '../storage/store.ts';
import { demoArrangements } from './demo-arrangements.ts';
import { addDeskWork } from './demo-desk.ts';
import { addDemoRequests } from './demo-requests.ts';
import { demoWeek } from './demo-week.ts';
import { buildDesk } from './desk.ts';
import { type DemoDebtor, type DemoInvoice, loadPortfolio, type Portfolio } from './portfolio.ts';

/** Password of every demo user; the demo listens on this machine only and holds made-up data. */
export const DEMO_PASSWORD = 'kasstroom-demo';
export const DEMO_USER = 'sanne@brinkhorst.example';

const TERM_DAYS = 30;
const STEP_NAMES = ['reminder.friendly', 'reminder', 'demand.final'];
const LINK_DAYS = 60;

export interface Demo {
  /** The access row behind the link that is printed for the newcomer. */
  portalAccessId: string;
  debtorName: string;
}

/** Fills an empty store with the demo company, relative to today, in one transaction. */
export async function buildDemo(services: Services): Promise<Demo> {
  const portfolio = loadPortfolio();
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  return services.store.write(async (tx) => {
    const builder = new DemoBuilder(tx, services, portfolio);
    const [main, second] = await builder.administrations();
    const users = await builder.users(passwordHash);
    for (const [index, debtor] of portfolio.debtors.entries()) {
      // Every seventh generated customer also rents machines, which is the second administration's business.
      await builder.debtor(debtor, main as Row<'administrations'>, users, index);
      if (index > 20 && index % 7 === 0) await builder.debtor(renting(debtor), second as Row<'administrations'>, users, index);
    }
    await builder.group([main, second] as Row<'administrations'>[], users);
    await buildDesk(tx, builder.desk(main as Row<'administrations'>, users));
    await builder.arrangements(main as Row<'administrations'>);
    await builder.week(main as Row<'administrations'>);
    await tx.put('settings', {
      id: 'outgoing-mail',
      value: { transport: 'catch', fromName: 'Brinkhorst Groothandel', fromAddress: 'debiteuren@brinkhorst.example' },
    });
    await addDeskWork(tx, services, (main as Row<'administrations'>).id);
    await addDemoRequests(tx, services, (main as Row<'administrations'>).id, users);
    return builder.link(portfolio.debtors[0] as DemoDebtor);
  });
}

const renting = (debtor: DemoDebtor): DemoDebtor => ({ ...debtor, invoices: debtor.invoices.slice(0, 2), action: null });

class DemoBuilder {
  private readonly tx: WriteTx;
  private readonly clock: Clock;
  private readonly now: Date;
  private readonly today: Day;
  private readonly portfolio: Portfolio;
  private readonly debtorIds = new Map<string, Pick<Row<'debtors'>, 'id' | 'administrationId' | 'name'>>();
  private sequence = 5_800;

  constructor(tx: WriteTx, { clock }: Services, portfolio: Portfolio) {
    this.tx = tx;
    this.clock = clock;
    this.now = clock.now();
    this.today = dayAt(this.now, 'Europe/Amsterdam');
    this.portfolio = portfolio;
  }

  /** The day and the people, for what else belongs to the company. */
  desk({ id: administrationId }: Row<'administrations'>, users: readonly string[]) {
    return { now: this.now, today: this.today, administrationId, users };
  }

  async administrations(): Promise<Row<'administrations'>[]> {
    const rows: Row<'administrations'>[] = [];
    for (const values of this.portfolio.administrations) {
      rows.push(
        await newAdministration(this.tx, this.clock, { ...values, code: values.code ?? '', name: values.name ?? '', currency: 'EUR' }),
      );
    }
    return rows;
  }

  async users(passwordHash: string): Promise<string[]> {
    const ids: string[] = [];
    for (const user of this.portfolio.users) {
      ids.push(await newUser(this.tx, this.clock, { ...user, language: 'nl', passwordHash, administrationId: null }));
    }
    return ids;
  }

  async debtor(debtor: DemoDebtor, administration: Row<'administrations'>, userIds: string[], index: number): Promise<void> {
    const id = newId(this.now);
    const { id: administrationId } = administration;
    const email = debtor.email ?? `administratie@${slug(debtor.name)}.example`;
    // Two thirds of the portfolio is Sanne's, the rest Youssef's.
    const assigneeId = userIds[index % 3 === 2 && index > 15 ? 1 : 0] as string;
    await this.tx.put('debtors', {
      id,
      administrationId,
      number: debtor.number,
      name: debtor.name,
      city: debtor.city,
      industry: debtor.industry,
      chamberOfCommerce: debtor.chamberOfCommerce,
      risk: debtor.risk,
      language: debtor.language,
      email,
      phone: debtor.contact?.[2] ?? '',
      creditLimit: debtor.limit * 100,
      paymentTermDays: TERM_DAYS,
      assigneeId,
      createdAt: this.at(-400),
    });
    this.debtorIds.set(`${administration.code}:${debtor.number}`, { id, administrationId, name: debtor.name });
    if (debtor.contact) await this.contact(debtor, id, administrationId, email);
    if (debtor.note) await this.note(debtor.note, id, administrationId, assigneeId);
    if (debtor.action) await this.action(debtor.action, id, administrationId, assigneeId);
    for (const invoice of debtor.invoices) await this.invoice(invoice, { id, administrationId });
    await this.reminders(debtor, { id, administrationId });
    await this.paidInvoices({ id, administrationId }, index);
  }

  arrangements({ id }: Row<'administrations'>): Promise<void> {
    return demoArrangements(this.tx, this.now, this.today, id);
  }

  week({ id }: Row<'administrations'>): Promise<void> {
    return demoWeek(this.tx, this.now, this.today, id);
  }

  /** One customer under three numbers, in both administrations. */
  async group(administrations: readonly Row<'administrations'>[], userIds: string[]): Promise<void> {
    const { name: groupName, of, debtors } = this.portfolio.group;
    const codes = [{ administration: administrations[0]?.code, number: of }];
    for (const { administration: code, debtor } of debtors) {
      const administration = administrations.find((row) => row.code === code);
      if (!administration) throw new Error(`demo: no administration ${code}`);
      await this.debtor(debtor, administration, userIds, 0);
      codes.push({ administration: code, number: debtor.number });
    }
    const groupId = newId(this.now);
    for (const { administration, number } of codes) {
      const member = this.debtorIds.get(`${administration}:${number}`);
      if (!member) throw new Error(`demo: no debtor ${number}`);
      const link = { groupId, groupName, linkedAt: this.at(-200), linkedById: userIds[0] ?? null };
      await this.tx.put('debtorGroupMembers', {
        id: newId(this.now),
        administrationId: member.administrationId,
        debtorId: member.id,
        ...link,
      });
    }
  }

  /** A signed way in, as a reminder's mail would have it. */
  async link({ number }: DemoDebtor): Promise<Demo> {
    const debtor = this.debtorIds.get(`${this.portfolio.administrations[0]?.code}:${number}`);
    if (!debtor) throw new Error(`demo: no debtor ${number}`);
    const id = newId(this.now);
    await this.tx.put('portalAccess', {
      id,
      administrationId: debtor.administrationId,
      debtorId: debtor.id,
      createdAt: this.now.toISOString(),
      expiresAt: this.at(LINK_DAYS),
    });
    return { portalAccessId: id, debtorName: debtor.name };
  }

  private async contact(debtor: DemoDebtor, debtorId: string, administrationId: string, email: string): Promise<void> {
    const [name, salutation, phone] = debtor.contact ?? ['', '', ''];
    await this.tx.put('contacts', {
      id: newId(this.now),
      administrationId,
      debtorId,
      name,
      salutation,
      phone,
      email,
      roles: ['invoices', 'dunning'],
      isPrimary: true,
    });
  }

  private async note(text: string, debtorId: string, administrationId: string, authorId: string): Promise<void> {
    const id = newId(this.now);
    await this.tx.put('notes', { id, administrationId, debtorId, text, pinned: true, authorId, createdAt: this.at(-80) });
    await this.entry(
      { id: debtorId, administrationId },
      { kind: 'note', category: 'contact', at: this.at(-80), actorId: authorId, refId: id, params: { text } },
    );
  }

  private async action(
    [kind, title, waiting]: NonNullable<DemoDebtor['action']>,
    debtorId: string,
    administrationId: string,
    assigneeId: string,
  ): Promise<void> {
    const dueOn = addDays(this.today, -waiting);
    await this.tx.put('actions', {
      id: newId(this.now),
      administrationId,
      debtorId,
      kind,
      title,
      dueOn,
      assigneeId,
      source: 'workflow',
      createdAt: this.at(-waiting),
    });
  }

  private async invoice(invoice: DemoInvoice, debtor: { id: string; administrationId: string }): Promise<void> {
    const credit = invoice.amount < 0;
    const dueDate = addDays(this.today, -invoice.late);
    const amount = Math.round(invoice.amount * 100);
    const open = invoice.open === undefined ? amount : Math.round(invoice.open * 100);
    const id = newId(this.now);
    const stepReachedOn = invoice.step ? addDays(this.today, -Math.min(invoice.late, invoice.reminded)) : null;
    await this.tx.put('invoices', {
      id,
      administrationId: debtor.administrationId,
      debtorId: debtor.id,
      number: this.number(credit),
      kind: credit ? 'credit-note' : 'invoice',
      currency: invoice.currency,
      issueDate: addDays(dueDate, -TERM_DAYS),
      dueDate,
      amount,
      open,
      description: invoice.description,
      stepReached: invoice.step,
      stepReachedOn,
    });
    if (open !== amount) await this.settle(debtor, id, amount - open, addDays(dueDate, 4));
  }

  /** What the invoices' steps say was sent: one message for all that was reminded on the same day. */
  private async reminders({ invoices }: DemoDebtor, debtor: { id: string; administrationId: string }): Promise<void> {
    const rounds = Map.groupBy(
      invoices.filter((invoice) => invoice.step > 0),
      ({ late, reminded, currency }) => `${addDays(this.today, -Math.min(late, reminded))} ${currency}`,
    );
    for (const [round, sent] of rounds) {
      const [day, currency] = round.split(' ') as [Day, string];
      const step = STEP_NAMES[Math.max(...sent.map((invoice) => invoice.step)) - 1] ?? '';
      const amount = sent.reduce((sum, invoice) => sum + Math.round((invoice.open ?? invoice.amount) * 100), 0);
      const params = { step, amount, currency, invoices: sent.length };
      await this.entry(debtor, { kind: 'message-sent', category: 'mail', at: `${day}T06:00:00.000Z`, actorId: null, refId: null, params });
    }
  }

  /** A year's history of paid invoices, so that figures such as DSO say something. */
  private async paidInvoices(debtor: { id: string; administrationId: string }, index: number): Promise<void> {
    for (let i = 0; i < 3 + (index % 4); i += 1) {
      const dueDate = addDays(this.today, -(70 + i * 61 + (index % 23)));
      const closedOn = addDays(dueDate, ((index + i * 5) % 24) - 6);
      const amount = 40_000 + ((index * 7_919 + i * 104_729) % 600_000);
      const id = newId(this.now);
      await this.tx.put('invoices', {
        id,
        administrationId: debtor.administrationId,
        debtorId: debtor.id,
        number: this.number(false),
        currency: 'EUR',
        issueDate: addDays(dueDate, -TERM_DAYS),
        dueDate,
        amount,
        open: 0,
        closedOn,
      });
      await this.settle(debtor, id, amount, closedOn);
    }
  }

  private async settle(
    debtor: { id: string; administrationId: string },
    invoiceId: string,
    amount: number,
    allocatedOn: Day,
  ): Promise<void> {
    await this.tx.put('allocations', {
      id: newId(this.now),
      administrationId: debtor.administrationId,
      debtorId: debtor.id,
      invoiceId,
      amount,
      allocatedOn,
    });
  }

  private async entry(
    debtor: { id: string; administrationId: string },
    entry: Omit<NewRow<'timelineEntries'>, 'id' | 'administrationId' | 'debtorId'>,
  ): Promise<void> {
    await this.tx.put('timelineEntries', { id: newId(this.now), administrationId: debtor.administrationId, debtorId: debtor.id, ...entry });
  }

  private number(credit: boolean): string {
    this.sequence += 1;
    return `${credit ? 'C' : 'F'}${this.today.slice(2, 4)}-${String(this.sequence).padStart(5, '0')}`;
  }

  private at(days: number): string {
    return new Date(this.now.getTime() + days * 86_400_000).toISOString();
  }
}

/** A domain label from a company's name; a few letters of its hash keep look-alikes apart. */
function slug(name: string): string {
  const plain = name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return `${plain.slice(0, 40)}-${createHash('sha256').update(name).digest('hex').slice(0, 3)}`;
}
