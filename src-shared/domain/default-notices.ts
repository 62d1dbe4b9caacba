import type { Language } from '../schema/index.ts';
import type { NoticeWords } from './notice-words.ts';
import { PORTAL_NOTICES } from './portal-notices.ts';

/**
 * Words of the messages that are not reminders, until an administration has its own (a row in `templates` of the same key).
 * Liquid; the variables are the notice's params with amounts and days formatted, and `customerNumber`, `debtorName`,
 * `companyName`. A paragraph that is only `{{ message }}` keeps the line breaks of that text.
 */
export const DEFAULT_NOTICES: readonly NoticeWords[] = [
  {
    key: 'answer',
    language: 'nl',
    subject: '{{ subject }}',
    heading: 'Antwoord op uw vraag',
    body: '{{ message }}',
  },
  {
    key: 'answer',
    language: 'en',
    subject: '{{ subject }}',
    heading: 'Our answer to your question',
    body: '{{ message }}',
  },
  ...PORTAL_NOTICES,
];

/** The words in a language, else in the other one; undefined when the key is unknown. */
export function defaultNotice(key: string, language: Language): NoticeWords | undefined {
  const words = DEFAULT_NOTICES.filter((notice) => notice.key === key);
  return words.find((notice) => notice.language === language) ?? words[0];
}
