import { type BrandColors, brandColors } from '../../src-shared/domain/brand-colors.ts';
import { type MessageKey, translate } from '../../src-shared/i18n/index.ts';
import type { Language, Row } from '../../src-shared/schema/index.ts';
import type { RichText } from './rich-text.ts';

/** A mail in words, with nothing left to decide but how it looks: HTML and plain text are made from the same one. */
export interface MailDocument {
  language: Language;
  colors: BrandColors;
  subject: string;
  preheader: string;
  company: { name: string; tagline: string };
  heading: string;
  paragraphs: RichText[];
  /** Null when there is nothing to open. */
  button: { label: string; url: string; opens: RichText } | null;
  rows: { title: string; note: string; late: string; amount: string }[];
  /** Null when the rows are not asked for. */
  total: { label: string; amount: string } | null;
  /** What is held back and why, in sentences; empty when nothing is. */
  held: string;
  help: { title: string; text: string; paid: string } | null;
  transfer: { title: string; rows: { label: string; value: string }[] } | null;
  closing: string;
  signatory: string;
  department: { name: string; phone: string; hours: string };
  footer: string[];
}

export interface MailParties {
  language: Language;
  company: Row<'administrations'>;
  debtor: Pick<Row<'debtors'>, 'number' | 'name'>;
  /** As it follows "Beste"; empty when no person is known. */
  salutation: string;
}

/** What every mail of a company to a debtor has in common. */
export function mailFrame({ language, company, debtor, salutation }: MailParties) {
  const say = (key: MessageKey, params: Record<string, string | number> = {}) => translate(language, key, params);
  const greeting = salutation ? say('mail.greeting', { name: salutation }) : say('mail.greeting.general');
  return {
    language,
    colors: brandColors(company.brandColor),
    company: { name: company.name, tagline: company.tagline },
    greeting: [{ text: greeting, bold: false }] as RichText,
    closing: say('mail.closing'),
    signatory: company.signatory || company.name,
    department: { name: say('mail.department'), phone: company.phone, hours: company.phoneHours },
    footer: [
      `${addressOf(company, language)} ${say('mail.footer.customer', { number: debtor.number })}`,
      `${say('mail.footer.why', { name: debtor.name })} ${say('mail.footer.doubt')}`,
    ],
  };
}

/** Keeps the day of the month on one line with its month. */
export const unbroken = (date: string): string => date.replace(/(\d+) (?=\D)/, '$1\u00A0');

function addressOf(company: Row<'administrations'>, language: Language): string {
  const chamber = company.chamberOfCommerce && translate(language, 'mail.footer.chamber', { number: company.chamberOfCommerce });
  const parts = [company.legalName || company.name, company.street, [company.postalCode, company.city].filter(Boolean).join(' '), chamber];
  return `${parts.filter(Boolean).join(', ')}.`;
}
