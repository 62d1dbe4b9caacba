import { currencyDecimals, type Day, daysBetween } from '../kernel/index.ts';
import type { ActionKind, Risk } from '../schema/index.ts';

export interface PriorityInput {
  currency: string;
  /** Overdue and not on its way, minor units. */
  overdue: number;
  /** Due date of the oldest overdue invoice; null when nothing is overdue. */
  oldestDue: Day | null;
  overdueInvoices: number;
  risk: Risk;
  actionDueOn: Day;
  /** Promised for today or later, minor units. */
  promised: number;
  actionKind: ActionKind;
  /** Open over the credit limit, minor units; 0 within it or without a limit. */
  overLimit: number;
}

export type FactorKind =
  | 'overdue-amount'
  | 'oldest-invoice'
  | 'invoice-count'
  | 'risk'
  | 'action-late'
  | 'action-kind'
  | 'limit'
  | 'promised'
  | 'cap';

export interface Factor {
  kind: FactorKind;
  points: number;
  params: Record<string, string | number>;
}

const MAXIMUM = 100;
/** Somebody who did not do as he said, or whom we owe an answer, comes before somebody who is merely late. */
const KIND_POINTS: Partial<Record<ActionKind, number>> = {
  'promise-broken': 16,
  'instalment-missed': 12,
  'plan-lapsed': 12,
  request: 8,
  question: 8,
  dispute: 8,
  'payment-not-in-ledger': 4,
};
/** Less to do where all that is overdue has been promised: it is waited for. */
const PROMISED_POINTS = -15;
const RISK_POINTS: Record<Risk, number> = { low: 0, medium: 6, high: 14 };

/**
 * Why an action stands where it stands: whole points that add up to a score from 0 to 100. A factor without points is
 * left out, and one that speaks against it counts down. The amount counts by its order of magnitude (10 points per factor ten above 10 units, at most 40), age by
 * one point per four days (at most 26).
 */
export function priorityFactors(input: PriorityInput, today: Day): Factor[] {
  const units = input.overdue / 10 ** currencyDecimals(input.currency);
  const days = input.oldestDue ? Math.max(0, daysBetween(input.oldestDue, today)) : 0;
  const late = Math.max(0, daysBetween(input.actionDueOn, today));
  const factors: Factor[] = [
    {
      kind: 'overdue-amount',
      points: units > 10 ? Math.min(40, Math.round(10 * Math.log10(units / 10))) : 0,
      params: { amount: input.overdue, currency: input.currency },
    },
    { kind: 'oldest-invoice', points: Math.min(26, Math.floor(days / 4)), params: { days } },
    { kind: 'invoice-count', points: Math.min(8, Math.max(0, input.overdueInvoices - 1)), params: { count: input.overdueInvoices } },
    { kind: 'risk', points: RISK_POINTS[input.risk], params: { risk: input.risk } },
    { kind: 'limit', points: input.overLimit > 0 ? 8 : 0, params: { amount: input.overLimit, currency: input.currency } },
    { kind: 'action-kind', points: KIND_POINTS[input.actionKind] ?? 0, params: { action: input.actionKind } },
    {
      kind: 'promised',
      points: input.overdue > 0 && input.promised >= input.overdue ? PROMISED_POINTS : 0,
      params: { amount: input.promised, currency: input.currency },
    },
    { kind: 'action-late', points: Math.min(10, late), params: { days: late } },
  ];
  const kept = factors.filter((factor) => factor.points !== 0);
  const outside = score(kept) - Math.min(MAXIMUM, Math.max(0, score(kept)));
  if (outside !== 0) kept.push({ kind: 'cap', points: -outside, params: {} });
  return kept;
}

export const score = (factors: readonly Factor[]): number => factors.reduce((sum, factor) => sum + factor.points, 0);
