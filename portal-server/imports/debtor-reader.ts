import type { Columns, FieldReader } from './fields.ts';
import type { Mapping } from './mapping.ts';
import { RowRejection } from './problems.ts';

/** What a ledger may say about a debtor besides number and name. A blank says nothing. */
export const DEBTOR_DETAILS = [
  'kind',
  'language',
  'street',
  'postalCode',
  'city',
  'country',
  'email',
  'phone',
  'chamberOfCommerce',
  'vatNumber',
] as const;
export const CONTACT_DETAILS = ['contactName', 'contactEmail', 'contactPhone'] as const;
export type DebtorDetail = (typeof DEBTOR_DETAILS)[number];
export type ContactDetail = (typeof CONTACT_DETAILS)[number];

export interface LedgerDebtor {
  number: string;
  name: string;
  /** In the order of {@link DEBTOR_DETAILS}, then {@link CONTACT_DETAILS}. */
  details: string[];
}

const ALLOWED: Partial<Record<DebtorDetail, readonly string[]>> = { kind: ['', 'business', 'consumer'], language: ['', 'nl', 'en'] };

export function debtorReader(mapping: Mapping, columns: Columns): { label: string; read(record: readonly string[]): LedgerDebtor } {
  const { debtor, contact } = mapping;
  const number = columns.field(debtor.number);
  const name = columns.optional(debtor.name);
  const details = [
    ...DEBTOR_DETAILS.map((key) => columns.optional(debtor[key])),
    columns.optional(contact?.name),
    columns.optional(contact?.email),
    columns.optional(contact?.phone),
  ];
  const checked = Object.entries(ALLOWED).map(([key, values]) => ({ index: DEBTOR_DETAILS.indexOf(key as DebtorDetail), values }));
  const read = (record: readonly string[]): LedgerDebtor => {
    const value = number.read(record);
    if (value === '') throw new RowRejection(number.label, 'blank');
    const texts = details.map((field) => field?.read(record) ?? '');
    for (const { index, values } of checked) checkAllowed(details[index], texts, index, values);
    return { number: value, name: name?.read(record) || value, details: texts };
  };
  return { label: number.label, read };
}

function checkAllowed(field: FieldReader | null | undefined, texts: string[], index: number, values: readonly string[]): void {
  if (!field) return;
  const value = (texts[index] ?? '').toLowerCase();
  if (!values.includes(value)) throw new RowRejection(field.label, 'value-unknown', { value, allowed: values.filter(Boolean).join(', ') });
  texts[index] = value;
}
