/** @jsxRuntime automatic */
/** @jsxImportSource ../../app/jsx */

import type { OverviewRow } from '../../../src-shared/domain/portal-overview.ts';
import type { Day } from '../../../src-shared/kernel/index.ts';
import { type Html, html } from '../../app/jsx/index.ts';
import type { TagIcon } from '../icons.ts';
import type { Words } from '../words.ts';

export interface TagFacts {
  look: 'late' | 'soon' | 'hand' | 'done' | 'plain';
  icon: TagIcon;
  text: string;
}

export const Tag = ({ look, icon, text }: TagFacts): Html | null => <span class={`tag ${look} i-${icon}`}>{text}</span>;

/** Where a row stands, in an icon, words and a colour; null where the date says it all. */
export function tagOf(row: OverviewRow, today: Day, w: Words): TagFacts | null {
  switch (row.state) {
    case 'credit':
      return { look: 'plain', icon: 'minus', text: w.t('portal.tag.credit') };
    case 'disputed':
      return { look: 'hand', icon: 'search', text: w.t('portal.tag.disputed') };
    case 'promised':
      return {
        look: 'hand',
        icon: 'calendar',
        text: w.t('portal.tag.promised', { day: w.day(row.invoice.promisedUntil ?? today, today) }),
      };
    case 'planned':
      return { look: 'hand', icon: 'calendar', text: w.t('portal.tag.planned') };
    case 'in-process':
      return { look: 'done', icon: 'done', text: w.t('portal.tag.in-process') };
    default:
      return deadlineTag(row.daysLate, w);
  }
}

function deadlineTag(daysLate: number, w: Words): TagFacts | null {
  if (daysLate > 0) return { look: 'late', icon: 'clock', text: w.t('portal.tag.late', { days: daysLate }) };
  if (daysLate === 0) return { look: 'soon', icon: 'calendar', text: w.t('portal.tag.today') };
  return daysLate === -1 ? { look: 'soon', icon: 'calendar', text: w.t('portal.tag.tomorrow') } : null;
}

interface InvoiceTableProps {
  words: Words;
  today: Day;
  rows: readonly OverviewRow[];
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
export function InvoiceTable({ words: w, today, rows, caption, amountHeader, total, rest, currency }: InvoiceTableProps): Html | null {
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
        </tr>
      </thead>
      <tbody role={ROWGROUP}>
        {rows.map((row) => invoiceRow(row, today, w))}
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
function invoiceRow(row: OverviewRow, today: Day, w: Words): Html {
  const { invoice } = row;
  return html`<tr role="row"><th role="rowheader" scope="row"><span class="no num"><i>${w.t(KIND_KEYS[invoice.kind])} </i>${
    invoice.number
  }</span>${subLine(row, today, w)}</th>${whenCell(row, today, w)}<td role="cell" class="amt num">${w.money(row.asked, invoice.currency)}</td></tr>`;
}

/** Cells that are kept; above it all are forgotten at once. */
const MAX_CELLS = 5_000;
const whenCells = new Map<string, Html>();

/** When a row has to be paid and where it stands: the same on many rows of many debtors, so kept for the day. */
function whenCell(row: OverviewRow, today: Day, w: Words): Html {
  const { dueDate, promisedUntil } = row.invoice;
  const key = `${w.language}${today}${dueDate}${row.state}${row.state === 'promised' ? promisedUntil : ''}`;
  let cell = whenCells.get(key);
  if (!cell) {
    cell = html`<td role="cell" class="when">${row.state !== 'credit' && dueDay(dueDate, today, w)}${tag(row, today, w)}</td>`;
    if (whenCells.size >= MAX_CELLS) whenCells.clear();
    whenCells.set(key, cell);
  }
  return cell;
}

/** A list of dates has room for the year, which sentences leave out. */
function dueDay(day: Day, today: Day, w: Words): Html {
  const year = day.slice(0, 4) === today.slice(0, 4) && html`<span class="dk"> ${day.slice(0, 4)}</span>`;
  return html`<span class="by"><i>${w.t('portal.column.due')} </i>${w.day(day, today)}${year}</span>`;
}

function tag(row: OverviewRow, today: Day, w: Words): Html | null {
  const facts = tagOf(row, today, w);
  const wide = row.state === 'credit' ? ' wide' : '';
  return facts && html`<span class="tag ${facts.look} i-${facts.icon}${wide}">${facts.text}</span>`;
}

function subLine({ invoice, paid, state }: OverviewRow, today: Day, w: Words): Html {
  if (paid > 0 && paid < invoice.amount && state !== 'in-process' && state !== 'disputed') {
    const params = { amount: w.money(invoice.amount, invoice.currency), paid: w.money(paid, invoice.currency) };
    return html`<span class="sub">${w.t('portal.part-paid', params)}</span>`;
  }
  const issued = w.day(invoice.issueDate, today);
  const text = invoice.description ? `${invoice.description}, ${issued}` : issued;
  return state === 'credit' ? html`<span class="sub">${text}</span>` : html`<span class="sub wide">${text}</span>`;
}
