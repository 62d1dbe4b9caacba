import { z } from 'zod';
import { answerByFor } from '../domain/disputes.ts';
import { AppError } from '../kernel/index.ts';
import type { Row } from '../schema/index.ts';
import { actorUserId, administrationOfDebtor, type CommandContext, command, need, type Tx } from './command.ts';
import { disputableLines, disputeTypeWords, needDisputeType, planDisputeAction, putDispute } from './dispute-rows.ts';
import { queueNotice } from './notice.ts';
import { notifyUser } from './notify.ts';
import { addTimelineEntry } from './timeline.ts';
import { assigneeFor, needColleague } from './work.ts';

const openDisputeArgs = z.object({
  debtorId: z.string(),
  disputeTypeId: z.string(),
  /** What of which invoice is disputed, minor units; the rest of the invoice is dunned as before. */
  lines: z
    .array(z.object({ invoiceId: z.string(), amount: z.int().min(1) }))
    .min(1)
    .max(500)
    .refine((lines) => new Set(lines.map(({ invoiceId }) => invoiceId)).size === lines.length),
  description: z.string().trim().max(10_000).default(''),
  /** Left out: as the type says. */
  ownerId: z.string().nullable().optional(),
  /** Confirms to the debtor that it is looked into, with the day by which there is an answer. */
  confirm: z.boolean().default(true),
  origin: z.enum(['collector', 'portal', 'mail', 'robot']).default('collector'),
  requestId: z.string().nullable().default(null),
  threadId: z.string().nullable().default(null),
});

/**
 * Records that a debtor disputes (parts of) invoices: what is disputed is held back, somebody gets it, and the debtor hears
 * by when there is an answer.
 */
export const openDispute = command({
  name: 'open-dispute',
  args: openDisputeArgs,
  may: ['administrator', 'credit-manager', 'collector', 'system'],
  offline: true,
  administration: administrationOfDebtor,
  run: async (tx, args, ctx) => {
    const debtor = await need(tx, 'debtors', args.debtorId);
    const administration = await need(tx, 'administrations', debtor.administrationId);
    const type = await needDisputeType(tx, administration.id, args.disputeTypeId);
    if (!type.active) throw new AppError('dispute.type-inactive');
    const { currency, lines, amount } = await disputableLines(tx, debtor, args.lines);
    const byRule = type.ownerRule === 'user' ? type.ownerId : null;
    const ownerId = args.ownerId === undefined ? (byRule ?? (await assigneeFor(tx, ctx, debtor))) : args.ownerId;
    if (ownerId !== null) await needColleague(tx, ownerId, administration.id);
    const { description, origin, requestId, threadId } = args;
    const dispute = {
      ...{ id: ctx.newId(), administrationId: administration.id, debtorId: debtor.id, disputeTypeId: type.id },
      ...({ currency, amount, lines, description, state: 'new', origin, requestId, threadId, ownerId } as const),
      answerBy: answerByFor(type, ctx.today(administration.timeZone)),
      createdAt: ctx.now,
      createdById: actorUserId(ctx),
    };
    await putDispute(tx, dispute);
    await tellOfDispute(tx, ctx, dispute, type);
    if (args.confirm && type.templateKey) await confirm(tx, ctx, debtor, dispute, type);
    return { disputeId: dispute.id, answerBy: dispute.answerBy };
  },
});

type Opened = Pick<
  Row<'disputes'>,
  'id' | 'administrationId' | 'debtorId' | 'lines' | 'ownerId' | 'answerBy' | 'amount' | 'currency' | 'description'
>;
type DisputeType = Row<'disputeTypes'>;

const numbersOf = ({ lines }: Pick<Opened, 'lines'>): string => lines.map(({ number }) => number).join(', ');

async function tellOfDispute(tx: Tx, ctx: CommandContext, dispute: Opened, type: DisputeType): Promise<void> {
  const { administrationId, debtorId, ownerId, amount, currency, answerBy } = dispute;
  await planDisputeAction(tx, ctx, dispute, ownerId);
  const params = { ...disputeTypeWords(type), amount, currency, invoices: numbersOf(dispute), answerBy };
  await addTimelineEntry(
    tx,
    ctx,
    { id: debtorId, administrationId },
    { kind: 'dispute-opened', category: 'dispute', refId: dispute.id, params: { ...params, text: dispute.description } },
  );
  if (ownerId === null) return;
  await notifyUser(tx, ctx, { administrationId, userId: ownerId, kind: 'dispute-assigned', debtorId, refId: dispute.id, params });
}

async function confirm(tx: Tx, ctx: CommandContext, debtor: Row<'debtors'>, dispute: Opened, type: DisputeType): Promise<void> {
  await queueNotice(tx, ctx, {
    debtor,
    templateKey: type.templateKey,
    currency: dispute.currency,
    purpose: 'disputes',
    invoiceIds: dispute.lines.map(({ invoiceId }) => invoiceId),
    params: {
      amount: dispute.amount,
      currency: dispute.currency,
      invoices: numbersOf(dispute),
      invoiceCount: dispute.lines.length,
      answerBy: dispute.answerBy,
      workingDays: type.answerWorkingDays,
    },
  });
}
