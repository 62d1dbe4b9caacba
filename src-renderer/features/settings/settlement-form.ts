import { z } from 'zod';
import { MAXIMUM_RATE, type SettlementSettings } from '../../../src-shared/contract/index.ts';
import { type Day, isDay } from '../../../src-shared/kernel/index.ts';

export const APPROVING_ROLES = ['collector', 'credit-manager', 'administrator'] as const;
export const MAXIMUM_VAT = 30;

/** Hundredths of a percent of 10,15 or 10.15; null when it is no rate. */
export function rateOf(text: string): number | null {
  const match = /^\s*(\d{1,3})(?:[.,](\d{1,2}))?\s*%?\s*$/.exec(text);
  const hundredths = match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) : null;
  return hundredths !== null && hundredths <= MAXIMUM_RATE ? hundredths : null;
}

export function typedRate(hundredths: number, language: 'nl' | 'en'): string {
  const text = (hundredths / 100).toFixed(2);
  return language === 'nl' ? text.replace('.', ',') : text;
}

const amount = z
  .int()
  .min(0)
  .nullable()
  .refine((minor): boolean => minor !== null);
const rate = z.string().refine((text) => rateOf(text) !== null);
const rowSchema = z.object({
  /** Tells rows apart while their dates are changed. */
  key: z.string(),
  from: z.string().refine((text): text is Day => isDay(text)),
  trade: rate,
  other: rate,
  /** What the program knows of that day; such a row can be changed but not removed. */
  published: z.object({ trade: z.int(), other: z.int() }).nullable(),
});
export type RateRow = z.output<typeof rowSchema>;

/** What of the settings is typed. */
export const settlementFieldsSchema = z.object({
  collector: amount,
  'credit-manager': amount,
  administrator: amount,
  vatPercent: z
    .string()
    .trim()
    .refine((text) => /^\d{1,2}$/.test(text) && Number(text) <= MAXIMUM_VAT),
  rates: z.array(rowSchema).refine((rows) => new Set(rows.map(({ from }) => from)).size === rows.length),
});
export type SettlementFields = z.output<typeof settlementFieldsSchema>;

export function settlementFields({ limits, vatPercent, rates }: SettlementSettings, language: 'nl' | 'en'): SettlementFields {
  return {
    ...limits,
    vatPercent: String(vatPercent),
    rates: rates.map(({ from, trade, other, published }) => ({
      ...{ key: from, from, published },
      ...{ trade: typedRate(trade, language), other: typedRate(other, language) },
    })),
  };
}

/** The settings as they are saved: of the rates only what is not as published. */
export function settlementValues(fields: SettlementFields) {
  const { collector, 'credit-manager': manager, administrator, vatPercent } = fields;
  const rates = fields.rates
    .map(({ from, trade, other, published }) => ({ from, trade: rateOf(trade) ?? 0, other: rateOf(other) ?? 0, published }))
    .filter(({ trade, other, published }) => trade !== published?.trade || other !== published?.other)
    .map(({ published: _published, ...row }) => row)
    .sort((a, b) => (a.from < b.from ? -1 : 1));
  return {
    writeOffs: { limits: { collector, 'credit-manager': manager, administrator } },
    handOver: { vatPercent: Number(vatPercent) },
    statutoryInterest: { rates },
  };
}

/** The first half-year after the newest row: when new rates usually begin. */
export function nextHalfYear(rows: readonly RateRow[]): Day {
  const latest = rows.map(({ from }) => from).reduce((a, b) => (a > b ? a : b), '2016-01-01' as Day);
  const year = Number(latest.slice(0, 4));
  return (latest < `${year}-07-01` ? `${year}-07-01` : `${year + 1}-01-01`) as Day;
}
