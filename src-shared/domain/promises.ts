import { addDays, type Day, daysBetween } from '../kernel/index.ts';
import type { ArrangedLine, PromiseState, ReplacedPromise, Row } from '../schema/index.ts';
import { lookOn, type PaidById, restOf, sumOf } from './arranged-lines.ts';

type PromiseRow = Row<'promises'>;

/** States of a promise whose outcome is known. */
export const DECIDED = ['kept', 'partly-kept', 'broken'] as const satisfies readonly PromiseState[];
export type PromiseOutcome = (typeof DECIDED)[number];
export const isDecided = (state: PromiseState): state is PromiseOutcome => (DECIDED as readonly PromiseState[]).includes(state);

/**
 * Days after a decision in which money that goes back, or a ledger that shows late what came in time, still changes it:
 * a direct debit can be taken back for eight weeks (SEPA Core rulebook).
 */
export const REVIEW_DAYS = 56;

/** A promise may reach the server days after it was made, from a desktop that was offline. */
const LATEST_SYNC_DAYS = 31;

export type PromiseProblem = 'past' | 'too-far' | 'amount' | 'too-much' | 'nothing-open';

/** What is wrong with a promise of `amount` out of `open` for a day, or null. */
export function promiseProblem(
  promise: { amount: number; open: number; promisedOn: Day },
  today: Day,
  maximumDaysAhead: number,
): PromiseProblem | null {
  if (promise.open <= 0) return 'nothing-open';
  if (promise.amount <= 0) return 'amount';
  if (promise.amount > promise.open) return 'too-much';
  const ahead = daysBetween(today, promise.promisedOn);
  if (ahead < -LATEST_SYNC_DAYS) return 'past';
  return ahead > maximumDaysAhead ? 'too-far' : null;
}

export interface PromiseMoney {
  /** What has come in by now, minor units. */
  now: number;
  /** What of it came in by the day it was looked. */
  inTime: number;
}

/**
 * What has become of a promise. Kept as soon as the whole amount is there. On the day it is looked it is decided by what
 * came in time. Afterwards only money that goes back makes an outcome worse, and only money that turns out to have come
 * in time makes it better.
 */
export function promiseState(
  promise: Pick<PromiseRow, 'amount' | 'promisedOn' | 'graceDays' | 'state' | 'received'>,
  { now, inTime }: PromiseMoney,
  today: Day,
): { state: PromiseState; received: number } {
  if (promise.state === 'withdrawn') return { state: promise.state, received: promise.received };
  const looked = today >= lookOn(promise.promisedOn, promise.graceDays);
  if (!looked) return { state: now >= promise.amount ? 'kept' : 'open', received: now };
  const counted = Math.min(now, inTime);
  const stands = isDecided(promise.state) && now >= promise.received && counted < promise.received;
  const received = stands ? promise.received : counted;
  return { state: outcomeOf(received, promise.amount), received };
}

const outcomeOf = (received: number, amount: number): PromiseOutcome =>
  received >= amount ? 'kept' : received > 0 ? 'partly-kept' : 'broken';

export interface Reliability {
  kept: number;
  partly: number;
  broken: number;
  /** Promises that took the place of an earlier one: put off, or made anew. */
  moved: number;
  /** Share that was kept in full, 0–100; null while nothing has been decided. */
  percentage: number | null;
}

/** How far a debtor's word can be relied on. */
export function reliabilityOf(promises: readonly Pick<PromiseRow, 'state' | 'replaces'>[]): Reliability {
  const count = (state: PromiseState) => promises.filter((promise) => promise.state === state).length;
  const [kept, partly, broken] = [count('kept'), count('partly-kept'), count('broken')];
  const decided = kept + partly + broken;
  const moved = promises.filter((promise) => promise.state !== 'withdrawn' && promise.replaces.length > 0).length;
  return { kept, partly, broken, moved, percentage: decided === 0 ? null : Math.round((100 * kept) / decided) };
}

/**
 * What earlier promises lose to a newer one. Two promises may share an invoice while together they are no more than what
 * is open of it (half now, half next month); else the newer one takes the earlier one's place there.
 */
export function replacedBy(
  lines: readonly ArrangedLine[],
  earlier: readonly Pick<PromiseRow, 'id' | 'amount' | 'lines'>[],
  arrangeable: (invoiceId: string) => number,
  paid: PaidById,
): { before: ReplacedPromise; lines: ArrangedLine[]; amount: number }[] {
  const overPromised = new Set<string>();
  for (const line of lines) {
    const others = earlier.flatMap((promise) => promise.lines).filter(({ invoiceId }) => invoiceId === line.invoiceId);
    const promised = others.reduce((sum, other) => sum + restOf(other, paid), line.amount);
    if (others.length > 0 && promised > arrangeable(line.invoiceId)) overPromised.add(line.invoiceId);
  }
  return earlier
    .filter((promise) => promise.lines.some(({ invoiceId }) => overPromised.has(invoiceId)))
    .map((promise) => {
      const left = promise.lines.filter(({ invoiceId }) => !overPromised.has(invoiceId));
      return { before: { promiseId: promise.id, amount: promise.amount, lines: promise.lines }, lines: left, amount: sumOf(left) };
    });
}

export interface PromiseHold {
  promisedUntil: Day;
  promisedAmount: number;
}

/**
 * What open promises hold back of each invoice, by id: what is promised of it and has not come in, until the latest of
 * their days with its grace.
 */
export function holdsOf(
  open: readonly Pick<PromiseRow, 'lines' | 'promisedOn' | 'graceDays'>[],
  paid: PaidById,
): ReadonlyMap<string, PromiseHold> {
  const holds = new Map<string, PromiseHold>();
  for (const { lines, promisedOn, graceDays } of open) {
    const until = addDays(promisedOn, graceDays);
    for (const line of lines) {
      const rest = restOf(line, paid);
      if (rest === 0) continue;
      const known = holds.get(line.invoiceId);
      const promisedUntil = known && known.promisedUntil > until ? known.promisedUntil : until;
      holds.set(line.invoiceId, { promisedUntil, promisedAmount: rest + (known?.promisedAmount ?? 0) });
    }
  }
  return holds;
}
