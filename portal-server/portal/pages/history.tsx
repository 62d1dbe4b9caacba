/** @jsxRuntime automatic */
/** @jsxImportSource ../../app/jsx */

import type { Day } from '../../../src-shared/kernel/index.ts';
import type { Row } from '../../../src-shared/schema/index.ts';
import type { Html } from '../../app/jsx/index.ts';
import type { Words } from '../words.ts';
import { Icon } from './icons.tsx';
import { Tag, type TagFacts } from './invoice-table.tsx';
import { type PageContext, renderPage } from './layout.tsx';

export const MAX_HISTORY = 50;

export interface HistoryFacts {
  today: Day;
  payments: readonly { payment: Row<'payments'>; numbers: readonly string[]; methodName: string }[];
  /** Documents on which nothing is open any more, newest first. */
  closed: readonly Row<'invoices'>[];
}

export function historyPage(context: PageContext, facts: HistoryFacts): string {
  const { words: w } = context;
  return renderPage(context, {
    title: w.t('portal.history.title'),
    narrow: true,
    children: (
      <>
        <div>
          <a class="crumb" href="/portal">
            <Icon name="left" />
            {w.t('portal.back')}
          </a>
          <h1>{w.t('portal.history.title')}</h1>
        </div>
        <section class="card">
          <h2>{w.t('portal.history.payments')}</h2>
          {facts.payments.length === 0 && <p class="empty">{w.t('portal.history.no-payments')}</p>}
          <ul class="items">{facts.payments.map((item) => paymentItem(item, facts.today, w))}</ul>
          {facts.payments.length === MAX_HISTORY && <p class="empty small">{w.t('portal.history.newest', { count: MAX_HISTORY })}</p>}
        </section>
        <section class="card">
          <h2>{w.t('portal.history.invoices')}</h2>
          {facts.closed.length === 0 && <p class="empty">{w.t('portal.history.no-invoices')}</p>}
          <ul class="items">{facts.closed.map((invoice) => closedItem(invoice, facts.today, w))}</ul>
          {facts.closed.length === MAX_HISTORY && <p class="empty small">{w.t('portal.history.newest', { count: MAX_HISTORY })}</p>}
        </section>
      </>
    ),
  });
}

function paymentItem({ payment, numbers, methodName }: HistoryFacts['payments'][number], today: Day, w: Words): Html | null {
  return (
    <li>
      <b>{w.t('portal.history.paid-on', { day: w.day(payment.paidOn, today) })}</b>
      <b class="num">{w.money(payment.amount, payment.currency)}</b>
      {methodName && <span class="small muted">{methodName}</span>}
      {numbers.length > 0 && <span class="small muted">{w.t('portal.history.for', { invoices: numbers.join(', ') })}</span>}
      <Tag {...stateTag(payment.state, w)} />
      {payment.paymentIntentId && (
        <a class="pdf i-file" href={`/portal/payment/${payment.paymentIntentId}/receipt.pdf`}>
          {w.t('portal.receipt.title')}
        </a>
      )}
    </li>
  );
}

function stateTag(state: Row<'payments'>['state'], w: Words): TagFacts {
  if (state === 'awaiting-ledger') return { look: 'done', icon: 'done', text: w.t('portal.tag.in-process') };
  if (state === 'reversed') return { look: 'plain', icon: 'minus', text: w.t('portal.tag.reversed') };
  return { look: 'done', icon: 'done', text: w.t('portal.tag.paid') };
}

function closedItem(invoice: Row<'invoices'>, today: Day, w: Words): Html | null {
  return (
    <li>
      <b>
        {w.t(`portal.kind.${invoice.kind}`)} {invoice.number}
      </b>
      <b class="num">{w.money(invoice.amount, invoice.currency)}</b>
      {invoice.closedOn && <span class="small muted">{w.t('portal.history.settled-on', { day: w.day(invoice.closedOn, today) })}</span>}
      <Tag look="done" icon="done" text={w.t(invoice.amount < 0 ? 'portal.tag.settled' : 'portal.tag.paid')} />
    </li>
  );
}
