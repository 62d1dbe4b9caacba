import { z } from 'zod';
import { ADMINISTRATION_SETTINGS } from '../domain/administration-settings.ts';
import { daySchema, minor } from './shapes.ts';

export { copyInvoiceFile, copyInvoiceSettingsSchema, documentSettingsSchema, standardCopyFolder } from '../domain/document-settings.ts';
export { MAXIMUM_RATE } from '../domain/statutory-interest-rates.ts';

/** Hundredths of a percent a year, from a day on. */
const interestRate = z.object({ from: daySchema, trade: z.int(), other: z.int() });

export const documentSettingsShape = z.object({
  documents: ADMINISTRATION_SETTINGS.documents,
  copyInvoices: ADMINISTRATION_SETTINGS['copy-invoices'],
  /** Of the administration; part of the standard folder of copies. */
  code: z.string(),
  /** The newest invoice, to show what the pattern leads to; null while there is none. */
  example: z.object({ number: z.string(), issueDate: daySchema }).nullable(),
});
export type DocumentSettings = z.output<typeof documentSettingsShape>;

export const settlementSettingsShape = z.object({
  currency: z.string(),
  /** Up to what each role approves a write-off, minor units. */
  limits: z.object({ collector: minor, 'credit-manager': minor, administrator: minor }),
  vatPercent: z.int(),
  /** What applies, newest first; `published` is what the program knows of that day, null when only the company has it. */
  rates: z.array(interestRate.extend({ published: interestRate.omit({ from: true }).nullable() })),
});
export type SettlementSettings = z.output<typeof settlementSettingsShape>;

/** Settings of an administration about its files, and about how what is not paid ends. */
export const administrationSettingsQueries = {
  'settings.documents': { args: z.object({ administrationId: z.string() }), result: documentSettingsShape },
  'settings.settlement': { args: z.object({ administrationId: z.string() }), result: settlementSettingsShape },
} as const;

export const administrationSettingsTables = {
  'settings.documents': ['administrationSettings', 'administrations', 'invoices'],
  'settings.settlement': ['administrationSettings', 'administrations'],
} as const;
