import { groupReference, messageReference } from '../../src-shared/domain/creditor-reference.ts';
import { formatDayLong, formatMoney, type MessageKey, translate } from '../../src-shared/i18n/index.ts';
import { day } from '../../src-shared/kernel/index.ts';
import type { MessageLine, Row } from '../../src-shared/schema/index.ts';
import { heldSentences } from './held-sentences.ts';
import { type MailDocument, mailFrame, unbroken } from './mail-document.ts';
import { bold, toRichText } from './rich-text.ts';
import { fillIn, type MessageWords } from './words.ts';

export interface ReminderInput {
  message: Pick<Row<'messages'>, 'facts' | 'language' | 'currency' | 'amount'>;
  template: Pick<Row<'templates'>, 'key' | 'subject' | 'heading' | 'body'>;
  company: Row<'administrations'>;
  debtor: Pick<Row<'debtors'>, 'number' | 'name'>;
  links: { portal: string };
}

export function reminderDocument(input: ReminderInput): MailDocument {
  const { message, company, debtor, links } = input;
  const { language, facts } = message;
  const say = (key: MessageKey, params: Record<string, string | number> = {}) => translate(language, key, params);
  const amount = formatMoney(message.amount, message.currency, language);
  const payBefore = unbroken(formatDayLong(day(facts.payBefore), language, { weekday: true, year: true }));
  const words = fillIn(input.template, wordsOf(input, amount, payBefore));
  const { greeting, ...frame } = mailFrame({ language, company, debtor, salutation: facts.salutation ?? '' });
  return {
    ...frame,
    subject: words.subject,
    preheader: say('mail.preheader', { amount, payBefore }),
    heading: words.heading,
    paragraphs: [greeting, ...words.paragraphs],
    button: {
      label: say('mail.button', { amount }),
      url: links.portal,
      opens: toRichText(say('mail.button.opens', { domain: bold(new URL(links.portal).host) })),
    },
    rows: facts.lines.map((line) => rowOf(line, input)),
    total: { label: say('mail.total'), amount },
    held: heldSentences(message),
    help: {
      title: say('mail.help.title'),
      text: company.phone ? say('mail.help.reply-or-call', { phone: company.phone }) : say('mail.help.reply'),
      paid: say('mail.help.paid'),
    },
    transfer: transferOf(input, amount),
  };
}

function wordsOf({ message, company, debtor }: ReminderInput, amount: string, payBefore: string): MessageWords {
  const asked = message.facts.lines.filter((line) => line.asked > 0);
  const oldest = asked.reduce<MessageLine | undefined>((a, b) => (a && a.daysOverdue >= b.daysOverdue ? a : b), undefined);
  return {
    amount,
    payBefore,
    invoices: asked.length,
    firstInvoice: oldest?.number ?? '',
    oldestDays: oldest?.daysOverdue ?? 0,
    customerNumber: debtor.number,
    debtorName: debtor.name,
    companyName: company.name,
  };
}

function rowOf(line: MessageLine, { message }: ReminderInput): MailDocument['rows'][number] {
  const { language, currency, facts } = message;
  const title = translate(language, `mail.document.${line.kind}`, { number: line.number });
  const amount = formatMoney(line.asked, currency, language);
  if (line.asked < 0) return { title, note: line.description || translate(language, 'mail.line.deducted'), late: '', amount };
  // The year is only worth a word when it is another one than the message's.
  const date = unbroken(formatDayLong(day(line.dueDate), language, { year: line.dueDate.slice(0, 4) !== facts.runDate.slice(0, 4) }));
  const held = facts.held.filter(({ number }) => number === line.number).reduce((total, part) => total + part.open, 0);
  const paid = line.amount - line.asked - held;
  const note = [translate(language, 'mail.line.due', { date })];
  if (paid > 0) note.push(translate(language, 'mail.line.paid', { amount: formatMoney(paid, currency, language) }));
  const late = line.daysOverdue > 0 ? translate(language, 'mail.line.late', { days: line.daysOverdue }) : '';
  return { title, note: note.join(', '), late, amount };
}

function transferOf({ message, company, debtor }: ReminderInput, amount: string): MailDocument['transfer'] {
  if (!company.iban) return null;
  const say = (key: MessageKey) => translate(message.language, key);
  const reference = messageReference(debtor.number, day(message.facts.runDate));
  return {
    title: say('mail.transfer.title'),
    rows: [
      { label: say('mail.transfer.account'), value: `${groupReference(company.iban)}, ${company.legalName || company.name}` },
      { label: say('mail.transfer.amount'), value: amount },
      { label: say('mail.transfer.reference'), value: groupReference(reference) },
    ],
  };
}
