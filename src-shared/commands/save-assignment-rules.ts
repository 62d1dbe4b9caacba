import { z } from 'zod';
import { debtorRuleSchema } from '../domain/debtor-rule.ts';
import { command, need } from './command.ts';
import { needColleague } from './work.ts';

/** Replaces the assignment rules of an administration by these, in this order. Existing assignments stay as they are. */
export const saveAssignmentRules = command({
  name: 'save-assignment-rules',
  args: z.object({
    administrationId: z.string(),
    rules: z
      .array(
        z.object({
          /** Of a rule that was there; a new one leaves it out. */
          id: z.string().optional(),
          rule: debtorRuleSchema,
          assigneeId: z.string(),
          active: z.boolean().default(true),
        }),
      )
      .max(200),
  }),
  may: ['administrator', 'credit-manager'],
  offline: true,
  administration: async (_tx, args) => args.administrationId,
  run: async (tx, { administrationId, rules }, ctx) => {
    await need(tx, 'administrations', administrationId);
    const existing = await tx.list('assignmentRules', { where: { administrationId }, orderBy: { column: 'position' } });
    const known = new Set(existing.map(({ id }) => id));
    const kept = new Set<string>();
    for (const [position, { id: given, rule, assigneeId, active }] of rules.entries()) {
      if (active) await needColleague(tx, assigneeId, administrationId);
      const id = given !== undefined && known.has(given) && !kept.has(given) ? given : ctx.newId();
      kept.add(id);
      await tx.put('assignmentRules', { id, administrationId, position, rule, assigneeId, active });
    }
    for (const { id } of existing) if (!kept.has(id)) await tx.remove('assignmentRules', id);
    return { before: existing.map(({ id, rule, assigneeId, active }) => ({ id, rule, assigneeId, active })) };
  },
  inverse: ({ administrationId }, { before }) => [{ name: 'save-assignment-rules', args: { administrationId, rules: before } }],
});
