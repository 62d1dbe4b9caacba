import { TASK_PARAM } from '../../src-shared/domain/task-mailbox.ts';
import { formatDayLong, formatMoney, translate } from '../../src-shared/i18n/index.ts';
import { isDay } from '../../src-shared/kernel/index.ts';
import type { Language, MessageLine, Row } from '../../src-shared/schema/index.ts';
import { type MailDocument, mailFrame, unbroken } from './mail-document.ts';
import { mailHtml } from './mail-html.ts';
import { mailText } from './mail-text.ts';
import type { RenderedMail } from './reminder.ts';
import { bold, type RichText, toRichText } from './rich-text.ts';
import { fillIn } from './words.ts';

export interface NoticeInput {
  message: Pick<Row<'messages'>, 'facts' | 'language' | 'currency' | 'params'>;
  template: Pick<Row<'templates'>, 'key' | 'subject' | 'heading' | 'body'>;
  company: Row<'administrations'>;
  debtor: Pick<Row<'debtors'>, 'number' | 'name'>;
  /** Null when the message opens nothing. */
  links: { portal: string | null };
}

/** Stands for the free text while the words around it are filled in, so that only that text keeps its line breaks. */
const FREE_TEXT = '\uE010';

/**
 * A message that is not a reminder: a confirmation, an answer, a code. `params` fill in the template; of them amounts
 * (`amount`, `…Amount`, in minor units of `currency`) and days come formatted. A paragraph `{{ message }}` of the template
 * becomes the paragraphs of the parameter of that name.
 * @throws AppError `mail.template-faulty`
 */
export function renderNotice(input: NoticeInput): RenderedMail {
  const document = noticeDocument(input);
  return { subject: document.subject, preheader: document.preheader, html: mailHtml(document), text: mailText(document) };
}

function noticeDocument({ message, template, company, debtor, links }: NoticeInput): MailDocument {
  const { language, currency, facts, params } = message;
  const { greeting, ...frame } = mailFrame({ language, company, debtor, salutation: facts.salutation ?? '' });
  const words = fillIn(template, {
    customerNumber: debtor.number,
    debtorName: debtor.name,
    companyName: company.name,
    ...readable(params, currency, language),
    ...(typeof params.message === 'string' ? { message: FREE_TEXT } : {}),
  });
  const paragraphs = words.paragraphs.flatMap((paragraph) => withFreeText(paragraph, String(params.message ?? '')));
  return {
    ...frame,
    ...(params[TASK_PARAM] === undefined ? {} : betweenColleagues(params, debtor, language)),
    subject: words.subject,
    preheader: words.heading,
    heading: words.heading,
    paragraphs: [greeting, ...paragraphs],
    button: links.portal
      ? {
          label: translate(language, 'mail.notice.button'),
          url: links.portal,
          opens: toRichText(translate(language, 'mail.button.opens', { domain: bold(new URL(links.portal).host) })),
        }
      : null,
    rows: [...facts.lines.map((line) => documentRow(line, currency, language)), ...termRows(facts, currency, language)],
    total: null,
    held: '',
    help: null,
    transfer: null,
  };
}

/** Among ourselves: signed by who asks, and without the lines that tell a debtor why he gets mail. */
const betweenColleagues = (params: Row<'messages'>['params'], { name, number }: NoticeInput['debtor'], language: Language) => ({
  signatory: String(params.askedBy ?? ''),
  footer: [translate(language, 'mail.footer.internal', { name, number })],
});

const documentRow = (line: MessageLine, currency: string, language: Language): MailDocument['rows'][number] => ({
  title: translate(language, `mail.document.${line.kind}`, { number: line.number }),
  note: '',
  late: '',
  amount: formatMoney(line.asked, currency, language),
});

const termRows = ({ terms = [] }: Row<'messages'>['facts'], currency: string, language: Language): MailDocument['rows'] =>
  terms.map(({ position, dueOn, amount }) => ({
    title: translate(language, 'mail.term', { position }),
    note: isDay(dueOn) ? unbroken(formatDayLong(dueOn, language, { weekday: true, year: true })) : '',
    late: '',
    amount: formatMoney(amount, currency, language),
  }));

function withFreeText(paragraph: RichText, text: string): RichText[] {
  const whole = paragraph.map((span) => span.text).join('');
  if (!whole.includes(FREE_TEXT)) return [paragraph];
  return text
    .split(/\n\s*\n/)
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => [{ text: part, bold: false }]);
}

function readable(params: Row<'messages'>['params'], currency: string, language: Language): Record<string, string | number> {
  const shown = Object.entries(params).map(([name, value]): [string, string | number] => {
    if (typeof value === 'number' && /(^a|A)mount$/.test(name))
      return [name, formatMoney(value, String(params.currency ?? currency), language)];
    if (typeof value === 'string' && isDay(value)) return [name, unbroken(formatDayLong(value, language, { weekday: true, year: true }))];
    return [name, value];
  });
  return Object.fromEntries(shown);
}
