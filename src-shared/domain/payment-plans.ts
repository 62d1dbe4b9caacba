import { AppError, addDays, type Day, dayFromParts, daysBetween, endOfMonth } from '../kernel/index.ts';
import type { InstalmentState, Row } from '../schema/index.ts';
import { lookOn, sumOf } from './arranged-lines.ts';

export const PLAN_INTERVALS = ['weekly', 'two-weekly', 'monthly'] as const;
export type PlanInterval = (typeof PLAN_INTERVALS)[number];

/** More instalments than this is not a plan any more. */
export const MAXIMUM_TERMS = 120;
/** Nobody agrees further ahead. */
const MAXIMUM_DAYS_AHEAD = 3_660;

/** One instalment as it is agreed. */
export interface PlanTerm {
  dueOn: Day;
  /** Minor units. */
  amount: number;
}

/**
 * The day of the n-th instalment (from 0). Monthly is the same day of the month as the first, or the month's last day
 * where it has no such day; the day after that is the first's again.
 */
export function termDay(firstOn: Day, interval: PlanInterval, index: number): Day {
  if (interval !== 'monthly') return addDays(firstOn, index * (interval === 'weekly' ? 7 : 14));
  const months = Number(firstOn.slice(0, 4)) * 12 + Number(firstOn.slice(5, 7)) - 1 + index;
  const first = dayFromParts(Math.floor(months / 12), (months % 12) + 1, 1);
  const wanted = addDays(first, Number(firstOn.slice(8, 10)) - 1);
  const last = endOfMonth(first);
  return wanted > last ? last : wanted;
}

interface Rhythm {
  /** To be paid in all, minor units. */
  total: number;
  firstOn: Day;
  interval: PlanInterval;
}

/**
 * A plan in equal terms; what the division leaves over is in the last one.
 * @throws AppError `plan.terms` when the total cannot be had in so many terms
 */
export function proposeSchedule({ total, terms, firstOn, interval }: Rhythm & { terms: number }): PlanTerm[] {
  if (!Number.isInteger(terms) || terms < 1 || terms > MAXIMUM_TERMS || total < terms) throw new AppError('plan.terms', { terms });
  const each = Math.floor(total / terms);
  return Array.from({ length: terms }, (_, index) => ({
    dueOn: termDay(firstOn, interval, index),
    amount: index === terms - 1 ? total - each * (terms - 1) : each,
  }));
}

export interface PlanStep {
  /** How many instalments of this amount follow each other. */
  terms: number;
  amount: number;
}

/**
 * A plan in steps (three of 100, then three of 250 …). It ends where the total is reached, with the term that reaches it
 * cut to what is left; what the steps do not reach is one more term at the end.
 * @throws AppError `plan.terms` when it comes to more terms than a plan may have, `plan.amount` when a step asks nothing
 */
export function steppedSchedule({ total, firstOn, interval, steps }: Rhythm & { steps: readonly PlanStep[] }): PlanTerm[] {
  const terms: PlanTerm[] = [];
  let left = total;
  const add = (amount: number) => {
    if (terms.length === MAXIMUM_TERMS) throw new AppError('plan.terms', { terms: MAXIMUM_TERMS + 1 });
    terms.push({ dueOn: termDay(firstOn, interval, terms.length), amount });
    left -= amount;
  };
  for (const step of steps) {
    if (step.amount <= 0) throw new AppError('plan.amount');
    for (let count = 0; count < step.terms && left > 0; count += 1) add(Math.min(step.amount, left));
  }
  if (left > 0) add(left);
  return terms;
}

export type PlanProblem =
  | { code: 'empty' | 'too-many' | 'past' | 'too-far' | 'order' | 'amount'; index: number }
  /** `difference` is what the terms lack (negative: have too much), minor units. */
  | { code: 'sum'; index: number; difference: number };

/** What is wrong with a plan for a total on a day, at the first term where it is (from 0); null when nothing is. */
export function planProblem(terms: readonly PlanTerm[], total: number, today: Day): PlanProblem | null {
  if (terms.length === 0) return { code: 'empty', index: 0 };
  if (terms.length > MAXIMUM_TERMS) return { code: 'too-many', index: MAXIMUM_TERMS };
  for (const [index, { dueOn, amount }] of terms.entries()) {
    const before = terms[index - 1];
    if (!Number.isSafeInteger(amount) || amount <= 0) return { code: 'amount', index };
    if (dueOn < today) return { code: 'past', index };
    if (before && dueOn <= before.dueOn) return { code: 'order', index };
    if (daysBetween(today, dueOn) > MAXIMUM_DAYS_AHEAD) return { code: 'too-far', index };
  }
  const difference = total - sumOf(terms);
  return difference === 0 ? null : { code: 'sum', index: terms.length - 1, difference };
}

type InstalmentRow = Pick<Row<'instalments'>, 'position' | 'dueOn' | 'amount'>;

export interface InstalmentProgress {
  paid: number;
  state: Exclude<InstalmentState, 'cancelled'>;
}

/** Spreads what came in over the instalments, the oldest first, and says of each how it stands on a day. */
export function planProgress<T extends InstalmentRow>(
  instalments: readonly T[],
  received: number,
  graceDays: number,
  today: Day,
): { instalment: T; progress: InstalmentProgress }[] {
  let left = received;
  return [...instalments]
    .sort((a, b) => a.position - b.position)
    .map((instalment) => {
      const paid = Math.min(left, instalment.amount);
      left -= paid;
      return { instalment, progress: { paid, state: stateOf(instalment, paid, graceDays, today) } };
    });
}

function stateOf({ amount, dueOn }: InstalmentRow, paid: number, graceDays: number, today: Day): InstalmentProgress['state'] {
  if (paid >= amount) return 'paid';
  if (today >= lookOn(dueOn, graceDays)) return 'missed';
  return paid > 0 ? 'partly-paid' : 'due';
}
