import { mailHtml } from './mail-html.ts';
import { mailText } from './mail-text.ts';
import { type ReminderInput, reminderDocument } from './reminder-document.ts';

export type { ReminderInput } from './reminder-document.ts';

export interface RenderedMail {
  subject: string;
  preheader: string;
  html: string;
  text: string;
}

/**
 * A reminder from the facts it was made from: the same facts, words and company give the same text again.
 * @throws AppError `mail.template-faulty` when the template cannot be filled in
 */
export function renderReminder(input: ReminderInput): RenderedMail {
  const document = reminderDocument(input);
  return { subject: document.subject, preheader: document.preheader, html: mailHtml(document), text: mailText(document) };
}
