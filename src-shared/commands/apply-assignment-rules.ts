import { z } from 'zod';
import { loadAssignment } from '../domain/debtor-rule.ts';
import { command, need } from './command.ts';
import { addTimelineEntry } from './timeline.ts';

/** At most so many debtors at once, so that no transaction grows without end; give the command again for the rest. */
const MOST = 5_000;

/**
 * Gives the debtors that are nobody's yet to whom the rules name, with their open actions that are nobody's. Never takes
 * work from anybody.
 */
export const applyAssignmentRules = command({
  name: 'apply-assignment-rules',
  args: z.object({
    administrationId: z.string(),
    /** Counts without changing anything. */
    dryRun: z.boolean().default(false),
  }),
  may: ['administrator', 'credit-manager', 'system'],
  offline: false,
  administration: async (_tx, args) => args.administrationId,
  run: async (tx, { administrationId, dryRun }, ctx) => {
    const assignment = await loadAssignment(tx, administrationId);
    const unassigned = await tx.list('debtors', { where: { administrationId, assigneeId: null } });
    const assigned: Record<string, number> = {};
    const names = new Map<string, string>();
    let done = 0;
    for (const debtor of unassigned) {
      const assigneeId = await assignment.of(debtor);
      if (assigneeId === null) continue;
      assigned[assigneeId] = (assigned[assigneeId] ?? 0) + 1;
      if (dryRun || done >= MOST) continue;
      done += 1;
      if (!names.has(assigneeId)) names.set(assigneeId, (await need(tx, 'users', assigneeId)).name);
      await tx.put('debtors', { ...debtor, assigneeId });
      const params = { name: names.get(assigneeId) ?? '' };
      await addTimelineEntry(tx, ctx, debtor, { kind: 'assigned', category: 'system', refId: null, params });
      const actions = await tx.list('actions', { where: { debtorId: debtor.id, state: 'open', assigneeId: null } });
      for (const action of actions) await tx.put('actions', { ...action, assigneeId });
    }
    const total = Object.values(assigned).reduce((sum, count) => sum + count, 0);
    return { assigned, done, left: total - done, unassigned: unassigned.length - total };
  },
});
