import { z } from 'zod';
import { agendaRowShape, arrangementSettingsShape, debtorArrangementsShape } from './arrangement-shapes.ts';
import { daySchema } from './shapes.ts';

/** Promises to pay and payment plans. */
export const arrangementQueries = {
  'debtor.arrangements': { args: z.object({ debtorId: z.string() }), result: debtorArrangementsShape },
  /** Promises and instalments whose day lies in a range, by day: running ones and those that have had their day. */
  'arrangements.agenda': {
    args: z.object({
      administrationId: z.string().nullable(),
      /** A user's id; null is everybody's debtors. */
      assigneeId: z.string().nullable().default(null),
      from: daySchema,
      until: daySchema,
    }),
    result: z.array(agendaRowShape),
  },
  'settings.arrangements': { args: z.object({ administrationId: z.string() }), result: arrangementSettingsShape },
} as const;

export const arrangementTables = {
  'debtor.arrangements': ['promises', 'paymentPlans', 'instalments', 'users'],
  'arrangements.agenda': ['promises', 'paymentPlans', 'instalments', 'debtors'],
  'settings.arrangements': ['administrationSettings'],
} as const;
