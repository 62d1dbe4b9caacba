import type { Row } from '../schema/index.ts';
import { actorUserId, type Tx, type WriterContext } from './command.ts';

type Entry = Pick<Row<'timelineEntries'>, 'kind' | 'category' | 'refId' | 'params'>;

/** Writes what happened on the debtor's timeline; every command that touches a debtor does so itself. */
export async function addTimelineEntry(
  tx: Tx,
  ctx: WriterContext,
  debtor: { id: string; administrationId: string },
  entry: Entry,
): Promise<void> {
  await tx.put('timelineEntries', {
    id: ctx.newId(),
    administrationId: debtor.administrationId,
    debtorId: debtor.id,
    at: ctx.now,
    actorId: actorUserId(ctx),
    ...entry,
  });
}
