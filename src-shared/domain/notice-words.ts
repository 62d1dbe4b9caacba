import type { Language } from '../schema/index.ts';

/** A message that is not a reminder, in one language. */
export interface NoticeWords {
  key: string;
  language: Language;
  subject: string;
  heading: string;
  body: string;
}
