/** @jsxRuntime automatic */
/** @jsxImportSource ../../../app/jsx */

import { arrivesBy } from '../../../../src-shared/domain/portal-limits.ts';
import type { CurrencyOverview } from '../../../../src-shared/domain/portal-overview.ts';
import { readAsked } from '../../../../src-shared/domain/requests.ts';
import type { MessageKey, MessageParams } from '../../../../src-shared/i18n/index.ts';
import type { Day } from '../../../../src-shared/kernel/index.ts';
import type { RequestKind, Row } from '../../../../src-shared/schema/index.ts';
import type { Html } from '../../../app/jsx/index.ts';
import { Icon } from '../../pages/icons.tsx';
import { type PageContext, renderPage } from '../../pages/layout.tsx';
import type { Words } from '../../words.ts';
import type { Allowed } from '../asking.ts';
import { Schedule } from './plan.tsx';

export interface DoneFacts extends Allowed {
  request: Row<'requests'>;
  today: Day;
  currency: string;
  person: string;
  /** Where the confirmation went; empty when nobody could be written to. */
  address: string;
  invoices: readonly Row<'invoices'>[];
  overview: CurrencyOverview | null;
}

interface Step {
  title: string;
  text: string;
  past?: boolean;
}

/** Kinds whose texts differ between what a rule settled and what a person looks at: `portal.done.<kind>.<automatic|waiting>`. */
const SETTLED: ReadonlySet<RequestKind> = new Set(['plan', 'promise', 'already-paid', 'contact-change', 'po-number', 'copy']);

export function donePage(context: PageContext, facts: DoneFacts): string {
  const { words: w } = context;
  const { request } = facts;
  const automatic = request.state === 'automatic' && SETTLED.has(request.kind);
  const say = (part: string, params: MessageParams = {}) => w.t(`portal.done.${request.kind}.${part}` as MessageKey, params);
  const variant = SETTLED.has(request.kind) ? (automatic ? 'automatic' : 'waiting') : 'waiting';
  const title = say(`${variant}.title`);
  const day = request.answerBy ? w.dayFull(request.answerBy, facts.today) : '';
  return renderPage(context, {
    title,
    narrow: true,
    children: (
      <>
        <section class="card pad lift">
          <span class="state ok">
            <Icon name="check" />
          </span>
          <h1>{title}</h1>
          {automatic ? (
            <p class="why">{say('automatic.text', paramsOf(facts, w))}</p>
          ) : (
            <p class="why">
              {w.t('portal.done.looked-at')} <b>{w.t('portal.done.answer-by', { day })}</b>
            </p>
          )}
          <div class="line" />
          <Facts facts={facts} words={w} />
        </section>
        <section class="card">
          <h2>{w.t('portal.status.next')}</h2>
          <div class="pad">
            <ol class="steps">{stepsOf(facts, automatic, w).map((step, index) => stepRow(step, index))}</ol>
          </div>
        </section>
        <StillOpen facts={facts} words={w} />
      </>
    ),
  });
}

function stepRow({ title, text, past = false }: Step, index: number): Html | null {
  return (
    <li key={title}>
      {past ? (
        <span class="dot ok" aria-hidden="true">
          <Icon name="check" />
        </span>
      ) : (
        <span class="dot" aria-hidden="true">
          {index + 1}
        </span>
      )}
      <b>{title}</b>
      <span class="muted">{text}</span>
    </li>
  );
}

/** k•••••@oostkade.example: enough to see that it is the right one, too little for who looks over a shoulder. */
const masked = (address: string): string => address.replace(/^(.)[^@]*/, '$1•••••');

const numbersOf = ({ invoices, request }: DoneFacts): string => {
  if (request.kind === 'po-number') return readAsked('po-number', request.asked).number;
  return invoices.map(({ number }) => number).join(', ');
};

function paramsOf(facts: DoneFacts, w: Words): Record<string, string | number> {
  const { request, today, rules, currency } = facts;
  switch (request.kind) {
    case 'plan': {
      const { terms, total } = readAsked('plan', request.asked);
      return { count: terms.length, amount: w.money(total, currency), day: w.dayFull(terms[0]?.dueOn ?? today, today) };
    }
    case 'promise': {
      const { amount, promisedOn } = readAsked('promise', request.asked);
      return { amount: w.money(amount, currency), day: w.dayFull(promisedOn, today) };
    }
    case 'already-paid': {
      const { amount, paidOn } = readAsked('already-paid', request.asked);
      return { amount: w.money(amount, currency), day: w.dayFull(arrivesBy(paidOn, today, rules.alreadyPaid), today) };
    }
    case 'po-number': {
      const { number, after } = readAsked('po-number', request.asked);
      return { invoice: number, reference: after };
    }
    default:
      return { invoices: numbersOf(facts) };
  }
}

function Facts({ facts, words: w }: { facts: DoneFacts; words: Words }): Html | null {
  const { request, currency, today } = facts;
  const asked = request.asked as { amount?: number; total?: number };
  const amount = asked.amount ?? asked.total;
  const numbers = numbersOf(facts);
  return (
    <>
      <dl class="facts">
        <dt>{w.t(request.kind === 'complaint' ? 'portal.done.report-number' : 'portal.done.number')}</dt>
        <dd class="num">{request.number}</dd>
        {numbers && (
          <>
            <dt>{w.t('portal.done.about')}</dt>
            <dd>
              {w.t('portal.done.invoices', { count: numbers.split(', ').length, numbers })}
              {amount !== undefined && (
                <>
                  , <span class="num">{w.money(amount, currency)}</span>
                </>
              )}
            </dd>
          </>
        )}
      </dl>
      {request.kind === 'plan' && (
        <div class="gap">
          <Schedule {...readAsked('plan', request.asked)} today={today} words={w} />
        </div>
      )}
    </>
  );
}

function stepsOf(facts: DoneFacts, automatic: boolean, w: Words): Step[] {
  const { request, address, person, today } = facts;
  const steps: Step[] = [];
  if (address)
    steps.push({ title: w.t('portal.done.confirmed'), text: w.t('portal.done.confirmed-to', { address: masked(address) }), past: true });
  const who = person || w.t('portal.somebody');
  const day = request.answerBy ? w.dayFull(request.answerBy, today) : '';
  const params = paramsOf(facts, w);
  const own = (part: string): Step => ({
    title: w.t(`portal.done.${request.kind}.${part}` as MessageKey, {
      ...params,
      invoices: numbersOf(facts),
      count: facts.invoices.length,
    }),
    text: w.t(`portal.done.${request.kind}.${part}-text` as MessageKey, { ...params, person: who }),
  });
  if (request.kind === 'complaint') steps.push(own('held'));
  if (!automatic) {
    steps.push({
      title: w.t('portal.done.person-answers', { person: capital(who) }),
      text: w.t('portal.done.person-answers-text', { day }),
    });
  }
  if (request.kind === 'complaint') steps.push(own('after'));
  if (automatic && ['plan', 'promise', 'already-paid'].includes(request.kind)) steps.push(own('then'), own('after'));
  if (steps.length === 0) steps.push({ title: w.t('portal.done.nothing-more'), text: w.t('portal.done.nothing-more-text'), past: true });
  return steps;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function StillOpen({ facts: { overview, currency, request }, words: w }: { facts: DoneFacts; words: Words }): Html | null {
  const due = overview !== null && overview.amountDue > 0;
  return (
    <section class="card pad">
      <h2>{w.t('portal.status.still-open')}</h2>
      <p class="why">
        {due ? w.t('portal.done.still-open', { amount: w.money(overview.amountDue, currency) }) : w.t('portal.status.nothing-open')}
      </p>
      <a class="btn" href="/portal">
        {w.t('portal.to-overview')}
      </a>
      {request.threadId !== null && (
        <p class="center">
          <a class="crumb" href={`/portal/conversation/${request.threadId}`}>
            {w.t(request.kind === 'complaint' ? 'portal.done.add-to-report' : 'portal.done.to-conversation')}
          </a>
        </p>
      )}
    </section>
  );
}
