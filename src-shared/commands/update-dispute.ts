import { z } from 'zod';
import { isOpenDispute, mayMoveDispute, toCredit } from '../domain/disputes.ts';
import { AppError } from '../kernel/index.ts';
import { DISPUTE_STATES, type DisputeLine, type DisputeState, type Row } from '../schema/index.ts';
import { type CommandContext, command, need, type Tx } from './command.ts';
import {
  disputableLines,
  finishDisputeActions,
  planDisputeAction,
  putDispute,
  reassignDisputeActions,
  type WantedLine,
} from './dispute-rows.ts';
import { queueNotice } from './notice.ts';
import { notifyUser } from './notify.ts';
import { addTimelineEntry } from './timeline.ts';
import { needColleague } from './work.ts';

const amounts = (least: 0 | 1) =>
  z
    .array(z.object({ invoiceId: z.string(), amount: z.int().min(least) }))
    .min(1)
    .max(500);

/**
 * Brings a dispute further: its state, owner, amounts, root cause and outcome; what is left out stays. Deciding it frees what
 * was held back, except what the debtor is right about: that waits until it is `credited`. With `answer` the debtor gets
 * those words by mail.
 */
export const updateDispute = command({
  name: 'update-dispute',
  args: z.object({
    disputeId: z.string(),
    state: z.enum(DISPUTE_STATES).optional(),
    ownerId: z.string().nullable().optional(),
    rootCause: z.string().trim().max(200).optional(),
    resolution: z.string().trim().max(10_000).optional(),
    /** What is disputed from now on, while it is open. */
    lines: amounts(1).optional(),
    /** With `partly-upheld`: what the debtor is right about; invoices left out count as nothing. */
    upheld: amounts(0).optional(),
    /** The ledger shows what the debtor was right about. */
    credited: z.boolean().default(false),
    answer: z.string().trim().max(10_000).default(''),
  }),
  may: ['administrator', 'credit-manager', 'collector', 'system'],
  offline: true,
  administration: async (tx, { disputeId }) => (await need(tx, 'disputes', disputeId)).administrationId,
  run: async (tx, args, ctx) => {
    const before = await need(tx, 'disputes', args.disputeId);
    const { timeZone } = await need(tx, 'administrations', before.administrationId);
    const state = args.state ?? before.state;
    if (state !== before.state && !mayMoveDispute(before.state, state)) {
      throw new AppError('dispute.wrong-state', { from: before.state, to: state });
    }
    const today = ctx.today(timeZone);
    const next: Row<'disputes'> = {
      ...before,
      ...(await linesOf(tx, before, state, args, today)),
      state,
      rootCause: args.rootCause ?? before.rootCause,
      resolution: args.resolution ?? before.resolution,
      ownerId: args.ownerId === undefined ? before.ownerId : args.ownerId,
      closedOn: isOpenDispute(state) ? null : (before.closedOn ?? today),
    };
    await putDispute(tx, next);
    await tellOfOwner(tx, ctx, before, next);
    await tellOfState(tx, ctx, before, next);
    if (args.answer) await answer(tx, ctx, next, args.answer);
    return {};
  },
});

type Wanted = { lines?: WantedLine[] | undefined; upheld?: WantedLine[] | undefined; credited: boolean };

/** The lines as they are from now on, and their sum. @throws AppError `dispute.upheld-wrong`, `dispute.closed`, and of disputableLines */
async function linesOf(
  tx: Tx,
  before: Row<'disputes'>,
  state: DisputeState,
  { lines, upheld, credited }: Wanted,
  today: string,
): Promise<Pick<Row<'disputes'>, 'lines' | 'amount'>> {
  if (isOpenDispute(state)) {
    // Taken up again: what was decided counts no more.
    const kept = before.lines.map(({ invoiceId, number, amount }) => ({ invoiceId, number, amount }));
    if (!lines) return { lines: kept, amount: before.amount };
    const changed = await disputableLines(tx, { id: before.debtorId }, lines, before.id);
    if (changed.currency !== before.currency) throw new AppError('dispute.mixed-currencies');
    return changed;
  }
  if (lines) throw new AppError('dispute.closed');
  const decided = state === before.state ? before.lines : before.lines.map((line) => decidedLine(line, state, upheld));
  const right = decided.reduce((sum, line) => sum + (line.upheld ?? 0), 0);
  if (state === 'partly-upheld' && (right === 0 || right >= before.amount)) throw new AppError('dispute.upheld-wrong');
  const done = credited ? decided.map((line) => (line.upheld ? { ...line, creditedOn: line.creditedOn ?? today } : line)) : decided;
  return { lines: done, amount: before.amount };
}

function decidedLine({ invoiceId, number, amount }: DisputeLine, state: DisputeState, upheld: WantedLine[] | undefined): DisputeLine {
  const line = { invoiceId, number, amount };
  if (state === 'upheld') return { ...line, upheld: amount };
  if (state !== 'partly-upheld') return line;
  const right = upheld?.find((it) => it.invoiceId === invoiceId)?.amount ?? 0;
  if (right > amount) throw new AppError('dispute.upheld-wrong');
  return { ...line, upheld: right };
}

async function tellOfOwner(tx: Tx, ctx: CommandContext, before: Row<'disputes'>, next: Row<'disputes'>): Promise<void> {
  const { administrationId, debtorId, ownerId, id: refId } = next;
  if (ownerId === before.ownerId) return;
  const owner = ownerId === null ? null : await needColleague(tx, ownerId, administrationId);
  await reassignDisputeActions(tx, next, ownerId);
  const params = { name: owner?.name ?? '' };
  const kind = owner ? 'dispute-reassigned' : 'dispute-unassigned';
  await addTimelineEntry(tx, ctx, { id: debtorId, administrationId }, { kind, category: 'dispute', refId, params });
  if (!owner) return;
  const { amount, currency, answerBy } = next;
  const told = { amount, currency, answerBy, invoices: next.lines.map(({ number }) => number).join(', ') };
  const type = await need(tx, 'disputeTypes', next.disputeTypeId);
  await notifyUser(tx, ctx, {
    ...{ administrationId, userId: owner.id, kind: 'dispute-assigned', debtorId, refId },
    params: { ...told, type: type.name || type.key },
  });
}

async function tellOfState(tx: Tx, ctx: CommandContext, before: Row<'disputes'>, next: Row<'disputes'>): Promise<void> {
  const wasOpen = isOpenDispute(before.state);
  const isOpen = isOpenDispute(next.state);
  if (!isOpen && toCredit(next) === 0 && (wasOpen || toCredit(before) > 0)) await finishDisputeActions(tx, ctx, next, 'done');
  if (isOpen && !wasOpen) await planDisputeAction(tx, ctx, next, next.ownerId);
  const debtor = { id: next.debtorId, administrationId: next.administrationId };
  const { currency, resolution } = next;
  const invoices = next.lines.map(({ number }) => number).join(', ');
  const entry = { category: 'dispute', refId: next.id } as const;
  if (next.state !== before.state) {
    const amount = next.state === 'partly-upheld' ? next.lines.reduce((sum, line) => sum + (line.upheld ?? 0), 0) : next.amount;
    const params = { state: next.state, amount, currency, invoices, ...(isOpen ? {} : { text: resolution }) };
    await addTimelineEntry(tx, ctx, debtor, { kind: 'dispute-state', ...entry, params });
  } else if (toCredit(before) > 0 && toCredit(next) === 0) {
    await addTimelineEntry(tx, ctx, debtor, {
      kind: 'dispute-credited',
      ...entry,
      params: { amount: toCredit(before), currency, invoices },
    });
  } else if (next.amount !== before.amount) {
    const params = { amount: next.amount, before: before.amount, currency, invoices };
    await addTimelineEntry(tx, ctx, debtor, { kind: 'dispute-amount', ...entry, params });
  }
}

async function answer(tx: Tx, ctx: CommandContext, dispute: Row<'disputes'>, message: string): Promise<void> {
  await queueNotice(tx, ctx, {
    debtor: await need(tx, 'debtors', dispute.debtorId),
    templateKey: 'dispute.answer',
    currency: dispute.currency,
    purpose: 'disputes',
    invoiceIds: dispute.lines.map(({ invoiceId }) => invoiceId),
    ...(dispute.threadId ? { threadId: dispute.threadId } : {}),
    params: {
      message,
      invoices: dispute.lines.map(({ number }) => number).join(', '),
      invoiceCount: dispute.lines.length,
    },
  });
}
