import {
  type PlanInterval,
  type PlanProblem,
  type PlanTerm,
  planProblem,
  proposeSchedule,
  steppedSchedule,
  termDay,
} from '../../../src-shared/contract/index.ts';
import { AppError, addDays, type Day } from '../../../src-shared/kernel/index.ts';

export const PLAN_SHAPES = ['equal', 'stepped', 'free'] as const;
export type PlanShape = (typeof PLAN_SHAPES)[number];

export interface StepDraft {
  key: number;
  terms: number;
  amount: number | null;
}
export interface TermDraft {
  key: number;
  dueOn: Day;
  amount: number | null;
}

/** A plan while it is being made up. */
export interface PlanDraft {
  shape: PlanShape;
  terms: number;
  firstOn: Day;
  interval: PlanInterval;
  steps: StepDraft[];
  free: TermDraft[];
}

export type DraftProblem = PlanProblem | { code: 'terms'; index: number };

export interface DraftedPlan {
  terms: PlanTerm[];
  problem: DraftProblem | null;
}

const FIRST_AFTER_DAYS = 7;

export const newDraft = (today: Day): PlanDraft => ({
  shape: 'equal',
  terms: 3,
  firstOn: addDays(today, FIRST_AFTER_DAYS),
  interval: 'monthly',
  steps: [{ key: 1, terms: 3, amount: null }],
  free: [],
});

/** The instalments a draft comes to, and what is wrong with them. */
export function draftedPlan(draft: PlanDraft, total: number, today: Day): DraftedPlan {
  try {
    const terms = termsOf(draft, total);
    return { terms, problem: planProblem(terms, total, today) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { terms: [], problem: { code: 'terms', index: 0 } };
  }
}

function termsOf(draft: PlanDraft, total: number): PlanTerm[] {
  const { shape, terms, firstOn, interval, steps, free } = draft;
  if (shape === 'free') return free.map(({ dueOn, amount }) => ({ dueOn, amount: amount ?? 0 }));
  if (shape === 'equal') return proposeSchedule({ total, terms, firstOn, interval });
  const filled = steps.flatMap((step) => (step.amount === null || step.amount === 0 ? [] : [{ terms: step.terms, amount: step.amount }]));
  return steppedSchedule({ total, firstOn, interval, steps: filled });
}

const nextKey = (rows: readonly { key: number }[]): number => Math.max(0, ...rows.map(({ key }) => key)) + 1;

/** Going to free terms starts from what the plan was until then. */
export function withShape(draft: PlanDraft, shape: PlanShape, { terms }: DraftedPlan): PlanDraft {
  if (shape !== 'free' || draft.shape === 'free') return { ...draft, shape };
  return { ...draft, shape, free: terms.map((term, index) => ({ key: index + 1, ...term })) };
}

export const addStep = (draft: PlanDraft): PlanDraft => ({
  ...draft,
  steps: [...draft.steps, { key: nextKey(draft.steps), terms: 3, amount: null }],
});

/** One more free term, as long after the last one as the draft's rhythm says, with what is left to spread. */
export function addTerm(draft: PlanDraft, lacking: number): PlanDraft {
  const last = draft.free.at(-1);
  const dueOn = last ? termDay(last.dueOn, draft.interval, 1) : draft.firstOn;
  return { ...draft, free: [...draft.free, { key: nextKey(draft.free), dueOn, amount: lacking > 0 ? lacking : null }] };
}

/** Puts what the free terms lack or have too much into the last one, as far as that leaves it an amount. */
export function balanceLast(draft: PlanDraft, lacking: number): PlanDraft {
  const last = draft.free.at(-1);
  if (!last || (last.amount ?? 0) + lacking <= 0) return draft;
  return { ...draft, free: [...draft.free.slice(0, -1), { ...last, amount: (last.amount ?? 0) + lacking }] };
}
