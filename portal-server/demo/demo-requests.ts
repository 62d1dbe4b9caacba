import type { Actor } from '../../src-shared/commands/index.ts';
import { monthlyTerms } from '../../src-shared/domain/portal-limits.ts';
import { addDays, type Day, dayAt, newId, weekday } from '../../src-shared/kernel/index.ts';
import type { Row } from '../../src-shared/schema/index.ts';
import type { Services } from '../app/services.ts';
import type { WriteTx } from '../storage/store.ts';
import { executeIn } from '../sync/execute.ts';

const HOUR = 3_600_000;
const FRIDAY = 5;

/** What debtors of the demo company asked in the portal lately: some of it waits, some was handled by itself. */
export async function addDemoRequests(
  tx: WriteTx,
  services: Services,
  administrationId: string,
  userIds: readonly string[],
): Promise<void> {
  const demo = new DemoRequests(tx, services, administrationId, userIds[0] ?? '');
  await demo.conversation();
  await demo.waiting();
  await demo.settled();
}

class DemoRequests {
  private readonly tx: WriteTx;
  private readonly services: Services;
  private readonly administrationId: string;
  private readonly collectorId: string;
  private readonly today: Day;

  constructor(tx: WriteTx, services: Services, administrationId: string, collectorId: string) {
    this.tx = tx;
    this.services = services;
    this.administrationId = administrationId;
    this.collectorId = collectorId;
    this.today = dayAt(services.clock.now(), 'Europe/Amsterdam');
  }

  /** A question and its answer, from before the plan was asked. */
  async conversation(): Promise<void> {
    const debtor = await this.debtor('104977');
    const text = 'Twee opdrachtgevers betalen ons pas aan het eind van de maand. Kan ik het in delen doen?';
    const { requestId } = await this.asks<{ requestId: string }>(11 * 24, debtor, 'send-message', { threadId: null, invoiceIds: [], text });
    const reply = 'Dat kan. Vraag in het portaal een regeling aan, dan reken ik meteen mee.';
    await this.give(11 * 24 - 13, this.collector(), 'decide-request', { requestId, decision: 'approve', reply });
  }

  async waiting(): Promise<void> {
    const painter = await this.debtor('104977');
    const open = await this.open(painter);
    const total = open.reduce((sum, invoice) => sum + invoice.open, 0);
    await this.asks(11, painter, 'ask-plan', {
      ...{ currency: 'EUR', invoiceIds: open.map(({ id }) => id), namedAmount: total, terms: monthlyTerms(total, 6, this.friday()) },
      text: 'Liefst ongeveer 1.100 per maand, sneller mag ook als het moet.',
    });
    const roofer = await this.debtor('104118');
    const bill = (await this.open(roofer)).find(({ promisedUntil }) => promisedUntil === null);
    await this.asks(3, roofer, 'ask-promise', {
      ...{ currency: 'EUR', invoiceIds: [bill?.id], otherAmount: null, namedAmount: bill?.open, promisedOn: addDays(this.today, 20) },
      text: 'Dan is de subsidie binnen.',
    });
    const carpenter = await this.debtor('104701');
    const [paid] = await this.open(carpenter);
    const paidOn = addDays(this.today, -6);
    await this.asks(2, carpenter, 'say-already-paid', { invoiceIds: [paid?.id], paidOn, text: 'Overgemaakt van onze Rabo-rekening.' });
    const metal = await this.debtor('104633');
    const wrong = (await this.open(metal))[1];
    await this.asks(2.5, metal, 'file-complaint', {
      ...{ invoiceIds: [wrong?.id], type: `${this.administrationId}:not-delivered` },
      text: '2 profielen te weinig geleverd. De chauffeur heeft het op de pakbon gezet.',
    });
    const hotel = await this.debtor('105140');
    const [asked] = await this.open(hotel);
    await this.asks(4, hotel, 'send-message', {
      threadId: null,
      invoiceIds: [asked?.id],
      text: 'Waarom is dit bedrag hoger dan op de offerte?',
    });
  }

  async settled(): Promise<void> {
    const council = await this.debtor('105377');
    const [first] = await this.open(council);
    await this.asks(1.5, council, 'add-po-number', { invoiceId: first?.id, reference: 'GZ-2026-0418' });
    const physio = await this.debtor('105201');
    await this.asks(5, physio, 'propose-contact-change', { phone: '030 000 46 81' });
    const electrician = await this.debtor('104455');
    const [bill] = await this.open(electrician);
    await this.asks(26, electrician, 'add-po-number', { invoiceId: bill?.id, reference: '4500183321' });
  }

  private async debtor(number: string): Promise<Row<'debtors'>> {
    const [debtor] = await this.tx.list('debtors', { where: { administrationId: this.administrationId, number } });
    if (!debtor) throw new Error(`demo: no debtor ${number}`);
    return debtor;
  }

  private open({ id: debtorId }: Row<'debtors'>): Promise<Row<'invoices'>[]> {
    return this.tx.list('invoices', { where: { debtorId, open: { gt: 0 } }, orderBy: { column: 'dueDate' } });
  }

  private friday(): Day {
    let day = addDays(this.today, 2);
    while (weekday(day) !== FRIDAY) day = addDays(day, 1);
    return day;
  }

  private collector(): Actor {
    return { kind: 'user', userId: this.collectorId, roles: [{ administrationId: null, role: 'collector' }] };
  }

  private asks<Result>(hoursAgo: number, { id: debtorId, administrationId }: Row<'debtors'>, name: string, args: object): Promise<Result> {
    return this.give<Result>(hoursAgo, { kind: 'debtor', debtorId, administrationId }, name, { debtorId, ...args });
  }

  /** Gives a command as it was given so many hours ago. */
  private async give<Result>(hoursAgo: number, actor: Actor, name: string, args: object): Promise<Result> {
    const at = new Date(this.services.clock.now().getTime() - hoursAgo * HOUR);
    const services = { ...this.services, clock: { now: () => at } };
    const outcome = await executeIn(this.tx, services, { commandId: newId(at), name, args, actor });
    if (outcome.status === 'refused') throw new Error(`demo: ${name} was refused: ${JSON.stringify(outcome.error)}`);
    return outcome.value as Result;
  }
}
