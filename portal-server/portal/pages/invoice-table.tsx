/** @jsxRuntime automatic */
/** @jsxImportSource ../../app/jsx */

import type { OverviewRow } from '../../../src-shared/domain/portal-overview.ts';
import type { Day } from '../../../src-shared/kernel/index.ts';
import { type Html, html } from '../../app/jsx/index.ts';
import type { HeldFacts } from '../held.ts';
import type { TagIcon } from '../icons.ts';
import type { Words } from '../words.ts';

export interface TagFacts {
  look: 'late' | 'soon' | 'hand' | 'done' | 'plain';
  icon: TagIcon;
  text: string;
}

export const Tag = ({ look, icon, text }: TagFacts): Html | null => <span class={`tag ${look} i-${icon}`}>{text}</span>;

/** Where a row stands, in an icon, words and a colour; null where the date says it all. */
export function tagOf(row: OverviewRow, held: HeldFacts, today: Day, w: Words): TagFacts | null {
  switch (row.state) {
    case 'credit':
      return { look: 'plain', icon: 'minus', text: w.t('portal.tag.credit') };
    case 'disputed':
      return held.dispute.get(row.invoice.id)?.waitsForDebtor
        ? { look: 'soon', icon: 'clock', text: w.t('portal.tag.disputed-waiting') }
        : { look: 'hand', icon: 'search', text: w.t('portal.tag.disputed') };
    case 'promised':
      return {
        look: 'hand',
        icon: 'calendar',
        text: w.t('portal.tag.promised', { day: w.day(promisedOn(row, held) ?? today, today) }),
      };
    case 'planned':
      return { look: 'hand', icon: 'calendar', text: w.t('portal.tag.planned') };
    case 'blocked':
      return { look: 'plain', icon: 'minus', text: w.t('portal.tag.blocked') };
    case 'handed-over':
      return { look: 'plain', icon: 'minus', text: w.t('portal.tag.handed-over') };
    case 'in-process':
      return { look: 'done', icon: 'done', text: w.t('portal.tag.in-process') };
    default:
      return deadlineTag(row.daysLate, w);
  }
}

/** The day the debtor named; without the promise itself, the day until which is waited. */
export const promisedOn = ({ invoice }: OverviewRow, held: HeldFacts): Day | null =>
  held.promisedOn.get(invoice.id) ?? invoice.promisedUntil;

function deadlineTag(daysLate: number, w: Words): TagFacts | null {
  if (daysLate > 0) return { look: 'late', icon: 'clock', text: w.t('portal.tag.late', { days: daysLate }) };
  if (daysLate === 0) return { look: 'soon', icon: 'calendar', text: w.t('portal.tag.today') };
  return daysLate === -1 ? { look: 'soon', icon: 'calendar', text: w.t('portal.tag.tomorrow') } : null;
}

/** What can be done with a row besides downloading it. */
export interface RowOffers {
  complaint: boolean;
  poNumber: boolean;
}

interface InvoiceTableProps {
  words: Words;
  today: Day;
  rows: readonly OverviewRow[];
  held: HeldFacts;
  offered: RowOffers;
  caption: string;
  amountHeader: string;
  /** Sum row, when the rows add up to something that is asked. */
  total?: { label: string; wideLabel: string; amount: number } | undefined;
  /** Rows that are not shown, as one row with their sum, so that the list still adds up. */
  rest?: { count: number; amount: number; href: string } | undefined;
  currency: string;
}

/**
 * Browsers drop a table's meaning when it is laid out as something else, as it is on a phone; said in so many words it
 * stays.
 */
const [TABLE, ROWGROUP, ROW, COLUMNHEADER, ROWHEADER, CELL] = ['table', 'rowgroup', 'row', 'columnheader', 'rowheader', 'cell'] as const;

/**
 * One list for both widths: a real table on a desktop, and on a phone each row is a small card of the same words in the
 * same order.
 */
export function InvoiceTable({
  words: w,
  today,
  rows,
  held,
  offered,
  caption,
  amountHeader,
  total,
  rest,
  currency,
}: InvoiceTableProps): Html | null {
  return (
    <table class="inv" role={TABLE} aria-label={caption}>
      <thead role={ROWGROUP}>
        <tr role={ROW}>
          <th role={COLUMNHEADER} scope="col" class="c1">
            {w.t('portal.column.invoice')}
          </th>
          <th role={COLUMNHEADER} scope="col" class="c2">
            {w.t('portal.column.due')}
          </th>
          <th role={COLUMNHEADER} scope="col" class="r">
            {amountHeader}
          </th>
          <th role={COLUMNHEADER} scope="col" class="c4">
            <span class="vh">{w.t('portal.column.download')}</span>
          </th>
        </tr>
      </thead>
      <tbody role={ROWGROUP}>
        {rows.map((row) => invoiceRow(row, held, offered, today, w))}
        {rest && (
          <tr role={ROW}>
            <th role={ROWHEADER} scope="row">
              <span class="no">{w.t('portal.rest-of-list', { count: rest.count })}</span>
            </th>
            <td role={CELL} class="when">
              <a class="by" href={rest.href}>
                {w.t('portal.show-all')}
              </a>
            </td>
            <td role={CELL} class="amt num">
              {w.money(rest.amount, currency)}
            </td>
            <td role={CELL} />
          </tr>
        )}
      </tbody>
      {total && (
        <tfoot role={ROWGROUP}>
          <tr role={ROW}>
            <th role={ROWHEADER} scope="row">
              <span class="no ph">{total.label}</span>
              <span class="no dk">{total.wideLabel}</span>
            </th>
            <td role={CELL} class="when" />
            <td role={CELL} class="amt num">
              {w.money(total.amount, currency)}
            </td>
            <td role={CELL} />
          </tr>
        </tfoot>
      )}
    </table>
  );
}

const KIND_KEYS = {
  invoice: 'portal.kind.invoice',
  'credit-note': 'portal.kind.credit-note',
  'payment-on-account': 'portal.kind.payment-on-account',
} as const;

// Most of the page is rows, so a row is printed in one go.
function invoiceRow(row: OverviewRow, held: HeldFacts, offered: RowOffers, today: Day, w: Words): Html {
  const { invoice } = row;
  return html`<tr role="row"><th role="rowheader" scope="row"><span class="no num"><i>${w.t(KIND_KEYS[invoice.kind])} </i>${
    invoice.number
  }</span>${subLine(row, held, today, w)}</th>${whenCell(row, held, today, w)}<td role="cell" class="amt num">${w.money(
    row.asked,
    invoice.currency,
  )}</td>${documentCell(row, offered, w)}</tr>`;
}

/** On a desktop a link beside the amount; on a phone behind the arrow, with room for more. Money on account has no document. */
function documentCell({ invoice, state }: OverviewRow, offered: RowOffers, w: Words): Html {
  if (invoice.kind === 'payment-on-account') return html`<td role="cell"></td>`;
  const { id, number } = invoice;
  const isInvoice = invoice.kind === 'invoice';
  const mayReport = isInvoice && offered.complaint && state !== 'disputed' && state !== 'in-process';
  const mayNumber = isInvoice && offered.poNumber;
  return html`<td role="cell" class="doc"><a class="dk pdf i-file" href="/portal/invoice/${id}">${w.t('portal.pdf')}<span class="vh"> ${
    number
  }</span></a><details class="more"><summary class="i-down"><span class="vh">${w.t('portal.more')} ${
    number
  }</span></summary><a class="pdf i-file" href="/portal/invoice/${id}">${w.t('portal.download-pdf')}</a>${mayReport && html`<a href="/portal/complaint?i=${id}">${w.t('portal.report')}</a>`}${
    mayNumber && html`<a href="/portal/po-number?i=${id}">${w.t('portal.add-po')}</a>`
  }</details></td>`;
}

/** Cells that are kept; above it all are forgotten at once. */
const MAX_CELLS = 5_000;
const whenCells = new Map<string, Html>();

/** When a row has to be paid and where it stands: the same on many rows of many debtors, so kept for the day. */
function whenCell(row: OverviewRow, held: HeldFacts, today: Day, w: Words): Html {
  const { dueDate } = row.invoice;
  let key = `${w.language}${today}${dueDate}${row.state}`;
  if (row.state === 'promised') key += promisedOn(row, held);
  else if (row.state === 'disputed') key += String(held.dispute.get(row.invoice.id)?.waitsForDebtor);
  let cell = whenCells.get(key);
  if (!cell) {
    // On a phone the day of the answer stands in the place of the due date.
    const answered = held.dispute.get(row.invoice.id)?.waitsForDebtor === false && row.state === 'disputed';
    cell = html`<td role="cell" class="when">${row.state !== 'credit' && dueDay(dueDate, today, answered ? 'by dko' : 'by', w)}${tag(row, held, today, w)}</td>`;
    if (whenCells.size >= MAX_CELLS) whenCells.clear();
    whenCells.set(key, cell);
  }
  return cell;
}

/** A list of dates has room for the year, which sentences leave out. */
function dueDay(day: Day, today: Day, look: string, w: Words): Html {
  const year = day.slice(0, 4) === today.slice(0, 4) && html`<span class="dk"> ${day.slice(0, 4)}</span>`;
  return html`<span class="${look}"><i>${w.t('portal.column.due')} </i>${w.day(day, today)}${year}</span>`;
}

function tag(row: OverviewRow, held: HeldFacts, today: Day, w: Words): Html | null {
  const facts = tagOf(row, held, today, w);
  const wide = row.state === 'credit' ? ' wide' : '';
  return facts && html`<span class="tag ${facts.look} i-${facts.icon}${wide}">${facts.text}</span>`;
}

function subLine(row: OverviewRow, held: HeldFacts, today: Day, w: Words): Html {
  const { invoice, paid, state } = row;
  const waiting = state === 'disputed' ? held.dispute.get(invoice.id) : undefined;
  if (waiting && !waiting.waitsForDebtor) {
    return html`<span class="sub">${w.t('portal.answer-by', { day: w.day(waiting.answerBy, today) })}</span>`;
  }
  const partner = state === 'handed-over' ? held.partner.get(invoice.id) : undefined;
  if (partner) return html`<span class="sub">${w.t('portal.pay-to', { partner })}</span>`;
  if (paid > 0 && paid < invoice.amount && state !== 'in-process' && state !== 'disputed') {
    const params = { amount: w.money(invoice.amount, invoice.currency), paid: w.money(paid, invoice.currency) };
    return html`<span class="sub">${w.t('portal.part-paid', params)}</span>`;
  }
  const issued = w.day(invoice.issueDate, today);
  const text = invoice.description ? `${invoice.description}, ${issued}` : issued;
  return state === 'credit' ? html`<span class="sub">${text}</span>` : html`<span class="sub wide">${text}</span>`;
}
