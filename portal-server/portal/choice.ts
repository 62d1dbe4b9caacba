import { choosePayment, payableOf, usableCredits } from '../../src-shared/domain/allocation-choice.ts';
import { choosePlanPayment, type TermsToPay, termsToPay } from '../../src-shared/domain/plan-payment.ts';
import { type CurrencyOverview, type InvoiceFacts, portalOverview } from '../../src-shared/domain/portal-overview.ts';
import { AppError, type Day, typedAmount } from '../../src-shared/kernel/index.ts';
import type { RunningPlan } from './held.ts';

/** What a debtor has ticked and typed, as it came in by address or form. */
export interface RawChoice {
  currency: string;
  /** Null when nothing was said: then what is due is ticked. */
  invoiceIds: readonly string[] | null;
  mode: 'all' | 'other';
  /** As typed. */
  otherAmount: string;
  method: string;
  /** Id of the plan whose terms are to be paid; empty when invoices are. */
  plan: string;
}

export interface ReadChoice {
  raw: RawChoice;
  overview: CurrencyOverview | null;
  /** Documents that can be ticked, oldest due date first. */
  payable: InvoiceFacts[];
  credits: InvoiceFacts[];
  ticked: ReadonlySet<string>;
  /** Credits that are deducted from what is ticked, minor units. */
  creditUsed: number;
  /** What is ticked, credits deducted; 0 when that cannot be paid. */
  total: number;
  /** What the button names; 0 when there is nothing to name. */
  amount: number;
  /** The typed amount in minor units; null when the sum of what is ticked is paid. */
  otherAmount: number | null;
  /** When terms of a plan are paid: which, and how many there are in all. */
  terms: (TermsToPay & { of: number }) | null;
  /** Another amount than the whole may be paid. */
  partAllowed: boolean;
  error: AppError | null;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const list = (value: unknown): string[] => (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'string');

export function rawChoice(values: Record<string, unknown>): RawChoice {
  // A form without a tick sends none of them; `sent` tells that apart from an address that says nothing.
  const said = values.i !== undefined || values.sent !== undefined;
  return {
    currency: /^[A-Z]{3}$/.test(text(values.c)) ? text(values.c) : '',
    invoiceIds: said ? list(values.i).filter((id) => id !== '') : null,
    mode: values.mode === 'other' ? 'other' : 'all',
    otherAmount: text(values.amount).slice(0, 30),
    method: text(values.m).slice(0, 64),
    plan: text(values.plan).slice(0, 64),
  };
}

/**
 * Works a choice out against the documents as they are. @throws AppError `not-found` when a ticked document is not one
 * of this debtor's open ones in this currency (`own` has all of the debtor's)
 */
export function readChoice(raw: RawChoice, invoices: readonly InvoiceFacts[], today: Day, own: ReadonlySet<string>): ReadChoice {
  const ofCurrency = invoices.filter((invoice) => invoice.currency === raw.currency);
  const overview = portalOverview(ofCurrency, today, raw.currency)[0] ?? null;
  const payable = [...(overview?.due ?? []), ...(overview?.later ?? [])]
    .map((row) => row.invoice)
    .filter((invoice, index, all) => payableOf(invoice) > 0 && all.indexOf(invoice) === index);
  const due = new Set((overview?.due ?? []).map((row) => row.invoice.id));
  for (const id of raw.invoiceIds ?? []) if (!own.has(id)) throw new AppError('not-found');
  const ticked = new Set(raw.invoiceIds ?? payable.filter((invoice) => due.has(invoice.id)).map((invoice) => invoice.id));
  const base = { raw, overview, payable, credits: usableCredits(ofCurrency), ticked, terms: null, partAllowed: true };
  return { ...base, ...worked(raw, ofCurrency, [...ticked], today) };
}

/** The terms of a plan that are to be paid now, or the next one: there is nothing to choose. */
export function readPlanChoice(
  raw: RawChoice,
  invoices: readonly InvoiceFacts[],
  { plan, instalments }: RunningPlan,
  today: Day,
): ReadChoice {
  const chosen = choosePlanPayment(invoices, instalments, plan.id, today);
  const terms = termsToPay(instalments, today);
  const amount = chosen?.amount ?? 0;
  return {
    raw: { ...raw, currency: plan.currency },
    ...{ overview: null, payable: [], credits: [], ticked: new Set<string>(), creditUsed: 0, otherAmount: null },
    total: amount,
    amount,
    terms: terms && { ...terms, of: instalments.length },
    partAllowed: false,
    error: chosen ? null : new AppError('payment.nothing-chosen'),
  };
}

function worked(raw: RawChoice, invoices: readonly InvoiceFacts[], invoiceIds: string[], today: Day) {
  const none = { creditUsed: 0, total: 0, amount: 0, otherAmount: null };
  let whole: { total: number; creditUsed: number };
  try {
    const { total, lines } = choosePayment(invoices, { invoiceIds, otherAmount: null }, today);
    whole = { total, creditUsed: lines.reduce((sum, line) => sum - Math.min(0, line.amount), 0) };
  } catch (error) {
    return { ...none, error: paymentError(error) };
  }
  const result = { ...whole, amount: whole.total, otherAmount: null, error: null };
  if (raw.mode === 'all') return result;
  try {
    const otherAmount = typedAmount(raw.otherAmount, raw.currency);
    const { amount } = choosePayment(invoices, { invoiceIds, otherAmount }, today);
    return { ...result, amount, otherAmount };
  } catch (error) {
    return { ...result, error: paymentError(error) };
  }
}

function paymentError(error: unknown): AppError {
  if (error instanceof AppError && (error.code.startsWith('payment.') || error.code.startsWith('money.'))) return error;
  throw error;
}

/** The address of the pay page with this choice in it; too long a choice is left out. */
export function choiceQuery(raw: RawChoice, language?: string): string {
  const query = new URLSearchParams({ c: raw.currency, open: '1' });
  if (raw.invoiceIds) {
    query.set('sent', '1');
    if (raw.invoiceIds.length <= 100) for (const id of raw.invoiceIds) query.append('i', id);
    else query.delete('sent');
  }
  if (raw.mode === 'other') {
    query.set('mode', 'other');
    query.set('amount', raw.otherAmount);
  }
  if (raw.plan) query.set('plan', raw.plan);
  if (raw.method) query.set('m', raw.method);
  if (language) query.set('lang', language);
  return query.toString();
}
