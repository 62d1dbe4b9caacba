/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import type { VNode } from 'preact';
import type { OverviewRow } from '../../../src-shared/domain/portal-overview.ts';
import type { Day } from '../../../src-shared/kernel/index.ts';
import type { Words } from '../words.ts';
import { Icon, type IconName } from './icons.tsx';

export interface TagFacts {
  look: 'late' | 'soon' | 'hand' | 'done' | 'plain';
  icon: IconName;
  text: string;
}

export const Tag = ({ look, icon, text }: TagFacts): VNode => (
  <span class={`tag ${look}`}>
    <Icon name={icon} />
    {text}
  </span>
);

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

/** Browsers drop a table's meaning when it is laid out as something else, as it is on a phone; said in so many words it stays. */
const ROLE = {
  table: { role: 'table' },
  rowgroup: { role: 'rowgroup' },
  row: { role: 'row' },
  columnheader: { role: 'columnheader' },
  rowheader: { role: 'rowheader' },
  cell: { role: 'cell' },
} as const;

/**
 * One list for both widths: a real table on a desktop, and on a phone each row is a small card of the same words in the
 * same order.
 */
export function InvoiceTable({ words: w, today, rows, caption, amountHeader, total, rest, currency }: InvoiceTableProps): VNode {
  return (
    <table class="inv" {...ROLE.table} aria-label={caption}>
      <thead {...ROLE.rowgroup}>
        <tr {...ROLE.row}>
          <th {...ROLE.columnheader} scope="col" class="c1">
            {w.t('portal.column.invoice')}
          </th>
          <th {...ROLE.columnheader} scope="col" class="c2">
            {w.t('portal.column.due')}
          </th>
          <th {...ROLE.columnheader} scope="col" class="r">
            {amountHeader}
          </th>
        </tr>
      </thead>
      <tbody {...ROLE.rowgroup}>
        {rows.map((row) => invoiceRow(row, today, w))}
        {rest && (
          <tr {...ROLE.row}>
            <th {...ROLE.rowheader} scope="row">
              <span class="no">{w.t('portal.rest-of-list', { count: rest.count })}</span>
            </th>
            <td {...ROLE.cell} class="when">
              <a class="by" href={rest.href}>
                {w.t('portal.show-all')}
              </a>
            </td>
            <td {...ROLE.cell} class="amt num">
              {w.money(rest.amount, currency)}
            </td>
          </tr>
        )}
      </tbody>
      {total && (
        <tfoot {...ROLE.rowgroup}>
          <tr {...ROLE.row}>
            <th {...ROLE.rowheader} scope="row">
              <span class="no ph">{total.label}</span>
              <span class="no dk">{total.wideLabel}</span>
            </th>
            <td {...ROLE.cell} class="when" />
            <td {...ROLE.cell} class="amt num">
              {w.money(total.amount, currency)}
            </td>
          </tr>
        </tfoot>
      )}
    </table>
  );
}

// Called as functions, not as components: on a long list the renderer's work per component is half of the page's cost.
function invoiceRow(row: OverviewRow, today: Day, w: Words): VNode {
  const { invoice } = row;
  const tag = tagOf(row, today, w);
  return (
    <tr {...ROLE.row}>
      <th {...ROLE.rowheader} scope="row">
        <span class="no">
          <span class="kind">{w.t(`portal.kind.${invoice.kind}`)} </span>
          <span class="num">{invoice.number}</span>
        </span>
        {subLine(row, today, w)}
      </th>
      <td {...ROLE.cell} class="when">
        {row.state !== 'credit' && (
          <span class="by">
            <span class="pre">{w.t('portal.column.due')} </span>
            {w.day(invoice.dueDate, today)}
            {isThisYear(invoice.dueDate, today) && <span class="dk"> {today.slice(0, 4)}</span>}
          </span>
        )}
        {tag && (
          <span class={`tag ${tag.look}${row.state === 'credit' ? ' wide' : ''}`}>
            <Icon name={tag.icon} />
            {tag.text}
          </span>
        )}
      </td>
      <td {...ROLE.cell} class="amt num">
        {w.money(row.asked, invoice.currency)}
      </td>
    </tr>
  );
}

/** A table of dates has room for the year, which sentences leave out. */
const isThisYear = (day: Day, today: Day): boolean => day.slice(0, 4) === today.slice(0, 4);

function subLine({ invoice, paid, state }: OverviewRow, today: Day, w: Words): VNode | null {
  const partPaid = paid > 0 && paid < invoice.amount && state !== 'in-process' && state !== 'disputed';
  if (partPaid) {
    const params = { amount: w.money(invoice.amount, invoice.currency), paid: w.money(paid, invoice.currency) };
    return <span class="sub">{w.t('portal.part-paid', params)}</span>;
  }
  const issued = w.day(invoice.issueDate, today);
  const wide = state === 'credit' ? '' : ' wide';
  return <span class={`sub${wide}`}>{invoice.description ? w.t('portal.dated', { what: invoice.description, day: issued }) : issued}</span>;
}
