import { addDays, currencyDecimals, type Day, mulDiv } from '../kernel/index.ts';

/** Whole units of the currency up to which a rate counts, and the rate in tenths of a percent. */
const BRACKETS: readonly (readonly [upTo: number, perMille: number])[] = [
  [2_500, 150],
  [5_000, 100],
  [10_000, 50],
  [200_000, 10],
  [Number.POSITIVE_INFINITY, 5],
];
const MINIMUM = 40;
const MAXIMUM = 6_775;

/**
 * Extrajudicial collection costs over a principal, minor units (Besluit vergoeding voor buitengerechtelijke incassokosten,
 * art. 2): 15 % of the first 2,500, 10 % of the next 2,500, 5 % of the next 5,000, 1 % of the next 190,000, 0.5 % above; at
 * least 40 and at most 6,775. Several claims in one letter are added first. Other currencies than the euro count in the
 * same numbers. Without a principal there are no costs.
 */
export function collectionCosts(principal: number, currency: string): number {
  if (principal <= 0) return 0;
  const unit = 10 ** currencyDecimals(currency);
  let [costs, below] = [0, 0];
  for (const [upTo, perMille] of BRACKETS) {
    const part = Math.min(principal, upTo * unit) - below;
    if (part <= 0) break;
    // In thousandths, so that only the sum is rounded.
    costs += part * perMille;
    below += part;
  }
  return Math.min(Math.max(mulDiv(costs, 1, 1_000), MINIMUM * unit), MAXIMUM * unit);
}

/** Days after posting: two for the post, fourteen free ones that begin the day after receipt (ECLI:NL:HR:2016:2704), and the next one. */
const DAYS_TO_COSTS = 17;

/** First day on which a consumer owes costs after a letter that gives fourteen days (6:96 lid 6) was posted. */
export const costsOwedFrom = (postedOn: Day): Day => addDays(postedOn, DAYS_TO_COSTS);

export interface CostsCase {
  /** Minor units, of all claims together. */
  principal: number;
  currency: string;
  debtor: 'business' | 'consumer';
  /** When the letter that gives a consumer fourteen days was posted; null when none was. */
  fourteenDayLetterOn: Day | null;
  /** VAT in percent: only when a third party collects and the creditor cannot reclaim it. */
  vatPercent: number;
}

/** What may be asked for costs on a day; a consumer owes none before the fourteen days are over. */
export function costsOwed({ principal, currency, debtor, fourteenDayLetterOn, vatPercent }: CostsCase, on: Day): number {
  if (debtor === 'consumer' && (fourteenDayLetterOn === null || on < costsOwedFrom(fourteenDayLetterOn))) return 0;
  const costs = collectionCosts(principal, currency);
  return costs + mulDiv(costs, vatPercent, 100);
}
