import { z } from 'zod';
import { taskMailboxSchema } from '../domain/task-mailbox.ts';
import { daySchema } from './shapes.ts';

export type { TaskMailbox } from '../domain/task-mailbox.ts';
export { addWorkingDays } from '../domain/working-days.ts';

export const noteRowShape = z.object({
  id: z.string(),
  text: z.string(),
  pinned: z.boolean(),
  invoices: z.array(z.object({ id: z.string(), number: z.string() })),
  mentions: z.array(z.string()),
  authorId: z.string().nullable(),
  authorName: z.string(),
  createdAt: z.string(),
  editedAt: z.string().nullable(),
});
export type NoteRow = z.output<typeof noteRowShape>;

export const taskRowShape = z.object({
  id: z.string(),
  administrationId: z.string(),
  debtorId: z.string(),
  debtorNumber: z.string(),
  debtorName: z.string(),
  title: z.string(),
  text: z.string(),
  invoices: z.array(z.object({ id: z.string(), number: z.string() })),
  fromId: z.string().nullable(),
  fromName: z.string(),
  toId: z.string(),
  toName: z.string(),
  dueOn: daySchema,
  /** Working days until it is due; 0 is today, negative is late. */
  daysLeft: z.int(),
  state: z.enum(['open', 'answered', 'done', 'cancelled']),
  escalated: z.boolean(),
  createdAt: z.string(),
  messages: z.array(
    z.object({
      id: z.string(),
      authorId: z.string().nullable(),
      authorName: z.string(),
      text: z.string(),
      via: z.enum(['desktop', 'mail']),
      at: z.string(),
    }),
  ),
});
export type TaskRow = z.output<typeof taskRowShape>;

export const notificationRowShape = z.object({
  id: z.string(),
  administrationId: z.string(),
  kind: z.string(),
  debtorId: z.string().nullable(),
  debtorName: z.string(),
  refId: z.string().nullable(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  at: z.string(),
  read: z.boolean(),
});
export type NotificationRow = z.output<typeof notificationRowShape>;

const query = <A extends z.ZodType, R extends z.ZodType>(args: A, result: R) => ({ args, result });
export const TASK_SCOPES = ['mine', 'sent', 'all'] as const;

export const colleagueQueries = {
  /** Newest first; those that were removed are left out. */
  'debtor.notes': query(z.object({ debtorId: z.string() }), z.array(noteRowShape)),
  'tasks.list': query(
    z.object({
      administrationId: z.string().nullable(),
      debtorId: z.string().nullable().default(null),
      /** `mine`: to me. `sent`: by me. */
      scope: z.enum(TASK_SCOPES),
      closed: z.boolean().default(false),
    }),
    z.array(taskRowShape),
  ),
  /** `mine`: asked of me and not answered. `answered`: asked by me, with an answer to read. */
  'tasks.counts': query(z.object({ administrationId: z.string().nullable() }), z.object({ mine: z.int(), answered: z.int() })),
  /** One's own, newest first. */
  'notifications.list': query(
    z.object({ limit: z.int().min(1).max(200).default(50) }),
    z.object({ rows: z.array(notificationRowShape), unread: z.int() }),
  ),
  /** Colleagues who work for an administration: who may be asked and named. */
  'colleagues.of': query(z.object({ administrationId: z.string() }), z.array(z.object({ id: z.string(), name: z.string() }))),
  'settings.task-mailbox': query(z.object({}), taskMailboxSchema),
} as const;

export const colleagueQueryTables = {
  'debtor.notes': ['notes', 'users', 'invoices'],
  'tasks.list': ['tasks', 'taskMessages', 'users', 'debtors', 'invoices'],
  'tasks.counts': ['tasks'],
  'notifications.list': ['notifications', 'debtors'],
  'colleagues.of': ['users', 'userRoles'],
  'settings.task-mailbox': ['settings'],
} as const satisfies Record<keyof typeof colleagueQueries, readonly string[]>;
