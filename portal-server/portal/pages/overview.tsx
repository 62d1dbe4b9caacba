/** @jsxRuntime automatic */
/** @jsxImportSource ../../app/jsx */

import { type TermsToPay, termsToPay } from '../../../src-shared/domain/plan-payment.ts';
import type { CurrencyOverview, OverviewRow } from '../../../src-shared/domain/portal-overview.ts';
import type { Day } from '../../../src-shared/kernel/index.ts';
import type { Html } from '../../app/jsx/index.ts';
import type { PaymentMethod } from '../../payments/provider.ts';
import type { HelpFacts } from '../asking/help.ts';
import { Help, Waiting } from '../asking/pages/help.tsx';
import type { HeldFacts, RunningPlan } from '../held.ts';
import type { Words } from '../words.ts';
import { Icon } from './icons.tsx';
import { InvoiceTable, promisedOn } from './invoice-table.tsx';
import { type PageContext, renderPage } from './layout.tsx';
import { planCard } from './plan-card.tsx';

/** Rows on the first view, all lists together: a page with more of them must stay small. */
const MAX_ROWS = 20;
/** Of these each list has as many to itself, or what it has when that is less. */
const OWN_ROWS = 5;

export interface OverviewFacts {
  today: Day;
  overviews: readonly CurrencyOverview[];
  /** What the debtor can pay online with, per currency. */
  methods: ReadonlyMap<string, readonly PaymentMethod[]>;
  canTransfer: boolean;
  /** Payments that a bank is still busy with. */
  waiting: readonly { id: string; amount: number; currency: string }[];
  showAll: boolean;
  held: HeldFacts;
  help: HelpFacts;
  /** When the ledger was last taken in; null when it never was. */
  ledgerAt: string | null;
}

export function overviewPage(context: PageContext, facts: OverviewFacts): string {
  const { words: w } = context;
  const { overviews } = facts;
  return renderPage(context, {
    title: w.t('portal.overview'),
    children: (
      <div class="cols two">
        <div>
          <Waiting context={context} facts={facts.help} />
          {facts.waiting.map((payment) => (
            <p class="note hand" role="status" key={payment.id}>
              <Icon name="clock" />
              <span>{w.t('portal.waiting', { amount: w.money(payment.amount, payment.currency) })}</span>
            </p>
          ))}
          {overviews.length === 0 && <UpToDate context={context} facts={facts} overview={null} first />}
          {overviews.map((overview, index) => nowCards(context, facts, overview, index === 0))}
          {facts.held.plans.map((running) => planCard(context, running, facts.today))}
        </div>
        <Help context={context} facts={facts.help} today={facts.today} />
        <div>
          {overviews.map((overview, index) => laterCard(context, facts, overview, index === overviews.length - 1))}
          {!overviews.at(-1)?.later.length && <div class="card">{moreLinks(w)}</div>}
          <AsOf context={context} facts={facts} />
        </div>
      </div>
    ),
  });
}

const moreLinks = (w: Words): Html | null => (
  <>
    <a class="go" href="/portal/payments">
      <span>{w.t('portal.history-link')}</span>
      <Icon name="right" />
    </a>
    <a class="go" href="/portal/documents">
      <span>{w.t('portal.documents-link')}</span>
      <Icon name="right" />
    </a>
  </>
);

/** What was paid by transfer after this is not on the page. */
function AsOf({ context: { words: w, administration }, facts }: { context: PageContext; facts: OverviewFacts }): Html | null {
  if (facts.ledgerAt === null || !administration) return null;
  return <p class="small muted">{w.t('portal.as-of', w.moment(facts.ledgerAt, administration.timeZone, facts.today))}</p>;
}

const offeredOf = ({ help }: OverviewFacts) => ({
  complaint: help.rules.functions.complaint !== 'off',
  poNumber: help.rules.functions.poNumber !== 'off',
});

/** How much, why and how; then what it consists of. */
function nowCards(context: PageContext, facts: OverviewFacts, overview: CurrencyOverview, first: boolean): Html | null {
  const { words: w } = context;
  const { currency, amountDue } = overview;
  const several = facts.overviews.length > 1;
  const asked = [...overview.due, ...overview.credits];
  const amount = w.money(amountDue, currency);
  const title = several ? w.t('portal.made-up-of-currency', { amount }) : w.t('portal.made-up-of');
  return (
    <>
      {amountDue > 0 ? (
        <AmountDue context={context} facts={facts} overview={overview} first={first} />
      ) : (
        <UpToDate context={context} facts={facts} overview={overview} first={first} />
      )}
      {asked.length > 0 && (
        <section class="card" aria-labelledby={`made-${currency}`}>
          <h2 id={`made-${currency}`}>{title}</h2>
          <InvoiceTable
            words={w}
            today={facts.today}
            held={facts.held}
            offered={offeredOf(facts)}
            caption={title}
            amountHeader={w.t('portal.column.open')}
            currency={currency}
            {...shortened(asked, 'asked', currency, facts)}
            total={{ label: w.t('portal.total'), wideLabel: w.t('portal.to-pay-now'), amount: amountDue }}
          />
        </section>
      )}
    </>
  );
}

function laterCard(context: PageContext, facts: OverviewFacts, overview: CurrencyOverview, last: boolean): Html | null {
  const { words: w } = context;
  const { currency } = overview;
  if (overview.later.length === 0) return null;
  const title = facts.overviews.length > 1 ? w.t('portal.later-currency', { currency }) : w.t('portal.later');
  return (
    <section class="card" aria-labelledby={`later-${currency}`}>
      <h2 id={`later-${currency}`}>{title}</h2>
      <InvoiceTable
        words={w}
        today={facts.today}
        held={facts.held}
        offered={offeredOf(facts)}
        caption={title}
        amountHeader={w.t('portal.column.amount')}
        currency={currency}
        {...shortened(overview.later, 'later', currency, facts)}
      />
      {last && moreLinks(w)}
    </section>
  );
}

type List = 'asked' | 'later';

/** How many rows a list may show; what one list does not need is left to the others, the first ones first. */
function roomFor(wanted: List, currency: string, overviews: readonly CurrencyOverview[]): number {
  const lists = [
    ...overviews.map((each) => ({ of: 'asked', each, rows: each.due.length + each.credits.length })),
    ...overviews.map((each) => ({ of: 'later', each, rows: each.later.length })),
  ];
  let left = MAX_ROWS - lists.reduce((sum, { rows }) => sum + Math.min(rows, OWN_ROWS), 0);
  for (const { of, each, rows } of lists) {
    const own = Math.min(rows, OWN_ROWS);
    const more = Math.min(Math.max(0, left), rows - own);
    if (of === wanted && each.currency === currency) return own + more;
    left -= more;
  }
  return MAX_ROWS;
}

function shortened(rows: readonly OverviewRow[], list: List, currency: string, { showAll, overviews }: OverviewFacts) {
  const room = showAll ? rows.length : roomFor(list, currency, overviews);
  if (rows.length <= room) return { rows };
  const hidden = rows.slice(room - 1);
  const amount = hidden.reduce((sum, row) => sum + row.asked, 0);
  return { rows: rows.slice(0, room - 1), rest: { count: hidden.length, amount, href: '/portal?all=1' } };
}

interface CardProps {
  context: PageContext;
  facts: OverviewFacts;
  overview: CurrencyOverview;
  first: boolean;
}

function AmountDue({ context, facts, overview, first }: CardProps): Html | null {
  const { words: w } = context;
  const { currency, amountDue } = overview;
  const Heading = first ? 'h1' : 'h2';
  const payHref = `/portal/pay?c=${currency}`;
  return (
    <section class="card pad lift">
      {first && <DebtorLine context={context} />}
      <div class="now">
        <div>
          <Heading class="sum">
            <span class="label">{w.t('portal.to-pay-now')}</span>
            <span class="amount num">{w.money(amountDue, currency)}</span>
          </Heading>
          <p class="why">{reason(overview, w)}</p>
        </div>
        <div class="act">
          <a class="btn num" href={payHref}>
            {w.t('portal.pay', { amount: w.money(amountDue, currency) })}
          </a>
          <p class="with">{methodSentence(facts, currency, w)}</p>
        </div>
      </div>
      <ul class="ways">
        <li>
          <a href={`${payHref}&open=1`}>
            {w.t(facts.help.rules.functions.partPayment === 'off' ? 'portal.other-invoices' : 'portal.other-choice')}
            <Icon name="right" />
          </a>
        </li>
        <li class="ph">
          <a href="#help">
            {w.t('portal.help')}
            <Icon name="down" />
          </a>
        </li>
      </ul>
    </section>
  );
}

function DebtorLine({ context: { visit, words: w } }: { context: PageContext }): Html | null {
  if (!visit) return null;
  return (
    <>
      <p class="debtor">{visit.debtor.name}</p>
      <p class="small muted">
        {w.t('portal.customer-number', { number: visit.debtor.number })}
        {visit.reach.length > 1 && (
          <>
            {' · '}
            <a class="inline" href="/portal/customers">
              {w.t('portal.customers.link', { count: visit.reach.length })}
            </a>
          </>
        )}
      </p>
    </>
  );
}

function reason(overview: CurrencyOverview, w: Words): string {
  const today = overview.due.length - overview.lateCount;
  const notes = overview.credits.filter((row) => row.invoice.kind === 'credit-note').length;
  const onAccount = overview.credits.length - notes;
  return [
    overview.lateCount > 0 && w.t('portal.reason.late', { count: overview.lateCount }),
    today > 0 && w.t('portal.reason.today', { count: today }),
    notes > 0 && w.t('portal.reason.credit', { count: notes }),
    onAccount > 0 && w.t('portal.reason.on-account', { count: onAccount }),
  ]
    .filter(Boolean)
    .join(' ');
}

function methodSentence(facts: OverviewFacts, currency: string, w: Words): string {
  const names = (facts.methods.get(currency) ?? []).map((method) => method.name);
  if (names.length === 0) return facts.canTransfer ? w.t('portal.with-transfer') : '';
  if (facts.canTransfer) return w.t('portal.with-methods', { methods: names.join(', ') });
  const last = names.at(-1) ?? '';
  const methods = names.length === 1 ? last : `${names.slice(0, -1).join(', ')} ${w.t('portal.or')} ${last}`;
  return w.t('portal.with-methods-only', { methods });
}

/** Terms that have to be paid by now, of the plans in a currency; null when there are none. */
function dueTerms({ held, today }: OverviewFacts, currency: string | undefined): { running: RunningPlan; terms: TermsToPay } | null {
  for (const running of held.plans) {
    const terms = running.plan.currency === currency ? termsToPay(running.instalments, today) : null;
    if (terms && terms.dueOn <= today) return { running, terms };
  }
  return null;
}

interface CalmProps extends Omit<CardProps, 'overview'> {
  overview: CurrencyOverview | null;
}

/** Nothing is asked, or a term of a plan. */
function UpToDate({ context, facts, overview, first }: CalmProps): Html | null {
  const { words: w } = context;
  const due = dueTerms(facts, overview?.currency);
  if (due) return <TermDue context={context} due={due} today={facts.today} first={first} />;
  const inCredit = overview !== null && overview.amountDue < 0;
  const Heading = first ? 'h1' : 'h2';
  const title = inCredit ? w.t('portal.in-credit', { amount: w.money(-overview.amountDue, overview.currency) }) : w.t('portal.up-to-date');
  const payable = overview?.later.some((row) => row.state === 'not-due' || row.state === 'promised') ?? false;
  return (
    <section class="card pad lift">
      {first && <DebtorLine context={context} />}
      <Heading class="gap">{title}</Heading>
      <p class="why">{inCredit ? w.t('portal.in-credit.how') : calmReason(overview, facts, w)}</p>
      <a class="btn" href="/portal/payments">
        {w.t('portal.see-paid')}
      </a>
      {payable && overview && (
        <ul class="ways">
          <li>
            <a href={`/portal/pay?c=${overview.currency}&open=1`}>
              {w.t('portal.pay-anyway')}
              <Icon name="right" />
            </a>
          </li>
        </ul>
      )}
    </section>
  );
}

interface TermDueProps {
  context: PageContext;
  due: { running: RunningPlan; terms: TermsToPay };
  today: Day;
  first: boolean;
}

function TermDue({ context, due: { running, terms }, today, first }: TermDueProps): Html | null {
  const { words: w } = context;
  const Heading = first ? 'h1' : 'h2';
  const amount = w.money(terms.amount, running.plan.currency);
  const day = w.day(terms.dueOn, today);
  return (
    <section class="card pad lift">
      {first && <DebtorLine context={context} />}
      <Heading class="sum">
        <span class="label">{w.t('portal.to-pay-now')}</span>
        <span class="amount num">{amount}</span>
      </Heading>
      <p class="why">{w.t('portal.plan.due', { count: terms.positions.length, day })}</p>
      <a class="btn num" href={`/portal/pay?plan=${running.plan.id}`}>
        {w.t('portal.pay', { amount })}
      </a>
    </section>
  );
}

/** Why nothing is asked: the nearest date, or what is still being done about what is open. */
function calmReason(overview: CurrencyOverview | null, { held, today }: OverviewFacts, w: Words): string {
  if (overview?.nextDue) return w.t('portal.up-to-date.next', { day: w.day(overview.nextDue, today) });
  const row = (state: OverviewRow['state']): OverviewRow | undefined => overview?.later.find((each) => each.state === state);
  const promise = row('promised');
  const promised = promise && promisedOn(promise, held);
  if (promised) return w.t('portal.up-to-date.promised', { day: w.day(promised, today) });
  const dispute = row('disputed');
  if (dispute) {
    const answer = held.dispute.get(dispute.invoice.id);
    if (answer?.waitsForDebtor) return w.t('portal.up-to-date.disputed-waiting');
    return answer ? w.t('portal.up-to-date.disputed-by', { day: w.day(answer.answerBy, today) }) : w.t('portal.up-to-date.disputed');
  }
  const planned = row('planned');
  if (planned) {
    const running = held.plans.find(({ plan }) => plan.id === planned.invoice.planId);
    const next = running && termsToPay(running.instalments, today);
    if (!running || !next) return w.t('portal.up-to-date.planned');
    return w.t('portal.up-to-date.planned-next', { amount: w.money(next.amount, running.plan.currency), day: w.day(next.dueOn, today) });
  }
  if (row('blocked')) return w.t('portal.up-to-date.blocked');
  if (row('handed-over')) return w.t('portal.up-to-date.handed-over');
  return row('in-process') ? w.t('portal.up-to-date.in-process') : w.t('portal.up-to-date.none');
}
