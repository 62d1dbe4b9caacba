/** @jsxRuntime automatic */
/** @jsxImportSource ../../app/jsx */

import type { CurrencyOverview } from '../../../src-shared/domain/portal-overview.ts';
import type { Day } from '../../../src-shared/kernel/index.ts';
import type { Row } from '../../../src-shared/schema/index.ts';
import type { Html } from '../../app/jsx/index.ts';
import { choiceQuery } from '../choice.ts';
import type { IconName } from '../icons.ts';
import type { Words } from '../words.ts';
import { Icon } from './icons.tsx';
import { type PageContext, renderPage } from './layout.tsx';

export interface StatusFacts {
  today: Day;
  intent: Row<'paymentIntents'>;
  /** Once money is booked. */
  payment: Row<'payments'> | null;
  /** The plan whose terms were meant to be paid. */
  planId: string | null;
  /** Numbers of the documents that were meant to be paid. */
  numbers: readonly string[];
  /** Part of the payment that no document took. */
  unallocated: number;
  methodName: string;
  /** What is left in the payment's currency. */
  overview: CurrencyOverview | null;
}

const SHAPES: Record<'paid' | 'wait' | 'ended', { look: string; icon: IconName }> = {
  paid: { look: 'ok', icon: 'check' },
  wait: { look: 'wait', icon: 'clock' },
  ended: { look: 'no', icon: 'info' },
};

/** Where the debtor comes back to from the provider; says what has happened, never more than that. */
export function paymentStatusPage(context: PageContext, facts: StatusFacts): string {
  const { words: w } = context;
  const { status } = facts.intent;
  const title = titleOf(status, w);
  const shape = SHAPES[status === 'paid' ? 'paid' : isEnded(status) ? 'ended' : 'wait'];
  return renderPage(context, {
    title,
    narrow: true,
    children: (
      <>
        <section class="card pad lift">
          <span class={`state ${shape.look}`}>
            <Icon name={shape.icon} />
          </span>
          <h1>{title}</h1>
          <p class="why" role="status">
            {textOf(facts, w)}
          </p>
          <div class="line" />
          <Facts facts={facts} words={w} />
          <Actions facts={facts} words={w} />
        </section>
        {facts.payment && (
          <a class="card go" href={`/portal/payment/${facts.intent.id}/receipt.pdf`}>
            <span>{w.t('portal.receipt.download')}</span>
            <Icon name="file" />
          </a>
        )}
        {status === 'paid' && <Next facts={facts} words={w} />}
        {status === 'paid' && <StillOpen facts={facts} words={w} />}
      </>
    ),
  });
}

const isEnded = (status: string): status is 'failed' | 'canceled' | 'expired' => ['failed', 'canceled', 'expired'].includes(status);

function titleOf(status: Row<'paymentIntents'>['status'], w: Words): string {
  if (status === 'authorized') return w.t('portal.status.pending.title');
  return w.t(`portal.status.${status}.title`);
}

function textOf({ intent, payment }: StatusFacts, w: Words): string {
  if (intent.status === 'paid') {
    return w.t('portal.status.paid.text', { amount: w.money(payment?.amount ?? intent.amount, payment?.currency ?? intent.currency) });
  }
  if (isEnded(intent.status)) return w.t('portal.status.nothing-taken');
  return w.t(intent.status === 'open' ? 'portal.status.open.text' : 'portal.status.pending.text');
}

function Facts({ facts, words: w }: { facts: StatusFacts; words: Words }): Html | null {
  const { intent, payment, numbers, methodName, today } = facts;
  return (
    <dl class="facts">
      <dt>{w.t('portal.status.amount')}</dt>
      <dd class="num">{w.money(payment?.amount ?? intent.amount, payment?.currency ?? intent.currency)}</dd>
      <dt>{w.t('portal.status.for')}</dt>
      <dd>{numbers.join(', ')}</dd>
      {payment && methodName && (
        <>
          <dt>{w.t('portal.status.method')}</dt>
          <dd>{methodName}</dd>
        </>
      )}
      {payment && (
        <>
          <dt>{w.t('portal.status.on')}</dt>
          <dd>{w.day(payment.paidOn, today)}</dd>
        </>
      )}
    </dl>
  );
}

function Actions({ facts, words: w }: { facts: StatusFacts; words: Words }): Html | null {
  const { intent } = facts;
  if (intent.status === 'paid') return null;
  if (isEnded(intent.status)) {
    const invoiceIds = intent.lines.filter((line) => line.amount > 0).map((line) => line.invoiceId);
    const query = choiceQuery({
      currency: intent.currency,
      invoiceIds,
      mode: 'all',
      otherAmount: '',
      method: '',
      plan: facts.planId ?? '',
    });
    return (
      <>
        <a class="btn gap" href={`/portal/pay?${query}&not=${encodeURIComponent(intent.method)}`}>
          {w.t('portal.status.retry')}
        </a>
        <Back words={w} />
      </>
    );
  }
  return (
    <>
      {intent.status === 'open' && intent.checkoutUrl && (
        <a class="btn gap" href={intent.checkoutUrl}>
          {w.t('portal.status.open.continue')}
        </a>
      )}
      <Back words={w} />
    </>
  );
}

const Back = ({ words: w }: { words: Words }): Html | null => (
  <p class="gap">
    <a class="btn2" href="/portal">
      {w.t('portal.to-overview')}
    </a>
  </p>
);

function Next({ facts, words: w }: { facts: StatusFacts; words: Words }): Html | null {
  const isPart = facts.payment !== null && facts.overview !== null && facts.overview.amountDue > 0;
  return (
    <section class="card">
      <h2>{w.t('portal.status.next')}</h2>
      <div class="pad">
        {facts.unallocated > 0 && (
          <p class="note soon">
            <Icon name="info" />
            <span>{w.t('portal.status.unallocated', { amount: w.money(facts.unallocated, facts.intent.currency) })}</span>
          </p>
        )}
        <ol class="steps">
          <li>
            <span class="dot ok" aria-hidden="true">
              <Icon name="check" />
            </span>
            <b>{w.t('portal.status.next.received')}</b>
            <span class="muted">{w.t(isPart ? 'portal.status.next.received-text-part' : 'portal.status.next.received-text')}</span>
          </li>
          <li>
            <span class="dot" aria-hidden="true">
              2
            </span>
            <b>{w.t('portal.status.next.processed')}</b>
            <span class="muted">{w.t('portal.status.next.processed-text')}</span>
          </li>
        </ol>
      </div>
    </section>
  );
}

function StillOpen({ facts, words: w }: { facts: StatusFacts; words: Words }): Html | null {
  const { overview } = facts;
  const due = overview !== null && overview.amountDue > 0;
  return (
    <section class="card pad">
      <h2>{w.t('portal.status.still-open')}</h2>
      <p class="why">
        {due
          ? w.t('portal.status.still-open-text', { amount: w.money(overview.amountDue, overview.currency) })
          : w.t('portal.status.nothing-open')}
      </p>
      <a class="btn" href="/portal">
        {w.t('portal.to-overview')}
      </a>
    </section>
  );
}
