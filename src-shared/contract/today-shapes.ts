import { z } from 'zod';
import { DISPUTE_STATES, PROMISE_STATES, REQUEST_KINDS, REQUEST_STATES } from '../schema/index.ts';
import { daySchema, minor } from './shapes.ts';

/** What a figure was on each of some days, oldest first. */
const series = z.array(z.object({ day: daySchema, value: z.int() }));

const aboutDebtor = { debtorId: z.string(), debtorName: z.string() };

const promiseEntry = z.object({
  id: z.string(),
  ...aboutDebtor,
  currency: z.string(),
  amount: minor,
  received: minor,
  promisedOn: daySchema,
  state: z.enum(PROMISE_STATES),
});

export const todayShape = z.object({
  /** The currency of every amount here: the administration's, or the first one's when all are looked at. */
  currency: z.string(),
  /** Since the instant that was asked. */
  news: z.object({
    received: z.object({ payments: z.int(), debtors: z.int(), amount: minor }),
    messages: z.object({ sent: z.int(), failed: z.int() }),
    brokenPromises: z.object({ count: z.int(), amount: minor }),
    requests: z.object({ new: z.int(), waiting: z.int() }),
    /** Disputes that must be answered today or should have been. */
    disputesDue: z.object({ count: z.int(), first: z.object({ ...aboutDebtor, state: z.enum(DISPUTE_STATES) }).nullable() }),
  }),
  /** Of the debtors that are mine, at the end of each day. */
  overdue: z.object({ now: minor, weekAgo: minor, series }),
  received: z.object({ thisWeek: minor, lastWeek: minor, series }),
  /** Promises decided in the last 30 days. */
  promises: z.object({ kept: z.int(), partly: z.int(), broken: z.int(), teamPercentage: z.int().nullable() }),
  /** Mine: done today, of what was there to do. */
  actions: z.object({ done: z.int(), planned: z.int(), series }),
  requests: z.array(
    z.object({
      id: z.string(),
      ...aboutDebtor,
      kind: z.enum(REQUEST_KINDS),
      state: z.enum(REQUEST_STATES),
      text: z.string(),
      createdAt: z.string(),
    }),
  ),
  agenda: z.object({ broken: z.array(promiseEntry), today: z.array(promiseEntry), tomorrow: z.array(promiseEntry) }),
});
export type Today = z.output<typeof todayShape>;
