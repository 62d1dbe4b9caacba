import { z } from 'zod';
import { type Day, isDay } from '../kernel/index.ts';

/** Rates in hundredths of a percent a year (1015 is 10.15 %), from a day on. */
export interface InterestRate {
  from: Day;
  /** Trade interest (Dutch Civil Code 6:119a): ECB refinancing rate before the half-year + 8 points. */
  trade: number;
  /** All other claims (6:119), by decree. */
  other: number;
}

const rate = (from: string, trade: number, other: number): InterestRate => ({ from: from as Day, trade, other });

/** As published; what comes later is entered in the setting `statutory-interest`. */
export const STATUTORY_RATES: readonly InterestRate[] = [
  rate('2016-07-01', 800, 200),
  rate('2023-01-01', 1_050, 400),
  rate('2023-07-01', 1_200, 600),
  rate('2024-01-01', 1_250, 700),
  rate('2024-07-01', 1_225, 700),
  rate('2025-01-01', 1_115, 600),
  rate('2025-07-01', 1_015, 600),
  rate('2026-01-01', 1_015, 400),
];

/** Hundredths of a percent. */
export const MAXIMUM_RATE = 10_000;

/** Setting `statutory-interest`: rates that were published since, or that are to be otherwise. */
export const statutoryInterestSettingsSchema = z.object({
  rates: z
    .array(
      z.object({
        from: z.string().refine((value): value is Day => isDay(value)),
        trade: z.int().min(0).max(MAXIMUM_RATE),
        other: z.int().min(0).max(MAXIMUM_RATE),
      }),
    )
    .default([]),
});

/** The published rates with a company's own in their place, oldest first. */
export function ratesWith(own: readonly InterestRate[]): InterestRate[] {
  const byDay = new Map([...STATUTORY_RATES, ...own].map((each) => [each.from, each]));
  return [...byDay.values()].sort((a, b) => (a.from < b.from ? -1 : 1));
}
