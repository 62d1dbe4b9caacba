import { z } from 'zod';
import type { Row } from '../schema/index.ts';
import { type CommandContext, command, need, type Tx } from './command.ts';
import { addAction } from './work.ts';

/** What became of messages that the outbox tried to send. A message whose end is known already stays as it is. */
export const recordDelivery = command({
  name: 'record-delivery',
  args: z.object({
    deliveries: z
      .array(
        z.object({
          messageId: z.string(),
          state: z.enum(['sent', 'caught', 'failed']),
          /** Instant at which the mail server answered. */
          at: z.string(),
          /** What the mail server said; for `failed` only. */
          error: z.string().max(2_000).default(''),
          /** For `failed` only: it is the address that is no good, and not this one message. */
          bounced: z.boolean().default(false),
        }),
      )
      .min(1),
  }),
  may: ['system'],
  offline: false,
  administration: async () => null,
  run: async (tx, { deliveries }, ctx) => {
    for (const { messageId, state, at, error, bounced } of deliveries) {
      const message = await tx.get('messages', messageId);
      if (message?.state !== 'queued') continue;
      await tx.put('messages', { ...message, state, error, sentAt: state === 'failed' ? null : at });
      const [waiting] = await tx.list('outbox', { where: { kind: 'send-message', refId: messageId } });
      if (waiting) await tx.put('outbox', { ...waiting, state: state === 'failed' ? 'failed' : 'done', leasedUntil: null, error });
      if (state !== 'failed') continue;
      if (bounced) await markBounced(tx, message, at, error);
      await askSomebody(tx, ctx, message, bounced ? 'address-bounced' : 'mail-failed');
    }
    return {};
  },
});

/** Undeliverable mail is work for a person, asked for once while nobody has taken it up. */
async function askSomebody(
  tx: Tx,
  ctx: CommandContext,
  { administrationId, debtorId, recipient }: Row<'messages'>,
  kind: 'address-bounced' | 'mail-failed',
): Promise<void> {
  const open = await tx.list('actions', { where: { debtorId, state: 'open' } });
  if (open.some((action) => action.kind === kind)) return;
  const debtor = await need(tx, 'debtors', debtorId);
  const administration = await need(tx, 'administrations', administrationId);
  await addAction(tx, ctx, debtor, { kind, title: recipient, dueOn: ctx.today(administration.timeZone) });
}

/** Nothing more is sent to an address that does not exist, whoever it stands for, until somebody has changed it. */
async function markBounced(tx: Tx, { debtorId, recipient }: Row<'messages'>, at: string, reason: string): Promise<void> {
  const address = recipient.toLowerCase();
  for (const contact of await tx.list('contacts', { where: { debtorId } })) {
    if (contact.email.toLowerCase() === address)
      await tx.put('contacts', { ...contact, bouncedAt: at, bounceReason: reason.slice(0, 500) });
  }
  const debtor = await need(tx, 'debtors', debtorId);
  if (debtor.email.toLowerCase() === address) await tx.put('debtors', { ...debtor, bouncedEmail: address });
}
