import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { AppError } from '../../src-shared/kernel/index.ts';

/*
 * A mapping says how one layout of CSV file becomes debtors and invoices. It is a JSON file, kept with the ledger it
 * belongs to; everything it may hold is described here and nothing else is accepted.
 */

/** A column by its name in the header (letter case is ignored when only one fits), or by its position, 1 for the first. */
const columnRef = z.union([z.string(), z.int().min(1)]);
export type ColumnRef = z.output<typeof columnRef>;

/**
 * - `strip-zero-decimals`: "1930581131.0" → "1930581131" (a whole number that a spreadsheet wrote as a decimal)
 * - `strip-leading-zeros`: "0200769623" → "200769623"; a value of zeros only becomes "0"
 * - `upper`, `lower`: letter case
 * - `{ "map": { "C": "consumer" } }`: values by a table; a value that is not in it stays as it is
 * - `{ "remove": "INV-" }`: takes a piece of text out wherever it stands
 */
const transform = z.union([
  z.enum(['strip-zero-decimals', 'strip-leading-zeros', 'upper', 'lower']),
  z.strictObject({ map: z.record(z.string(), z.string()) }),
  z.strictObject({ remove: z.string().min(1) }),
]);
export type Transform = z.output<typeof transform>;

/**
 * Where a value comes from: a column's name or position as it is, a column with more to be said about it, or a constant.
 * Values are trimmed unless `keepSpaces` is set.
 */
const field = z.union([
  columnRef,
  z.strictObject({
    column: columnRef,
    /** Columns to look in, in this order, when the first is blank. */
    or: z.array(columnRef).default([]),
    /** Applied in this order to a value that is not blank. */
    transform: z.array(transform).default([]),
    /** Taken when all columns are blank. */
    default: z.string().optional(),
    keepSpaces: z.boolean().default(false),
  }),
  z.strictObject({ constant: z.string() }),
]);
export type Field = z.output<typeof field>;

/** True for rows whose value of the column is one of these (letter case ignored, trimmed). */
const condition = z.strictObject({ column: columnRef, values: z.array(z.string()).min(1) });
export type Condition = z.output<typeof condition>;

const filter = z
  .strictObject({
    column: columnRef,
    in: z.array(z.string()).optional(),
    notIn: z.array(z.string()).optional(),
    notBlank: z.boolean().optional(),
  })
  .refine(({ in: only, notIn, notBlank }) => only || notIn || notBlank, 'a filter needs "in", "notIn" or "notBlank"');
export type Filter = z.output<typeof filter>;

/** How the due date is found where the file leaves it blank: from the words of the payment terms. */
const terms = z.strictObject({
  field,
  /** Regular expressions (letter case ignored) whose first group is the number of days: "^Net (\\d+)$". */
  patterns: z.array(z.string().refine(isPattern, 'is no regular expression with one group')).default([]),
  /** Days by the exact words (letter case ignored): { "Due on receipt": 0 }. */
  days: z.record(z.string(), z.int().min(0).max(3_650)).default({}),
  /** For blank and unknown terms; without it such a row is rejected. */
  otherwise: z.int().min(0).max(3_650).optional(),
});

/**
 * When and how far an invoice was settled. Before that day the whole amount is open, from that day on `outstanding` of
 * it (nothing when no such column is given). A row without a day is not settled, but for what `outstanding` says.
 */
const settled = z.union([
  z.strictObject({ on: field, outstanding: field.optional() }),
  z.strictObject({ daysAfter: z.enum(['issueDate', 'dueDate']), days: field, outstanding: field.optional() }),
]);

const invoice = z
  .strictObject({
    /** The ledger's invoice number; or, for a ledger without one, the columns a stable number is derived from. */
    number: z.union([field, z.strictObject({ derivedFrom: z.array(columnRef).min(1), prefix: z.string().default('') })]),
    issueDate: field,
    /** Blank values need `terms`. Left out altogether it is always the issue date plus the terms. */
    dueDate: field.optional(),
    terms: terms.optional(),
    /** ISO 4217 code; left out it is the administration's own currency. */
    currency: field.optional(),
    /** The invoice's amount. Left out for ledgers that list open balances only: then the first balance seen is the amount. */
    amount: field.optional(),
    /** What is still open of it. Left out it is the amount, less `applied` or `settled`. */
    open: field.optional(),
    /** What has been paid or credited so far; blank is nothing. */
    applied: field.optional(),
    settled: settled.optional(),
    /** Rows of which nothing is open any more, whatever the amounts say. */
    closed: condition.optional(),
    /** Rows whose amounts are written positive in the file and must be negative (credit notes). */
    negate: condition.optional(),
    /** What a negative document is, when `documentTypes` does not say. */
    negativeKind: z.enum(['credit-note', 'payment-on-account']).default('credit-note'),
    documentTypes: z
      .strictObject({ field, kinds: z.record(z.string(), z.enum(['invoice', 'credit-note', 'payment-on-account'])) })
      .optional(),
    /** Rows in dispute: all that is open on them is held back from dunning. With it, the ledger is the master of disputes. */
    disputed: condition.optional(),
    reference: field.optional(),
    description: field.optional(),
  })
  .refine(({ amount, open }) => amount !== undefined || open !== undefined, 'give "amount", "open" or both')
  .refine(
    (it) => [it.open && it.amount, it.applied, it.settled].filter(Boolean).length <= 1,
    'give only one of "open" (next to "amount"), "applied" and "settled"',
  )
  .refine(({ dueDate, terms: t }) => dueDate !== undefined || t !== undefined, 'give "dueDate", "terms" or both');

const debtor = z.strictObject({
  number: field,
  /** Blank names become the number. */
  name: field.optional(),
  /** `follow`: the first name in the newest file. `keep-first`: the first name ever seen, for ledgers whose names differ from row to row. */
  namePolicy: z.enum(['follow', 'keep-first']).default('follow'),
  /** `business` (also when left out) or `consumer`. */
  kind: field.optional(),
  /** `nl` or `en`; left out it is the administration's language. */
  language: field.optional(),
  street: field.optional(),
  postalCode: field.optional(),
  city: field.optional(),
  country: field.optional(),
  email: field.optional(),
  phone: field.optional(),
  chamberOfCommerce: field.optional(),
  vatNumber: field.optional(),
});

/** Becomes the debtor's contact when there is none yet; what people changed afterwards is never overwritten. */
const contact = z.strictObject({ name: field.optional(), email: field.optional(), phone: field.optional() });

export const mappingSchema = z.strictObject({
  /** For people. */
  name: z.string().default(''),
  description: z.string().default(''),
  delimiter: z.string().length(1).default(','),
  /** Empty for files that quote nothing: a quote is then a character like any other. */
  quote: z.string().max(1).default('"'),
  /** `auto`: by byte order mark, else UTF-8 when the whole file is valid as such, else Windows-1252. */
  encoding: z.enum(['auto', 'utf-8', 'windows-1252', 'utf-16le', 'utf-16be']).default('auto'),
  /** False: the first line is data already, and columns are named by position. */
  header: z.boolean().default(true),
  /** Lines above the header (titles, print dates). */
  skipLines: z.int().min(0).default(0),
  numbers: z
    .strictObject({
      decimal: z.enum(['.', ',']).default('.'),
      /** Between groups of three digits; empty when the file has none. */
      group: z.enum(['', '.', ',', ' ', "'"]).default(''),
    })
    .refine(({ decimal, group }) => decimal !== group, 'decimal and group are the same')
    .default({ decimal: '.', group: '' }),
  dates: z.strictObject({
    /**
     * Tried in this order. D or DD, M or MM, MMM (Dutch or English month name, short or long), YY or YYYY, and anything
     * else as it stands: "D-M-YYYY", "M/D/YY", "DD-MMM-YY", "YYYYMMDD". A time of day behind it is ignored.
     */
    formats: z.array(z.string().refine(isDateFormat, 'needs a day, a month and a year, each once')).min(1),
    /** Two-digit years below this are 20xx, the others 19xx. */
    pivot: z.int().min(0).max(100).default(70),
  }),
  filters: z.array(filter).default([]),
  debtor,
  contact: contact.optional(),
  invoice,
  /** How a file is taken when the one who imports does not say. */
  mode: z.enum(['snapshot', 'increment']).default('increment'),
});
export type Mapping = z.output<typeof mappingSchema>;

/** The pieces of a date format, longest first. */
export const DATE_TOKENS = /YYYY|YY|MMM|MM|M|DD|D|[^YMD]+/g;

function isDateFormat(format: string): boolean {
  const tokens = (format.match(DATE_TOKENS) ?? []).map((token) => token[0]);
  return ['Y', 'M', 'D'].every((kind) => tokens.filter((token) => token === kind).length === 1);
}

function isPattern(source: string): boolean {
  try {
    // A pattern with one alternative more, so that it always matches and shows how many groups there are.
    return new RegExp(`${source}|`).exec('')?.length === 2;
  } catch (cause) {
    if (cause instanceof SyntaxError) return false;
    throw cause;
  }
}

/** @throws AppError `mapping.malformed` naming the key and what is wrong with it */
export function parseMapping(value: unknown, file: string): Mapping {
  const parsed = mappingSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = deepestIssue(parsed.error.issues);
  throw new AppError('mapping.malformed', { file, key: issue.key, reason: issue.message });
}

const SHIPPED = fileURLToPath(new URL('../../resources/mappings', import.meta.url));

/**
 * The file that a mapping is in: a path; or the name of a mapping that comes with the product, which is also the name of
 * the ledger it is for (`unicorn-invoices`, `unicorn-invoices.csv`, `unicorn-invoices.csv.gz`).
 * @param resolvePath makes the caller's path absolute
 */
export function findMapping(given: string, resolvePath: (path: string) => string): string {
  const path = resolvePath(given);
  if (existsSync(path)) return path;
  const named = basename(given) === given || dirname(path) === SHIPPED;
  return named && existsSync(shippedMapping(given)) ? shippedMapping(given) : path;
}

const shippedMapping = (name: string): string => join(SHIPPED, `${basename(name).split('.')[0]}.json`);

/** @throws AppError `mapping.missing`, `mapping.malformed` */
export function loadMapping(file: string): Mapping {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new AppError('mapping.missing', { file }, { cause });
  }
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new AppError('mapping.malformed', { file, key: '(file)', reason: 'not valid JSON' }, { cause });
  }
  return parseMapping(value, file);
}

/** The most telling issue of a failed parse: inside unions, the one that got furthest. */
function deepestIssue(issues: readonly z.core.$ZodIssue[], base: readonly PropertyKey[] = []): { key: string; message: string } {
  const issue = issues[0];
  if (!issue) return { key: base.join('.'), message: '' };
  const path = [...base, ...issue.path];
  if (issue.code === 'unrecognized_keys') return { key: [...path, issue.keys.join(', ')].join('.'), message: 'unknown key' };
  if (issue.code === 'invalid_union') {
    const furthest = issue.errors.toSorted((a, b) => (b[0]?.path.length ?? 0) - (a[0]?.path.length ?? 0) || score(b) - score(a))[0];
    if (furthest && (furthest[0]?.path.length || furthest[0]?.code === 'unrecognized_keys')) return deepestIssue(furthest, path);
  }
  return { key: path.join('.'), message: issue.message };
}

const score = (issues: readonly z.core.$ZodIssue[]): number => (issues[0]?.code === 'unrecognized_keys' ? 1 : 0);
