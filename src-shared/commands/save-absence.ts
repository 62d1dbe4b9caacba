import { z } from 'zod';
import { isDay } from '../kernel/index.ts';
import { command, need } from './command.ts';
import { needColleague } from './work.ts';

/**
 * A period in which a colleague does somebody's work, entered by himself or, when he is ill, by anybody who works there.
 * It gives no rights: it only shows the substitute whose list there is to take over. Both must work for the
 * administration it is given in.
 */
export const saveAbsence = command({
  name: 'save-absence',
  args: z
    .object({
      administrationId: z.string(),
      /** Of an absence that is changed. */
      absenceId: z.string().max(64).optional(),
      userId: z.string(),
      substituteId: z.string(),
      fromDay: z.string().refine(isDay),
      untilDay: z.string().refine(isDay),
    })
    .refine(({ fromDay, untilDay }) => untilDay >= fromDay, { path: ['untilDay'] })
    .refine(({ userId, substituteId }) => userId !== substituteId, { path: ['substituteId'] }),
  may: ['administrator', 'credit-manager', 'collector'],
  offline: true,
  administration: async (_tx, args) => args.administrationId,
  run: async (tx, { administrationId, absenceId, ...absence }, ctx) => {
    const before = absenceId === undefined ? null : await need(tx, 'absences', absenceId);
    for (const userId of [absence.userId, absence.substituteId, before?.userId]) {
      if (userId !== undefined) await needColleague(tx, userId, administrationId);
    }
    const id = absenceId ?? ctx.newId();
    await tx.put('absences', { id, ...absence });
    return {
      absenceId: id,
      before: before && { fromDay: before.fromDay, untilDay: before.untilDay, userId: before.userId, substituteId: before.substituteId },
    };
  },
  inverse: ({ administrationId }, { absenceId, before }) => [
    before
      ? { name: 'save-absence', args: { administrationId, absenceId, ...before } }
      : { name: 'remove-absence', args: { administrationId, absenceId } },
  ],
});
