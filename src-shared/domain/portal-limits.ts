import { addDays, type Day, dayFromParts, daysBetween, endOfMonth, weekday } from '../kernel/index.ts';
import type { DecidedRule, Risk } from '../schema/index.ts';
import type { AlreadyPaidLimits, PlanLimits, PortalMode, PromiseLimits } from './portal-settings.ts';
import type { Term } from './requests.ts';
import { addWorkingDays, isWorkingDay } from './working-days.ts';

/** What is known of who asks, besides the question itself. */
export interface AskerFacts {
  today: Day;
  risk: Risk;
  /** Currency of what is asked, and the one the limits are in. */
  currency: string;
  administrationCurrency: string;
  mode: PortalMode;
}

export interface Decision {
  /** All of it is allowed: it may be handled without a person. */
  automatic: boolean;
  /** Line by line, failures first. */
  rules: DecidedRule[];
}

function decision(rules: DecidedRule[]): Decision {
  const sorted = [...rules.filter(({ ok }) => !ok), ...rules.filter(({ ok }) => ok)];
  return { automatic: rules.every(({ ok }) => ok), rules: sorted };
}

/** A function that is set to "always by a person" is a rule too: the collector must see that nothing else failed. */
const byHand = (mode: PortalMode): DecidedRule[] =>
  mode === 'automatic' ? [] : [{ rule: 'by-hand', asked: null, allowed: null, ok: false }];

/** Limits are amounts in the administration's currency; what is asked in another one cannot be held against them. */
const sameCurrency = ({ currency, administrationCurrency }: AskerFacts): DecidedRule[] =>
  currency === administrationCurrency ? [] : [{ rule: 'currency', asked: currency, allowed: administrationCurrency, ok: false }];

/** Holds a plan against the company's limits. Rules are named `plan.<limit>`. */
export function decidePlan(terms: readonly Term[], facts: AskerFacts, limits: PlanLimits): Decision {
  const first = terms[0]?.dueOn ?? facts.today;
  const last = terms.at(-1)?.dueOn ?? first;
  const total = terms.reduce((sum, term) => sum + term.amount, 0);
  const smallest = Math.min(...terms.map((term) => term.amount));
  const length = daysBetween(first, last);
  const longest = daysBetween(first, addMonths(first, limits.maximumMonths));
  const untilFirst = daysBetween(facts.today, first);
  return decision([
    ...byHand(facts.mode),
    { rule: 'plan.terms', asked: terms.length, allowed: limits.maximumTerms, ok: terms.length <= limits.maximumTerms },
    { rule: 'plan.length', asked: length, allowed: longest, ok: length <= longest },
    { rule: 'plan.risk', asked: facts.risk, allowed: limits.riskClasses.join(','), ok: limits.riskClasses.includes(facts.risk) },
    ...sameCurrency(facts),
    { rule: 'plan.amount', asked: total, allowed: limits.maximumAmount, ok: total <= limits.maximumAmount },
    { rule: 'plan.instalment', asked: smallest, allowed: limits.minimumInstalment, ok: smallest >= limits.minimumInstalment },
    { rule: 'plan.first', asked: untilFirst, allowed: limits.firstWithinDays, ok: untilFirst <= limits.firstWithinDays },
  ]);
}

export function decidePromise(promisedOn: Day, facts: AskerFacts, limits: PromiseLimits): Decision {
  const days = daysBetween(facts.today, promisedOn);
  return decision([
    ...byHand(facts.mode),
    { rule: 'promise.days', asked: days, allowed: limits.maximumDays, ok: days <= limits.maximumDays },
  ]);
}

/** A payment that was made long ago and is not there yet needs a person; a recent one only needs time. */
export function decideAlreadyPaid(paidOn: Day, facts: AskerFacts, limits: AlreadyPaidLimits): Decision {
  const days = daysBetween(paidOn, facts.today);
  return decision([
    ...byHand(facts.mode),
    { rule: 'already-paid.days-ago', asked: days, allowed: limits.maximumDaysAgo, ok: days <= limits.maximumDaysAgo },
  ]);
}

/** The day by which a payment that was made on a day must be seen, reckoned from today when that is later. */
export const arrivesBy = (paidOn: Day, today: Day, { arrivesWithinWorkingDays }: AlreadyPaidLimits): Day =>
  addWorkingDays(paidOn > today ? paidOn : today, arrivesWithinWorkingDays);

/** For what is handled at once or by a person, and has no limits of its own. */
export const decideByMode = (mode: PortalMode, more: DecidedRule[] = []): Decision => decision([...byHand(mode), ...more]);

/** The same day of a later month; the last day of the month where it has no such day. */
export function addMonths(from: Day, months: number): Day {
  const monthIndex = Number(from.slice(5, 7)) - 1 + months;
  const firstOfMonth = dayFromParts(Number(from.slice(0, 4)) + Math.floor(monthIndex / 12), (((monthIndex % 12) + 12) % 12) + 1, 1);
  const wanted = addDays(firstOfMonth, Number(from.slice(8)) - 1);
  const last = endOfMonth(firstOfMonth);
  return wanted < last ? wanted : last;
}

/** The working day nearest to a day; of two that are as near, the later. */
export function nearestWorkingDay(day: Day): Day {
  for (let distance = 0; ; distance += 1) {
    const [after, before] = [addDays(day, distance), addDays(day, -distance)];
    if (isWorkingDay(after)) return after;
    if (isWorkingDay(before)) return before;
  }
}

/**
 * Equal terms, a month apart, on working days near the day of the first. What rounding leaves is in the last term.
 * @returns an empty list when the amount is too small for so many terms
 */
export function monthlyTerms(total: number, count: number, firstOn: Day): Term[] {
  const each = Math.round(total / count);
  const last = total - each * (count - 1);
  if (each <= 0 || last <= 0) return [];
  return Array.from({ length: count }, (_, index) => ({
    dueOn: index === 0 ? firstOn : nearestWorkingDay(addMonths(firstOn, index)),
    amount: index === count - 1 ? last : each,
  }));
}

export interface PlanOffers {
  /** Numbers of terms that can be granted at once, from few to many. */
  counts: number[];
  /** First days that can be chosen with any of them. */
  firstDays: Day[];
}

const MOST_FIRST_DAYS = 4;
const FRIDAY = 5;
/** A first term sooner than this leaves no time to get the link and pay. */
const SOONEST_DAYS = 2;

/** What may be chosen so that every combination can be granted at once; nothing when not even the least can. */
export function planOffers(total: number, facts: AskerFacts, limits: PlanLimits): PlanOffers {
  const firstDays = firstDaysOf(facts.today, limits.firstWithinDays);
  const allowed = (count: number): boolean =>
    firstDays.every((day) => {
      const terms = monthlyTerms(total, count, day);
      return terms.length > 0 && decidePlan(terms, facts, limits).automatic;
    });
  const counts = Array.from({ length: limits.maximumTerms - 1 }, (_, index) => index + 2).filter(allowed);
  return counts.length > 0 && firstDays.length > 0 ? { counts, firstDays } : { counts: [], firstDays: [] };
}

/** The coming Fridays and the first of the next month, when money comes in. */
function firstDaysOf(today: Day, withinDays: number): Day[] {
  const fridays: Day[] = [];
  for (let days = SOONEST_DAYS; days <= withinDays && fridays.length < MOST_FIRST_DAYS - 1; days += 1) {
    const day = addDays(today, days);
    if (weekday(day) === FRIDAY && isWorkingDay(day)) fridays.push(day);
  }
  const first = nearestWorkingDay(addDays(endOfMonth(today), 1));
  const days = daysBetween(today, first);
  const all = days >= SOONEST_DAYS && days <= withinDays ? [...fridays, first] : fridays;
  const found = [...new Set(all)].sort();
  return found.length > 0 ? found : [addDays(today, Math.min(SOONEST_DAYS, withinDays))];
}

/** Days that a promise may be made for at once: two Fridays and the last day that is allowed. */
export function promiseDays(today: Day, { maximumDays }: PromiseLimits): Day[] {
  const days: Day[] = [];
  for (let ahead = SOONEST_DAYS; ahead < maximumDays && days.length < 2; ahead += 1) {
    const day = addDays(today, ahead);
    if (weekday(day) === FRIDAY && isWorkingDay(day)) days.push(day);
  }
  return [...days, addDays(today, maximumDays)];
}

/**
 * What the company could agree to when more was asked: as many terms as are allowed, from the first day that was asked
 * where that is soon enough. Null when no plan at all fits (too much money): then a person has to think of something.
 */
export function proposedPlan(asked: readonly Term[], facts: AskerFacts, limits: PlanLimits): Term[] | null {
  const total = asked.reduce((sum, term) => sum + term.amount, 0);
  const latest = addDays(facts.today, limits.firstWithinDays);
  const wanted = asked[0]?.dueOn ?? latest;
  const first = wanted <= latest ? wanted : nearestBefore(latest);
  // Risk and mode are for the person to judge; the shape of a plan is what is proposed here.
  const shape = { ...facts, mode: 'automatic' as const };
  const lenient = { ...limits, riskClasses: [facts.risk] };
  for (let count = Math.min(asked.length, limits.maximumTerms); count >= 2; count -= 1) {
    const terms = monthlyTerms(total, count, first);
    if (terms.length > 0 && decidePlan(terms, shape, lenient).automatic) return terms;
  }
  return null;
}

function nearestBefore(day: Day): Day {
  let found = day;
  while (!isWorkingDay(found)) found = addDays(found, -1);
  return found;
}
