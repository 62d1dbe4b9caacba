import { AppError, type Day } from '../kernel/index.ts';

const MAX_BODY = 21;
/** Room that the day of a message takes at the end of its reference. */
const DAY_DIGITS = 5;

/**
 * RF creditor reference (ISO 11649) of 1–21 letters and digits: check digits are 98 − mod 97 of the body followed by RF00.
 * 1234512345 → RF451234512345.
 * @throws AppError `reference.malformed` when the body has no or too many characters, or others than letters and digits
 */
export function creditorReference(body: string): string {
  const text = body.toUpperCase();
  if (!/^[A-Z0-9]+$/.test(text) || text.length > MAX_BODY) throw new AppError('reference.malformed', { value: body });
  const check = 98 - mod97(`${text}RF00`);
  return `RF${String(check).padStart(2, '0')}${text}`;
}

export function isCreditorReference(reference: string): boolean {
  const text = reference.replace(/\s+/g, '').toUpperCase();
  return /^RF\d{2}[A-Z0-9]{1,21}$/.test(text) && mod97(text.slice(4) + text.slice(0, 4)) === 1;
}

/**
 * The reference a debtor gives with a transfer for a message: its number, then the day as YMMDD, so that the bank
 * statement tells who paid and on which message. Characters that a reference cannot hold are left out of the number.
 */
export function messageReference(debtorNumber: string, date: Day): string {
  const number = debtorNumber.toUpperCase().replace(/[^A-Z0-9]/g, '');
  return creditorReference(number.slice(-(MAX_BODY - DAY_DIGITS)) + date.replaceAll('-', '').slice(3));
}

/** In groups of four, as people read and type it. */
export const groupReference = (reference: string): string => reference.replace(/(.{4})(?=.)/g, '$1 ');

/** ISO 7064 mod 97-10 with letters as 10 … 35, a digit at a time so that the length does not matter. */
function mod97(text: string): number {
  let rest = 0;
  for (const character of text) {
    const value = Number.parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest;
}
