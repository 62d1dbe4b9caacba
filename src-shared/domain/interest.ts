import { AppError, addDays, type Day, daysBetween, mulDiv } from '../kernel/index.ts';
import type { InterestRate } from './statutory-interest-rates.ts';

export interface InterestClaim {
  /** Minor units that were to be paid on the due date. */
  principal: number;
  dueDate: Day;
  /** What came in on it: interest runs through the day of payment. Negative takes a payment back. */
  payments: readonly { on: Day; amount: number }[];
  kind: 'trade' | 'other';
}

/** One stretch of days in which nothing changed. */
export interface InterestLine {
  /** First and last day. */
  from: Day;
  to: Day;
  days: number;
  /** What interest ran over: the principal still open, with the interest of full years. */
  base: number;
  /** Hundredths of a percent a year. */
  rate: number;
  /** Minor units, rounded half-even. */
  interest: number;
}

export interface Interest {
  lines: InterestLine[];
  total: number;
}

const DAYS_A_YEAR = 365;
const HUNDREDTHS = 10_000;

/**
 * Statutory interest through a day (Dutch Civil Code 6:119 and 6:119a): from the day after the due date, over days of 365, with
 * the interest of every full year added to what it runs over (6:119 lid 2). Split wherever the rate, the year or the open
 * principal changes, and rounded in every part, so that each line can be checked by hand.
 *
 * A payment lowers the principal here, and not first the accrued interest as 6:44 allows: the ledger has booked it on the
 * invoice, and the principal must be what the ledger shows. It never asks for more than 6:44 would.
 * @throws AppError `interest.no-rate` when a day is before the first known rate
 */
export function statutoryInterest(claim: InterestClaim, asOf: Day, rates: readonly InterestRate[]): Interest {
  const start = addDays(claim.dueDate, 1);
  const lines: InterestLine[] = [];
  let [capital, thisYear] = [0, 0];
  for (const [from, to] of stretches(claim, start, asOf, rates)) {
    if (isAnniversary(start, from)) [capital, thisYear] = [capital + thisYear, 0];
    const principal = claim.principal - paidUntil(claim, from);
    // What was paid in full bears no more interest, nor does the interest on it: a claim that is gone does not grow.
    const base = principal > 0 ? principal + capital : 0;
    const days = daysBetween(from, to) + 1;
    const rate = rateOn(from, claim.kind, rates);
    const interest = mulDiv(base, rate * days, HUNDREDTHS * DAYS_A_YEAR);
    thisYear += interest;
    if (base !== 0) lines.push({ from, to, days, base, rate, interest });
  }
  return { lines, total: lines.reduce((sum, line) => sum + line.interest, 0) };
}

/** Paid before a day: on the day of payment itself interest still runs. */
const paidUntil = ({ payments }: InterestClaim, day: Day): number =>
  payments.reduce((sum, payment) => (payment.on < day ? sum + payment.amount : sum), 0);

/** First and last days of the parts, in order. */
function stretches({ payments }: InterestClaim, start: Day, asOf: Day, rates: readonly InterestRate[]): [Day, Day][] {
  if (asOf < start) return [];
  const years: Day[] = [];
  for (let count = 1; anniversary(start, count) <= asOf; count += 1) years.push(anniversary(start, count));
  const firsts = [start, ...rates.map(({ from }) => from), ...payments.map(({ on }) => addDays(on, 1)), ...years];
  const inside = [...new Set(firsts)].filter((day) => day >= start && day <= asOf).sort();
  return inside.map((from, index) => [from, inside[index + 1] ? addDays(inside[index + 1] as Day, -1) : asOf]);
}

/** The day on which a year after the start is full; for 29 February, where there is none, the day after the 28th. */
function anniversary(start: Day, years: number): Day {
  const [year, month, day] = start.split('-').map(Number) as [number, number, number];
  return new Date(Date.UTC(year + years, month - 1, day)).toISOString().slice(0, 10) as Day;
}

const isAnniversary = (start: Day, day: Day): boolean => {
  const years = Number(day.slice(0, 4)) - Number(start.slice(0, 4));
  return years > 0 && anniversary(start, years) === day;
};

function rateOn(day: Day, kind: InterestClaim['kind'], rates: readonly InterestRate[]): number {
  const rate = rates.findLast(({ from }) => from <= day);
  if (!rate) throw new AppError('interest.no-rate', { day });
  return rate[kind];
}
