import { z } from 'zod';
import { command } from './command.ts';
import { needColleague } from './work.ts';

/** Ends an absence, or takes one back that was entered by mistake. One that is gone already stays so. */
export const removeAbsence = command({
  name: 'remove-absence',
  args: z.object({ administrationId: z.string(), absenceId: z.string() }),
  may: ['administrator', 'credit-manager', 'collector'],
  offline: true,
  administration: async (_tx, args) => args.administrationId,
  run: async (tx, { administrationId, absenceId }) => {
    const absence = await tx.get('absences', absenceId);
    if (!absence) return { before: null };
    await needColleague(tx, absence.userId, administrationId);
    await tx.remove('absences', absenceId);
    const { userId, substituteId, fromDay, untilDay } = absence;
    return { before: { userId, substituteId, fromDay, untilDay } };
  },
  inverse: ({ administrationId }, { before }) => (before ? [{ name: 'save-absence', args: { administrationId, ...before } }] : []),
});
