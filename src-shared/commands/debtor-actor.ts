import { AppError } from '../kernel/index.ts';
import type { Row } from '../schema/index.ts';
import { type CommandContext, need, type Tx } from './command.ts';

/**
 * The debtor a portal command is about. For somebody in the portal every other debtor does not exist: the answer is the
 * same as for an id that was never given out. @throws AppError `not-found`
 */
export async function needOwnDebtor(tx: Tx, ctx: CommandContext, debtorId: string): Promise<Row<'debtors'>> {
  if (ctx.actor.kind === 'debtor' && ctx.actor.debtorId !== debtorId) {
    throw new AppError('not-found', { table: 'debtors', id: debtorId });
  }
  return need(tx, 'debtors', debtorId);
}
