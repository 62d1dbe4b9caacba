import type { Row } from '../schema/index.ts';
import { actorUserId, type Tx, type WriterContext } from './command.ts';

type Notice = Pick<Row<'notifications'>, 'administrationId' | 'userId' | 'kind'> &
  Partial<Pick<Row<'notifications'>, 'debtorId' | 'refId' | 'params'>>;

/** Tells a colleague of something; nobody is told of his own act. */
export async function notifyUser(tx: Tx, ctx: WriterContext, notice: Notice): Promise<void> {
  const id = ctx.newId();
  if (notice.userId === actorUserId(ctx)) return;
  await tx.put('notifications', { id, params: {}, at: ctx.now, ...notice });
}
