import { z } from 'zod';
import { debtorRuleSchema } from '../domain/debtor-rule.ts';
import { daySchema } from './shapes.ts';

const query = <A extends z.ZodType, R extends z.ZodType>(args: A, result: R) => ({ args, result });
const ofAdministration = z.object({ administrationId: z.string() });

export const assignmentRuleShape = z.object({ id: z.string(), rule: debtorRuleSchema, assigneeId: z.string(), active: z.boolean() });
export type AssignmentRule = z.output<typeof assignmentRuleShape>;

export const absenceShape = z.object({
  id: z.string(),
  userId: z.string(),
  userName: z.string(),
  substituteId: z.string(),
  substituteName: z.string(),
  fromDay: daySchema,
  untilDay: daySchema,
});
export type AbsenceRow = z.output<typeof absenceShape>;

export const assignmentQueries = {
  /** The rules in their order, and how many debtors are nobody's and would be somebody's by them. */
  'settings.assignment': query(
    ofAdministration,
    z.object({ rules: z.array(assignmentRuleShape), unassigned: z.int(), fitting: z.int(), currency: z.string() }),
  ),
  /** Running and coming absences, first day first. */
  'settings.absences': query(z.object({}), z.array(absenceShape)),
  'settings.calendar': query(ofAdministration, z.object({ names: z.boolean() })),
};

export const assignmentQueryTables = {
  'settings.assignment': ['assignmentRules', 'debtors', 'invoices', 'users'],
  'settings.absences': ['absences', 'users'],
  'settings.calendar': ['administrationSettings'],
} satisfies Record<keyof typeof assignmentQueries, readonly string[]>;
