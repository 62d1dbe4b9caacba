import type { Row } from '../schema/index.ts';
import { actorUserId, type Tx, type WriterContext } from './command.ts';

/** `actorId`: the user on whose behalf the system acts; else it is whoever gives the command. */
type Entry = Pick<Row<'timelineEntries'>, 'kind' | 'category' | 'refId' | 'params'> & { actorId?: string | null };

/** Writes what happened on the debtor's timeline; every command that touches a debtor does so itself. @returns the entry's id */
export async function addTimelineEntry(
  tx: Tx,
  ctx: WriterContext,
  debtor: { id: string; administrationId: string },
  entry: Entry,
): Promise<string> {
  const id = ctx.newId();
  await tx.put('timelineEntries', {
    id,
    administrationId: debtor.administrationId,
    debtorId: debtor.id,
    at: ctx.now,
    actorId: actorUserId(ctx),
    ...entry,
  });
  return id;
}
