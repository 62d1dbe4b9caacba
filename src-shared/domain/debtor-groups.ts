import type { Row } from '../schema/index.ts';
import type { RowReader } from './row-reader.ts';

type Debtor = Pick<Row<'debtors'>, 'name' | 'chamberOfCommerce' | 'vatNumber' | 'street' | 'postalCode'>;

export const LINK_REASONS = ['chamber-of-commerce', 'vat-number', 'name-and-address'] as const;
/** Why two debtors may be one customer. */
export type LinkReason = (typeof LINK_REASONS)[number];

/** Why two debtors may be one customer; empty when nothing says so. What is blank matches nothing. */
export function linkReasons(a: Debtor, b: Debtor): LinkReason[] {
  const same = (x: string, y: string): boolean => x !== '' && x === y;
  const reasons: LinkReason[] = [];
  if (same(digits(a.chamberOfCommerce), digits(b.chamberOfCommerce))) reasons.push('chamber-of-commerce');
  if (same(compact(a.vatNumber), compact(b.vatNumber))) reasons.push('vat-number');
  if (same(plainName(a.name), plainName(b.name)) && same(place(a), place(b))) reasons.push('name-and-address');
  return reasons;
}

const digits = (text: string): string => text.replace(/\D/g, '');
export const compact = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '').toUpperCase();

const LEGAL_FORMS =
  /\b(b\.?v\.?|n\.?v\.?|v\.?o\.?f\.?|c\.?v\.?|gmbh|ltd|limited|inc|sarl|s\.?a\.?|bvba|holding|en zonen|& zn|zn)(?=\s|$|[.,])/giu;

/** The name without legal form, accents, case and punctuation: "Çelik & Zn. B.V." and "celik zn" are alike. */
export function plainName(name: string): string {
  const folded = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return compact(folded.replace(LEGAL_FORMS, ' '));
}

/** Postal code with house number; a street alone tells too little. */
function place({ postalCode, street }: Debtor): string {
  const code = compact(postalCode);
  const number = /\d+/.exec(street)?.[0] ?? '';
  return code && number ? `${code} ${number}` : '';
}

/** The memberships that hold now of the group a debtor is in; empty when it is in none. */
export async function groupOf(reader: RowReader, debtorId: string): Promise<Row<'debtorGroupMembers'>[]> {
  const own = await reader.list('debtorGroupMembers', { where: { debtorId, unlinkedAt: null } });
  const groupId = own[0]?.groupId;
  if (groupId === undefined) return [];
  return reader.list('debtorGroupMembers', { where: { groupId, unlinkedAt: null }, orderBy: { column: 'linkedAt' } });
}
