import { z } from 'zod';
import { AGENDA_KINDS, type AgendaKind } from '../domain/agenda.ts';
import { ACTION_KINDS } from '../schema/index.ts';
import { daySchema, minor } from './shapes.ts';

const query = <A extends z.ZodType, R extends z.ZodType>(args: A, result: R) => ({ args, result });

export { AGENDA_KINDS, type AgendaKind };

export const agendaItemShape = z.object({
  kind: z.enum(AGENDA_KINDS),
  id: z.string(),
  administrationId: z.string(),
  debtorId: z.string(),
  debtorName: z.string(),
  on: daySchema,
  /** HH:MM; empty is all day. */
  time: z.string(),
  actionKind: z.enum(ACTION_KINDS).nullable(),
  title: z.string(),
  amount: minor.nullable(),
  currency: z.string().nullable(),
  userId: z.string().nullable(),
  expired: z.boolean(),
});
export type AgendaItem = z.output<typeof agendaItemShape>;

export const agendaQueries = {
  /** What is open between two days, first and last included, by day and time. `more`: some of it is left out. */
  'agenda.range': query(
    z.object({ administrationId: z.string().nullable(), userId: z.string().nullable(), from: daySchema, until: daySchema }),
    z.object({ items: z.array(agendaItemShape), more: z.boolean() }),
  ),
  /** What of the user's own is to be done today, and what should have been done, in the last month. */
  'agenda.counts': query(z.object({ administrationId: z.string().nullable() }), z.object({ today: z.int() })),
  /** Asks the server: the address of one's own calendar feed, null when there is none. */
  'calendar.address': query(z.object({}), z.object({ url: z.string().nullable() })),
};

export const agendaQueryTables = {
  'agenda.range': ['actions', 'promises', 'instalments', 'paymentPlans', 'disputes', 'tasks', 'debtors'],
  'agenda.counts': ['actions', 'promises', 'instalments', 'paymentPlans', 'disputes', 'tasks', 'debtors'],
  'calendar.address': ['settings'],
} satisfies Record<keyof typeof agendaQueries, readonly string[]>;
