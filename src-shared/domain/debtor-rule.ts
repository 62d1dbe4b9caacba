import type { DebtorRule, Row } from '../schema/index.ts';

const within = (value: string, from: string | undefined, to: string | undefined): boolean =>
  (!from || value >= from) && (!to || value <= to);

/** Numbers are compared as text of equal length, so that 999 comes before 1000 and letters still have an order. */
function numberWithin(number: string, from: string | undefined, to: string | undefined): boolean {
  const length = Math.max(number.length, from?.length ?? 0, to?.length ?? 0);
  const padded = (text: string | undefined): string | undefined => text?.padStart(length, '0');
  return within(padded(number) ?? '', padded(from), padded(to));
}

/** Only as many letters count as the bound has: to "C" takes in all names that begin with a C. */
function nameWithin(name: string, from: string | undefined, to: string | undefined): boolean {
  const upper = name.toLocaleUpperCase('nl');
  return (!from || upper.slice(0, from.length) >= from) && (!to || upper.slice(0, to.length) <= to);
}

const among = <T>(list: readonly T[] | undefined, value: T): boolean => list === undefined || list.length === 0 || list.includes(value);

/** Whether all that the rule asks holds for the debtor. `open`: minor units open in the administration's currency. */
export function fitsRule(rule: DebtorRule, debtor: Row<'debtors'>, open: number): boolean {
  const postalCode = debtor.postalCode.replace(/\s+/g, '').toUpperCase();
  return (
    among(rule.kinds, debtor.kind) &&
    among(rule.risks, debtor.risk) &&
    among(rule.countries, debtor.country) &&
    among(rule.industries, debtor.industry) &&
    numberWithin(debtor.number, rule.numberFrom, rule.numberTo) &&
    nameWithin(debtor.name, rule.nameFrom, rule.nameTo) &&
    within(postalCode.slice(0, rule.postalCodeFrom?.length ?? 0), rule.postalCodeFrom, undefined) &&
    within(postalCode.slice(0, rule.postalCodeTo?.length ?? 0), undefined, rule.postalCodeTo) &&
    (rule.minimumOpen === undefined || open >= rule.minimumOpen)
  );
}
