import type { RowReader } from '../../src-shared/domain/row-reader.ts';
import { translateError } from '../../src-shared/i18n/index.ts';
import { AppError } from '../../src-shared/kernel/index.ts';
import type { Row } from '../../src-shared/schema/index.ts';
import type { Services } from '../app/services.ts';
import type { OutgoingMessage } from '../mail/mailer.ts';
import { outgoingMessage, renderMessage } from '../mail/prepare-message.ts';
import type { WriteTx } from '../storage/store.ts';

const MINUTE = 60_000;
const RETRY_MINUTES = [1, 5, 15, 60, 240];
/** Days after which a message that the server keeps putting off is given up. */
const GIVE_UP_AFTER = 3 * 24 * 60 * MINUTE;

/** A row of the outbox that this process has leased, with all it needs to be sent. */
export interface LeasedMessage {
  row: Row<'outbox'>;
  message: Row<'messages'>;
  outgoing: OutgoingMessage;
}

type LeaseServices = Pick<Services, 'clock' | 'config' | 'keys' | 'dataDir'>;

/**
 * Takes up to `limit` messages that are due, also those whose lease has run out. Their words are fixed here, before
 * the first attempt, so that every later attempt sends the same. What cannot be put into words waits, with the reason.
 */
export async function leaseDue(tx: WriteTx, services: LeaseServices, limit: number, ours: ReadonlySet<string>): Promise<LeasedMessage[]> {
  const leased: LeasedMessage[] = [];
  for (const row of await dueRows(tx, services.clock.now(), limit, ours)) {
    const taken: Row<'outbox'> = { ...row, state: 'sending', leasedUntil: leaseEnd(services), attempts: row.attempts + 1 };
    const message = await tx.get('messages', row.refId);
    if (message?.state !== 'queued') {
      // Its end is known already, or it has gone with its debtor: there is nothing to send.
      await tx.put('outbox', { ...row, state: 'done', leasedUntil: null });
      continue;
    }
    try {
      leased.push({ row: taken, ...(await prepare(tx, services, message)) });
      await tx.put('outbox', taken);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      await putOff(tx, services, taken, message, await reasonFor(tx, message, error));
    }
  }
  return leased;
}

const leaseEnd = ({ clock, config }: LeaseServices): string => new Date(clock.now().getTime() + config.leaseSeconds * 1_000).toISOString();

/** Makes the leases of rows that are still being sent last longer; rows that another process has by now are left alone. */
export async function renewLeases(tx: WriteTx, services: LeaseServices, rows: Iterable<Row<'outbox'>>): Promise<void> {
  const leasedUntil = leaseEnd(services);
  for (const row of rows) if (await isStillLeased(tx, row)) await tx.put('outbox', { ...row, leasedUntil });
}

/** Every lease counts as an attempt, so that a row taken over by another process is told from one that is still ours. */
export async function isStillLeased(tx: RowReader, { id, attempts }: Row<'outbox'>): Promise<boolean> {
  const row = await tx.get('outbox', id);
  return row?.state === 'sending' && row.attempts === attempts;
}

/** What is to be sent now: what waits and is due, and what was leased by a process that did not come back. */
export async function dueRows(reader: RowReader, now: Date, limit: number, ours: ReadonlySet<string>): Promise<Row<'outbox'>[]> {
  const at = now.toISOString();
  const due = await reader.list('outbox', {
    where: { state: 'waiting', nextAttemptAt: { lte: at } },
    orderBy: { column: 'nextAttemptAt' },
    limit,
  });
  const expired = await reader.list('outbox', { where: { state: 'sending', leasedUntil: { lt: at } }, limit });
  return [...expired.filter(({ id }) => !ours.has(id)), ...due].slice(0, limit);
}

async function prepare(tx: WriteTx, services: LeaseServices, message: Row<'messages'>): Promise<Omit<LeasedMessage, 'row'>> {
  const stored = await tx.get('messageBodies', message.id);
  if (stored) return { message, outgoing: await outgoingMessage(tx, services, message, { ...stored, subject: message.subject }) };
  const content = await renderMessage(tx, services, message);
  const worded = { ...message, subject: content.subject };
  const outgoing = await outgoingMessage(tx, services, worded, content);
  await tx.put('messageBodies', { id: message.id, html: content.html, text: content.text });
  await tx.put('messages', worded);
  return { message: worded, outgoing };
}

/** In the company's language: it is shown beside the message, not to the person whose act it was. */
async function reasonFor(reader: RowReader, { administrationId, language }: Row<'messages'>, error: AppError): Promise<string> {
  const company = await reader.get('administrations', administrationId);
  return translateError(company?.language ?? language, error);
}

/** Back to waiting for a later attempt, with the reason where people see it. */
export async function putOff(
  tx: WriteTx,
  { clock }: Pick<Services, 'clock'>,
  row: Row<'outbox'>,
  { id }: { id: string },
  reason: string,
): Promise<void> {
  const minutes = RETRY_MINUTES[Math.min(row.attempts, RETRY_MINUTES.length) - 1] ?? 1;
  const nextAttemptAt = new Date(clock.now().getTime() + minutes * MINUTE).toISOString();
  await tx.put('outbox', { ...row, state: 'waiting', leasedUntil: null, nextAttemptAt, error: reason });
  const message = await tx.get('messages', id);
  if (message && message.error !== reason) await tx.put('messages', { ...message, error: reason });
}

/** Gives leased rows back untried, unless another process has them by now. */
export async function giveBack(tx: WriteTx, rows: readonly Row<'outbox'>[]): Promise<void> {
  for (const row of rows) {
    if (await isStillLeased(tx, row)) await tx.put('outbox', { ...row, state: 'waiting', leasedUntil: null, attempts: row.attempts - 1 });
  }
}

/** For the one process that drains: whatever is marked as being sent was left so by a process that has died. */
export async function releaseLeases(tx: WriteTx): Promise<number> {
  const rows = await tx.list('outbox', { where: { state: 'sending' } });
  for (const row of rows) await tx.put('outbox', { ...row, state: 'waiting', leasedUntil: null });
  return rows.length;
}

export const isGivenUp = (message: Row<'messages'>, now: Date): boolean => now.getTime() - Date.parse(message.createdAt) > GIVE_UP_AFTER;
