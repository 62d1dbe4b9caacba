import { loadAdministrationSettings } from '../domain/administration-settings.ts';
import { askable } from '../domain/hand-over.ts';
import { approvalLimit } from '../domain/write-off-settings.ts';
import { AppError, currencyDecimals, mulDiv } from '../kernel/index.ts';
import type { Row } from '../schema/index.ts';
import { type CommandContext, need, type Tx } from './command.ts';

/** Up to what who acts may approve, in minor units of a currency. */
export async function limitOf(tx: Tx, { actor }: CommandContext, administrationId: string, currency: string): Promise<number> {
  if (actor.kind !== 'user') return 0;
  const own = actor.roles.filter((role) => role.administrationId === null || role.administrationId === administrationId);
  const { limits } = await loadAdministrationSettings(tx, administrationId, 'write-offs');
  const limit = approvalLimit(
    limits,
    own.map(({ role }) => role),
  );
  const administration = await need(tx, 'administrations', administrationId);
  if (currency === administration.currency) return limit;
  return mulDiv(limit, 10 ** currencyDecimals(currency), 10 ** currencyDecimals(administration.currency));
}

/** Takes what was given up off what is asked of the invoices (1), or puts it back (-1). @throws AppError `write-off.more-than-open` */
export async function applyWriteOff(tx: Tx, { lines }: Row<'writeOffs'>, sign: 1 | -1): Promise<void> {
  for (const { invoiceId, amount, number } of lines) {
    const invoice = await need(tx, 'invoices', invoiceId);
    if (sign > 0 && amount > askable(invoice)) throw new AppError('write-off.more-than-open', { number });
    await tx.put('invoices', { ...invoice, writtenOff: Math.max(0, invoice.writtenOff + sign * amount) });
  }
}
