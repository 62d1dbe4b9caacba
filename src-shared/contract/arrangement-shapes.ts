import { z } from 'zod';
import { ADMINISTRATION_SETTINGS } from '../domain/administration-settings.ts';
import { INSTALMENT_STATES, PLAN_STATES, PROMISE_STATES } from '../schema/index.ts';
import { daySchema, minor } from './shapes.ts';

export { lookOn } from '../domain/arranged-lines.ts';
export {
  MAXIMUM_TERMS,
  PLAN_INTERVALS,
  type PlanInterval,
  type PlanProblem,
  type PlanTerm,
  planProblem,
  proposeSchedule,
  steppedSchedule,
  termDay,
} from '../domain/payment-plans.ts';

const lines = z.array(z.object({ invoiceId: z.string(), number: z.string(), amount: minor }));
const agreed = {
  id: z.string(),
  currency: z.string(),
  lines,
  origin: z.enum(['collector', 'portal', 'mail', 'robot']),
  note: z.string(),
  graceDays: z.int(),
  createdAt: z.string(),
  /** Empty when no colleague recorded it. */
  createdByName: z.string(),
  rowVersion: z.int(),
};

export const promiseShape = z.object({
  ...agreed,
  state: z.enum(PROMISE_STATES),
  amount: minor,
  /** What has come in on it. */
  received: minor,
  promisedOn: daySchema,
  /** The day on which it is looked whether the money came. */
  lookOn: daySchema,
  decidedOn: daySchema.nullable(),
});
export type PromiseRow = z.output<typeof promiseShape>;

export const instalmentShape = z.object({
  id: z.string(),
  position: z.int(),
  dueOn: daySchema,
  amount: minor,
  paid: minor,
  state: z.enum(INSTALMENT_STATES),
  remindedOn: daySchema.nullable(),
});

export const planShape = z.object({
  ...agreed,
  state: z.enum(PLAN_STATES),
  total: minor,
  paid: minor,
  remindDaysBefore: z.int().nullable(),
  lapseAfterMissed: z.int(),
  confirmedAt: z.string().nullable(),
  endedOn: daySchema.nullable(),
  endReason: z.string(),
  instalments: z.array(instalmentShape),
});
export type PlanRow = z.output<typeof planShape>;

export const reliabilityShape = z.object({
  kept: z.int(),
  partly: z.int(),
  broken: z.int(),
  /** Promises that took the place of an earlier one. */
  moved: z.int(),
  /** Share of the decided promises that was kept in full, 0–100; null when none has been decided. */
  percentage: z.int().nullable(),
});
export type Reliability = z.output<typeof reliabilityShape>;

export const debtorArrangementsShape = z.object({
  /** Newest first. */
  promises: z.array(promiseShape),
  plans: z.array(planShape),
  reliability: reliabilityShape,
});
export type DebtorArrangements = z.output<typeof debtorArrangementsShape>;

/** A promise or an instalment with its day, for an agenda. */
export const agendaRowShape = z.object({
  kind: z.enum(['promise', 'instalment']),
  id: z.string(),
  /** The plan of an instalment. */
  planId: z.string().nullable(),
  administrationId: z.string(),
  debtorId: z.string(),
  debtorNumber: z.string(),
  debtorName: z.string(),
  assigneeId: z.string().nullable(),
  /** The day it is to be paid by. */
  on: daySchema,
  lookOn: daySchema,
  currency: z.string(),
  amount: minor,
  received: minor,
  state: z.enum([...PROMISE_STATES, ...INSTALMENT_STATES]),
  /** Its invoices, as they are named in a sentence. */
  invoices: z.string(),
});
export type ArrangementAgendaRow = z.output<typeof agendaRowShape>;

export const arrangementSettingsShape = z.object({
  promises: ADMINISTRATION_SETTINGS.promises,
  plans: ADMINISTRATION_SETTINGS.plans,
});
export type ArrangementSettings = z.output<typeof arrangementSettingsShape>;
