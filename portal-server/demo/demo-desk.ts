import type { CommandInput, CommandName, CommandResult } from '../../src-shared/commands/index.ts';
import { ROOT_CAUSES } from '../../src-shared/domain/disputes.ts';
import { addWorkingDays } from '../../src-shared/domain/working-days.ts';
import { AppError, addDays, type Day, dayAt, newId } from '../../src-shared/kernel/index.ts';
import type { Row } from '../../src-shared/schema/index.ts';
import type { Services } from '../app/services.ts';
import type { WriteTx } from '../storage/store.ts';
import { executeIn } from '../sync/execute.ts';

type Person = 'sanne' | 'youssef' | 'marit' | 'linda';
const HOUR = 3_600_000;

/** What people have done at their desks: disputes, questions to colleagues and notes, given as commands on the days they were given. */
export async function addDeskWork(tx: WriteTx, services: Services, administrationId: string): Promise<void> {
  const desk = new Desk(tx, services, administrationId, await peopleOf(tx));
  await desk.nameTypes();
  await desk.disputes();
  await desk.tasks();
  await desk.notes();
}

async function peopleOf(tx: WriteTx): Promise<Record<Person, string>> {
  const users = await tx.list('users', { where: {} });
  const idOf = (name: Person): string => {
    const user = users.find(({ email }) => email.startsWith(`${name}@`));
    if (!user) throw new Error(`demo: no user ${name}`);
    return user.id;
  };
  return { sanne: idOf('sanne'), youssef: idOf('youssef'), marit: idOf('marit'), linda: idOf('linda') };
}

class Desk {
  private readonly tx: WriteTx;
  private readonly services: Services;
  private readonly administrationId: string;
  private readonly people: Record<Person, string>;
  private readonly today: Day;

  constructor(tx: WriteTx, services: Services, administrationId: string, people: Record<Person, string>) {
    this.tx = tx;
    this.services = services;
    this.administrationId = administrationId;
    this.people = people;
    this.today = dayAt(services.clock.now(), 'Europe/Amsterdam');
  }

  /** Whoever knows about deliveries gets what was not delivered. */
  async nameTypes(): Promise<void> {
    await this.give('marit', 30, 'save-dispute-type', {
      ...{ administrationId: this.administrationId, disputeTypeId: this.type('not-delivered'), inPortal: true },
      ...{
        templateKey: 'dispute.confirmation.not-delivered',
        ownerRule: 'user',
        ownerId: this.people.linda,
        escalateToId: this.people.marit,
      },
    });
  }

  async disputes(): Promise<void> {
    await this.dispute('104512', 4, 'not-delivered', 'Van de 14 pallets zijn er 9 geleverd. Bon niet getekend.', 0);
    // Its term runs out today.
    await this.dispute('104208', this.openedFor(this.today, 5), 'price', 'Afgesproken was 8 % korting vanaf 50 stuks.', 0, 'investigating');
    // And this one's has run out.
    await this.dispute('105201', this.openedFor(addDays(this.today, -3), 3), 'unknown', 'Wij hebben dit niet besteld.', 1);
    const partly = await this.dispute('104890', 22, 'damaged', 'Twee profielen krom, foto’s zijn gestuurd.', 1, 'new', 112_760);
    await this.give('youssef', 16, 'update-dispute', {
      ...{
        disputeId: partly,
        state: 'partly-upheld',
        rootCause: 'quality',
        resolution: 'Eén profiel vergoed, het andere was bij ontvangst heel.',
      },
      upheld: [{ invoiceId: (await this.invoices('104890'))[1]?.id ?? '', amount: 56_380 }],
    });
    await this.dispute('105140', 2, 'already-paid', 'Betaald op de oude rekening?', 1, 'waiting-debtor', 100_000);
    await this.decided();
  }

  /** What was decided in the last months, on small parts of invoices, for the figures. */
  private async decided(): Promise<void> {
    const open = await this.tx.list('invoices', {
      where: { administrationId: this.administrationId, kind: 'invoice', open: { gt: 20_000 } },
    });
    const debtors = await this.tx.list('debtors', { where: { administrationId: this.administrationId } });
    const numbers = new Map(debtors.map(({ id, number }) => [id, number]));
    const generated = open.filter(({ debtorId, disputedAmount }) => (numbers.get(debtorId) ?? '') > '106000' && disputedAmount === 0);
    generated.sort((a, b) => (a.number < b.number ? -1 : 1));
    for (let index = 0; index < 12; index += 1) {
      const invoice = generated[index * 5];
      if (!invoice) return;
      const opened = 8 + index * 6;
      const type = (['price', 'not-delivered', 'damaged', 'already-paid', 'other'] as const)[index % 5] ?? 'other';
      const lines = [{ invoiceId: invoice.id, amount: Math.round(invoice.open * (0.2 + (index % 4) / 5)) }];
      const wanted = { debtorId: invoice.debtorId, disputeTypeId: this.type(type), lines, confirm: false };
      const { disputeId } = await this.give('sanne', opened, 'open-dispute', wanted);
      const state = index % 3 === 0 ? 'upheld' : 'rejected';
      const decision = { disputeId, state, rootCause: ROOT_CAUSES[(index * 2) % ROOT_CAUSES.length], credited: true } as const;
      await this.give('sanne', opened - 3 - (index % 5), 'update-dispute', decision);
    }
  }

  async tasks(): Promise<void> {
    const kuipers = await this.debtor('104512');
    const [first] = await this.invoices('104512');
    await this.give('sanne', 1, 'create-task', {
      ...{
        debtorId: kuipers.id,
        toId: this.people.linda,
        title: 'Zijn alle pallets van week 30 geleverd?',
        invoiceIds: first ? [first.id] : [],
      },
      text: 'Kuipers zegt dat er vijf pallets ontbreken. Heb jij de getekende bon?',
      dueOn: addWorkingDays(this.today, 1),
    });
    const offshore = await this.debtor('105318');
    const asked = await this.give('sanne', 3, 'create-task', {
      ...{ debtorId: offshore.id, toId: this.people.linda, title: 'Wie tekent daar voor de jaarorder?', escalateToId: this.people.marit },
      dueOn: addWorkingDays(this.today, 1),
    });
    await this.give('linda', 1, 'reply-task', { taskId: asked.taskId, text: 'Dat is Henk Bos, 0596 000 21 10. Hij is er tot drie uur.' });
    await this.give('marit', 2, 'create-task', {
      ...{ debtorId: (await this.debtor('104377')).id, toId: this.people.sanne, title: 'Graag bellen voor de leverstop ingaat' },
      ...{ text: 'Ze zitten boven de limiet. Bel Eva Vermeulen voordat ik de leverstop zet.', dueOn: this.today },
    });
  }

  async notes(): Promise<void> {
    const kuipers = await this.debtor('104512');
    const chosen = (await this.invoices('104512')).slice(3, 5).map(({ id }) => id);
    const text = 'Peter betaalt deze twee samen zodra zijn klant betaald heeft. @Sanne de Wit: vrijdag nabellen.';
    const mentions = [this.people.sanne];
    await this.give('youssef', 0.1, 'add-note', { debtorId: kuipers.id, text, invoiceIds: chosen, mentions });
  }

  /** Opens a dispute so many days ago on one of a debtor's invoices, oldest due first; without an amount on all of it. */
  private async dispute(
    number: string,
    daysAgo: number,
    type: string,
    description: string,
    at: number,
    state: 'new' | 'investigating' | 'waiting-debtor' = 'new',
    amount?: number,
  ): Promise<string> {
    const { id: debtorId } = await this.debtor(number);
    const invoice = (await this.invoices(number))[at];
    if (!invoice) throw new Error(`demo: debtor ${number} has no invoice ${at}`);
    const lines = [{ invoiceId: invoice.id, amount: amount ?? invoice.open }];
    const wanted = { debtorId, disputeTypeId: this.type(type), lines, description, confirm: number === '104512' };
    const { disputeId } = await this.give('sanne', daysAgo, 'open-dispute', wanted);
    if (state !== 'new') await this.give('sanne', Math.max(0.2, daysAgo - 1), 'update-dispute', { disputeId, state });
    return disputeId;
  }

  /** Days ago on which a dispute with a term of so many working days was opened when it runs out on a day. */
  private openedFor(answerBy: Day, workingDays: number): number {
    for (let daysAgo = 0; daysAgo < 60; daysAgo += 1) {
      if (addWorkingDays(addDays(this.today, -daysAgo), workingDays) <= answerBy) return daysAgo;
    }
    throw new Error('demo: no day to open a dispute on');
  }

  private readonly type = (key: string): string => `${this.administrationId}:${key}`;

  private async debtor(number: string): Promise<Row<'debtors'>> {
    const [debtor] = await this.tx.list('debtors', { where: { administrationId: this.administrationId, number } });
    if (!debtor) throw new Error(`demo: no debtor ${number}`);
    return debtor;
  }

  private async invoices(number: string): Promise<Row<'invoices'>[]> {
    const { id: debtorId } = await this.debtor(number);
    const invoices = await this.tx.list('invoices', { where: { debtorId, kind: 'invoice', open: { gt: 0 } } });
    return invoices.sort((a, b) => (a.dueDate < b.dueDate ? -1 : a.dueDate > b.dueDate ? 1 : a.number < b.number ? -1 : 1));
  }

  private async give<N extends CommandName>(who: Person, daysAgo: number, name: N, args: CommandInput<N>): Promise<CommandResult<N>> {
    const at = new Date(this.services.clock.now().getTime() - daysAgo * 24 * HOUR);
    const actor = {
      kind: 'user',
      userId: this.people[who],
      roles: [{ administrationId: null, role: who === 'linda' ? 'sales' : who === 'marit' ? 'credit-manager' : 'collector' }],
    } as const;
    const then = { ...this.services, clock: { now: () => at } };
    const outcome = await executeIn(this.tx, then, { commandId: newId(at), name, args, actor });
    if (outcome.status === 'refused') throw new AppError(outcome.error.code, { ...outcome.error.params, command: name });
    return outcome.value as CommandResult<N>;
  }
}
