import type { RequestRow } from '../../../src-shared/contract/index.ts';
import { formatDay, formatMoney, hasMessage } from '../../../src-shared/i18n/index.ts';
import type { Texts } from '../../data/language.tsx';
import type { Tone } from '../../ui/tag.tsx';

/** What a complaint is about, in the company's own words or ours. */
export function typeText({ typeKey, typeName }: Pick<RequestRow, 'typeKey' | 'typeName'>, { t }: Texts): string {
  if (typeName) return typeName;
  const key = `portal.complaint.type.${typeKey}`;
  return hasMessage(key) ? t(key) : t('portal.complaint.type.other');
}

/** What was asked, as the heading of a pane. */
export function titleOf(request: RequestRow, texts: Texts): string {
  const { t, language } = texts;
  switch (request.kind) {
    case 'plan':
      return t('request.title.plan', { terms: request.asked.terms.length });
    case 'promise':
      return t('request.title.promise', { day: formatDay(request.asked.promisedOn, language) });
    case 'complaint':
      return t('request.title.complaint', { type: typeText(request, texts) });
    case 'already-paid':
      return t('request.title.already-paid', { day: formatDay(request.asked.paidOn, language) });
    case 'question':
      return t('request.title.question', { subject: request.asked.subject });
    case 'contact-change':
      return t('request.title.contact-change');
    case 'po-number':
      return t('request.title.po-number', { invoice: request.asked.number });
    case 'copy':
      return t('request.title.copy', { count: request.asked.numbers.length, invoices: request.asked.numbers.join(', ') });
  }
}

/** What was asked, as a line in a list: with the amounts. */
export function lineOf(request: RequestRow, texts: Texts): string {
  const { t, language } = texts;
  const money = (minor: number, currency: string) => formatMoney(minor, currency, language);
  switch (request.kind) {
    case 'plan': {
      const { terms, currency } = request.asked;
      return t('request.line.plan', { terms: terms.length, amount: money(terms[0]?.amount ?? 0, currency) });
    }
    case 'promise': {
      const { amount, currency, promisedOn } = request.asked;
      return t('request.line.promise', { amount: money(amount, currency), day: formatDay(promisedOn, language) });
    }
    case 'complaint': {
      const { amount, currency } = request.asked;
      return t('request.line.complaint', { type: request.text || typeText(request, texts), amount: money(amount, currency) });
    }
    case 'already-paid': {
      const { amount, currency, paidOn } = request.asked;
      if (request.hasFiles) return t('request.line.already-paid-proof', { amount: money(amount, currency) });
      return t('request.line.already-paid', { amount: money(amount, currency), day: formatDay(paidOn, language) });
    }
    case 'question':
      return t('request.line.question', { subject: request.asked.subject });
    case 'contact-change':
      return t('request.line.contact-change', {
        fields: request.asked.fields.map(({ field }) => t(`request.field.${field}`).toLowerCase()).join(', '),
      });
    case 'po-number':
      return t('request.line.po-number', { reference: request.asked.after, invoice: request.asked.number });
    case 'copy':
      return t('request.line.copy', { count: request.asked.numbers.length, invoices: request.asked.numbers.join(', ') });
  }
}

/** The proposed answer in a few words, in the colour of what it comes to. */
export function proposalOf(request: RequestRow, { t, language }: Texts): { text: string; tone: Tone } {
  switch (request.kind) {
    case 'plan': {
      const { proposed } = request;
      if (!proposed) return { text: t('request.proposal.none'), tone: 'neutral' };
      if (isAsAsked(request)) return { text: t('request.proposal.agree'), tone: 'success' };
      const amount = formatMoney(proposed.terms[0]?.amount ?? 0, proposed.currency, language);
      return { text: t('request.proposal.plan', { terms: proposed.terms.length, amount }), tone: 'brand' };
    }
    case 'complaint':
      return request.ownerName
        ? { text: t('request.proposal.complaint', { owner: request.ownerName }), tone: 'danger' }
        : { text: t('request.proposal.complaint-nobody'), tone: 'danger' };
    case 'already-paid':
      return { text: t('request.proposal.already-paid'), tone: 'warning' };
    case 'question':
      return { text: t('request.proposal.question'), tone: 'brand' };
    case 'copy':
      return { text: t('request.proposal.copy'), tone: 'brand' };
    default:
      return { text: t('request.proposal.agree'), tone: 'success' };
  }
}

/** Whether the proposed answer is what was asked. */
export const isAsAsked = ({ asked, proposed }: Pick<RequestRow, 'asked' | 'proposed'>): boolean =>
  proposed !== null && JSON.stringify(asked) === JSON.stringify(proposed);
