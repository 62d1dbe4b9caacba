import { z } from 'zod';
import { AppError } from '../kernel/index.ts';
import { administrationOfDebtor, command } from './command.ts';
import { takesBack } from './undo.ts';

/** Takes back a call that was logged by mistake: by who logged it, a short while. One that is gone already stays so. @throws AppError `undo.too-late` */
export const removeCall = command({
  name: 'remove-call',
  args: z.object({ debtorId: z.string(), entryId: z.string() }),
  may: ['administrator', 'credit-manager', 'collector', 'sales'],
  offline: true,
  administration: administrationOfDebtor,
  run: async (tx, { debtorId, entryId }, ctx) => {
    const entry = await tx.get('timelineEntries', entryId);
    if (entry?.debtorId !== debtorId || entry.kind !== 'call') return {};
    if (!takesBack(ctx, entry.at, entry.actorId)) throw new AppError('undo.too-late');
    await tx.remove('timelineEntries', entryId);
    return {};
  },
});
