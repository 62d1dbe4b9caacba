import { z } from 'zod';
import { AppError } from '../kernel/index.ts';
import type { DebtorRule, Row } from '../schema/index.ts';
import type { RowReader } from './row-reader.ts';

/** A rule as it is saved: blanks and empty lists mean "any". */
export const debtorRuleSchema: z.ZodType<DebtorRule> = z
  .strictObject({
    kinds: z.array(z.enum(['business', 'consumer'])).max(2),
    risks: z.array(z.enum(['low', 'medium', 'high'])).max(3),
    numberFrom: z.string().trim().max(40),
    numberTo: z.string().trim().max(40),
    nameFrom: z.string().trim().max(40),
    nameTo: z.string().trim().max(40),
    countries: z.array(z.string().trim().min(1).max(60)).max(250),
    postalCodeFrom: z.string().trim().max(12),
    postalCodeTo: z.string().trim().max(12),
    industries: z.array(z.string().trim().min(1).max(100)).max(200),
    minimumOpen: z.int().min(0),
  })
  .partial()
  .transform((rule) => Object.fromEntries(Object.entries(rule).filter(([, value]) => !isBlank(value))) as DebtorRule);

const isBlank = (value: unknown): boolean => value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/** What of a debtor a rule looks at. */
export type RuledDebtor = Pick<Row<'debtors'>, 'kind' | 'risk' | 'number' | 'name' | 'country' | 'postalCode' | 'industry'>;

/** A name without accents and case, so that "Élan" stands with the E. */
const plainName = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toUpperCase();
const plainCode = (text: string): string => text.replace(/\s/g, '').toUpperCase();
const sameWords = (list: readonly string[], value: string): boolean =>
  list.some((each) => each.trim().toLowerCase() === value.trim().toLowerCase());

/** Customer numbers compare as if both were as long as the longer one: 999 comes before 1000. */
function comesUpTo(first: string, second: string): boolean {
  const length = Math.max(first.length, second.length);
  return first.padStart(length, '0') <= second.padStart(length, '0');
}

/** Whether a text begins within a range of beginnings: 'K' lies in A–K, and so does 'KUIPERS'. */
const beginsWithin = (text: string, from: string, to: string): boolean =>
  (from === '' || text.slice(0, from.length) >= from) && (to === '' || text.slice(0, to.length) <= to);

/**
 * Whether a rule holds for a debtor: all that it asks must.
 * @param open minor units open in the administration's currency
 */
export function fitsDebtorRule(rule: DebtorRule, debtor: RuledDebtor, open: number): boolean {
  const { kinds, risks, countries, industries, numberFrom = '', numberTo = '' } = rule;
  if (kinds?.length && !kinds.includes(debtor.kind)) return false;
  if (risks?.length && !risks.includes(debtor.risk)) return false;
  if (numberFrom !== '' && !comesUpTo(numberFrom, debtor.number)) return false;
  if (numberTo !== '' && !comesUpTo(debtor.number, numberTo)) return false;
  if (!beginsWithin(plainName(debtor.name), plainName(rule.nameFrom ?? ''), plainName(rule.nameTo ?? ''))) return false;
  if (countries?.length && !sameWords(countries, debtor.country)) return false;
  const code = plainCode(debtor.postalCode);
  const asksCode = Boolean(rule.postalCodeFrom || rule.postalCodeTo);
  if (asksCode && code === '') return false;
  if (!beginsWithin(code, plainCode(rule.postalCodeFrom ?? ''), plainCode(rule.postalCodeTo ?? ''))) return false;
  if (industries?.length && !sameWords(industries, debtor.industry)) return false;
  return rule.minimumOpen === undefined || open >= rule.minimumOpen;
}

/** The first rule, in the order given, that holds for a debtor. */
export function firstFitting<R extends { rule: DebtorRule }>(rules: readonly R[], debtor: RuledDebtor, open: number): R | undefined {
  return rules.find(({ rule }) => fitsDebtorRule(rule, debtor, open));
}

/** Minor units a debtor has open in the administration's own currency; what rules with a minimum ask. */
export async function openOf(reader: RowReader, debtorId: string, currency: string): Promise<number> {
  const invoices = await reader.list('invoices', { where: { debtorId, open: { not: 0 } } });
  return invoices.reduce((sum, invoice) => sum + (invoice.currency === currency ? invoice.open : 0), 0);
}

export interface Assignment {
  /** There is no rule that anything could fit. */
  empty: boolean;
  /** Who gets the debtor; null is nobody. */
  of(debtor: RuledDebtor & { id: string }): Promise<string | null>;
}

/**
 * Who gets a debtor's work by the assignment rules of its administration; null when no active rule fits. Rules whose
 * colleague has left are passed over.
 * @throws AppError `not-found` when there is no such administration
 */
export async function loadAssignment(reader: RowReader, administrationId: string): Promise<Assignment> {
  const administration = await reader.get('administrations', administrationId);
  if (!administration) throw new AppError('not-found', { table: 'administrations', id: administrationId });
  const rows = await reader.list('assignmentRules', { where: { administrationId, active: true }, orderBy: { column: 'position' } });
  const gone = new Set<string>();
  for (const assigneeId of new Set(rows.map((row) => row.assigneeId))) {
    const user = await reader.get('users', assigneeId);
    if (!user || user.disabled) gone.add(assigneeId);
  }
  const rules = rows.filter((row) => !gone.has(row.assigneeId));
  const countsOpen = rules.some(({ rule }) => rule.minimumOpen !== undefined);
  return {
    empty: rules.length === 0,
    async of(debtor) {
      const open = countsOpen ? await openOf(reader, debtor.id, administration.currency) : 0;
      return firstFitting(rules, debtor, open)?.assigneeId ?? null;
    },
  };
}
