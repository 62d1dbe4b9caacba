import type { Asked, RequestDetail, RequestRow } from '../../../src-shared/contract/index.ts';
import { formatDayLong, formatMoney, hasMessage, translate } from '../../../src-shared/i18n/index.ts';
import type { Day } from '../../../src-shared/kernel/index.ts';
import { isAsAsked } from './request-texts.ts';

export type Decision = 'approve' | 'adjust' | 'decline';

/** What is offered instead of what was asked. */
export type Proposal = Asked<'plan'> | Asked<'promise'> | Asked<'complaint'> | Asked<'po-number'>;

/** An answer that is ready to be given. */
export interface Answer {
  decision: Decision;
  proposed: Proposal | null;
}

/** The answer that one key gives: what was asked where that is also what is proposed, else the counter-proposal. */
export function proposedAnswer(request: RequestRow): Answer | null {
  if (request.kind !== 'plan') return { decision: 'approve', proposed: null };
  if (!request.proposed) return null;
  return isAsAsked(request) ? { decision: 'approve', proposed: null } : { decision: 'adjust', proposed: request.proposed };
}

/** Kinds of which somebody can offer something else than was asked. */
export const isAdjustable = ({ kind }: Pick<RequestRow, 'kind'>): boolean =>
  kind === 'plan' || kind === 'promise' || kind === 'complaint' || kind === 'po-number';

/** The reply that goes with an answer, in the debtor's language; empty for a question, which only a person can answer. */
export function replyFor({ request, debtor, answerBy }: RequestDetail, { decision, proposed }: Answer): string {
  const { language } = debtor;
  const day = (value: Day) => formatDayLong(value, language, { weekday: true });
  const money = (minor: number, currency: string) => formatMoney(minor, currency, language);
  const say = (part: string, params: Record<string, string | number> = {}): string => {
    const key = `reply.text.${request.kind}.${part}`;
    return hasMessage(key) ? translate(language, key, params) : '';
  };
  const offered = decision === 'adjust';
  switch (request.kind) {
    case 'plan': {
      const plan = offered ? (proposed as Asked<'plan'>) : request.asked;
      const { terms, currency } = plan;
      const first = terms[0];
      if (decision === 'decline' || !first) return say('decline');
      const params = {
        asked: request.asked.terms.length,
        terms: terms.length,
        amount: money(first.amount, currency),
        day: day(first.dueOn),
      };
      if (!offered) return say('approve', params);
      return say(terms.length < request.asked.terms.length ? 'offer' : 'offer-other', params);
    }
    case 'promise': {
      const { amount, currency, promisedOn } = offered ? (proposed as Asked<'promise'>) : request.asked;
      const params = { amount: money(amount, currency), day: day(promisedOn) };
      if (!offered) return say(decision, params);
      return say(promisedOn < request.asked.promisedOn ? 'offer' : 'offer-other', params);
    }
    case 'complaint':
      return say(decision === 'decline' ? 'decline' : 'approve', { day: answerBy ? day(answerBy) : '' });
    case 'already-paid':
      return say(decision, { amount: money(request.asked.amount, request.asked.currency) });
    case 'copy':
      return say(decision, { invoices: request.asked.numbers.join(', ') });
    default:
      return say(decision === 'decline' ? 'decline' : 'approve');
  }
}
