import { z } from 'zod';
import { type DunningPlan, loadDunningPlan } from '../domain/dunning-inputs.ts';
import type { PlannedMessage } from '../domain/dunning-plan.ts';
import { loadOutgoingMail, messageIdDomain, senderOf } from '../domain/outgoing-mail.ts';
import { AppError, addDays, day, isDay } from '../kernel/index.ts';
import type { MessageFacts, Row } from '../schema/index.ts';
import { actorUserId, type CommandContext, command, need, type Tx } from './command.ts';
import { addTimelineEntry } from './timeline.ts';
import { addAction } from './work.ts';

const MS_PER_DAY = 86_400_000;

/**
 * Does what the preview showed: makes the messages of the plan, puts them in the outbox and moves their invoices a step on.
 * The plan is made again inside the transaction, so a second run of the same day finds nothing to do. A plan without
 * messages leaves no run behind.
 * @throws AppError `dunning.before-last-run`, `dunning.plan-changed` when it is no longer the plan with that hash
 */
export const runDunning = command({
  name: 'run-dunning',
  args: z.object({
    administrationId: z.string(),
    date: z.string().refine(isDay),
    /** Of the preview that was looked at; left out: whatever the plan is now. */
    planHash: z.string().optional(),
    /** Days the links in the messages let the debtor in. */
    portalLinkDays: z.int().min(1).max(730).default(60),
  }),
  may: ['administrator', 'credit-manager', 'collector', 'system'],
  offline: false,
  administration: async (_tx, args) => args.administrationId,
  run: async (tx, args, ctx) => {
    const date = day(args.date);
    const administration = await need(tx, 'administrations', args.administrationId);
    const plan = await loadDunningPlan(tx, administration.id, date);
    if (plan.lastRunDate && date < plan.lastRunDate) throw new AppError('dunning.before-last-run', { lastRunDate: plan.lastRunDate });
    if (args.planHash !== undefined && args.planHash !== plan.planHash) throw new AppError('dunning.plan-changed');
    const missingEmail = await askForAddresses(tx, ctx, plan, administration);
    const summary = { messages: plan.messages.length, invoices: 0, totals: plan.totals, skipped: plan.skipped.length, missingEmail };
    if (!plan.messages.length) return { dunningRunId: null, ...summary };
    const dunningRunId = ctx.newId();
    const sender = senderOf(await loadOutgoingMail(tx), administration);
    const run = { dunningRunId, domain: messageIdDomain(sender), linkDays: args.portalLinkDays };
    for (const message of plan.messages) summary.invoices += await queueMessage(tx, ctx, plan, message, run);
    await tx.put('dunningRuns', {
      id: dunningRunId,
      administrationId: administration.id,
      runDate: date,
      ranAt: ctx.now,
      actorId: actorUserId(ctx),
      planHash: plan.planHash,
      messages: summary.messages,
      invoices: summary.invoices,
      totals: plan.totals,
    });
    return { dunningRunId, ...summary };
  },
});

type Run = { dunningRunId: string; domain: string; linkDays: number };

/** Writes one message with all that goes with it, and returns how many invoices it moved a step on. */
async function queueMessage(tx: Tx, ctx: CommandContext, plan: DunningPlan, message: PlannedMessage, run: Run): Promise<number> {
  const { administrationId, date } = plan;
  const { debtorId, currency, amount, step, channel } = message;
  const messageId = ctx.newId();
  const portalAccessId = ctx.newId();
  const expiresAt = new Date(Date.parse(ctx.now) + run.linkDays * MS_PER_DAY).toISOString();
  const { groupId } = message;
  await tx.put('portalAccess', { id: portalAccessId, administrationId, debtorId, groupId, createdAt: ctx.now, expiresAt });
  await tx.put('messages', {
    id: messageId,
    administrationId,
    debtorId,
    direction: 'out',
    channel,
    templateKey: message.templateKey,
    dunningRunId: run.dunningRunId,
    step,
    recipient: message.recipient,
    recipientName: message.recipientName,
    language: message.language,
    currency,
    amount,
    facts: factsOf(plan, message, portalAccessId),
    state: 'queued',
    messageIdHeader: `<${messageId}@${run.domain}>`,
    createdAt: ctx.now,
  });
  await tx.put('outbox', { id: ctx.newId(), kind: 'send-message', refId: messageId, state: 'waiting', nextAttemptAt: ctx.now });
  let moved = 0;
  const about = new Set([debtorId]);
  for (const line of message.lines) {
    const invoice = await need(tx, 'invoices', line.invoiceId);
    about.add(invoice.debtorId);
    if (line.asked < 0 || line.step === invoice.stepReached) continue;
    await tx.put('invoices', { ...invoice, stepReached: line.step, stepReachedOn: date });
    moved += 1;
  }
  const params = { step: message.stepName, amount, currency, invoices: message.lines.filter((line) => line.asked > 0).length };
  for (const id of about) {
    await addTimelineEntry(tx, ctx, { id, administrationId }, { kind: 'message-sent', category: 'mail', refId: messageId, params });
  }
  return moved;
}

function factsOf({ date }: DunningPlan, message: PlannedMessage, portalAccessId: string): MessageFacts {
  const { termDays, stepName, salutation, lines, held } = message;
  return { runDate: date, payBefore: addDays(date, termDays), stepName, salutation, lines, held, portalAccessId };
}

/** Asks a person for the address of each debtor that only lacks one, unless somebody is asked already. */
async function askForAddresses(tx: Tx, ctx: CommandContext, plan: DunningPlan, administration: Row<'administrations'>): Promise<number> {
  const debtorIds = new Set(plan.skipped.filter(({ reason }) => reason === 'no-email').map(({ debtorId }) => debtorId));
  for (const debtorId of debtorIds) {
    const open = await tx.list('actions', { where: { debtorId, state: 'open' } });
    if (open.some(({ kind }) => kind === 'missing-email')) continue;
    const debtor = await need(tx, 'debtors', debtorId);
    await addAction(tx, ctx, debtor, { kind: 'missing-email', dueOn: ctx.today(administration.timeZone), source: 'workflow' });
  }
  return debtorIds.size;
}
