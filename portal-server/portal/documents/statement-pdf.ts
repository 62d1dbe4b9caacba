import type { Content, TableCell } from 'pdfmake/interfaces.js';
import type { CurrencyOverview } from '../../../src-shared/domain/portal-overview.ts';
import { makePdf } from '../../documents/make-pdf.ts';
import { companyFooter, companyHead, right, ruledTable, smallHead } from './pdf-parts.ts';
import { rowState, type Statement, statementRows } from './statement-data.ts';

/** The statement on paper: what is open and where it stands, then what was paid in the last year. */
export function statementPdf(statement: Statement): Promise<Buffer> {
  const { words: w, company, debtor, today, overviews } = statement;
  const title = w.t('portal.statement.title');
  return makePdf({
    title: `${title} ${debtor.number}`,
    author: company.legalName || company.name,
    language: w.language,
    footer: companyFooter(company, w),
    content: [
      companyHead(company, debtor, w),
      { text: title, fontSize: 18, bold: true, margin: [0, 24, 0, 2] },
      { text: w.t('portal.statement.on', { day: w.day(today, '0000-00-00' as never) }), color: '#4B5763' },
      ...(overviews.length === 0 ? [{ text: w.t('portal.up-to-date.none'), margin: [0, 16, 0, 0] } as Content] : []),
      ...overviews.flatMap((overview) => openPart(statement, overview)),
      ...paymentsPart(statement),
    ],
  });
}

function openPart(statement: Statement, overview: CurrencyOverview): Content[] {
  const { words: w } = statement;
  const money = (minor: number): string => w.money(minor, overview.currency);
  const rows = statementRows(overview);
  const header = (['invoice', 'issued', 'due', 'amount', 'open', 'state'] as const).map((key) => {
    const cell = smallHead(w.t(`portal.statement.column.${key}`));
    return key === 'amount' || key === 'open' ? right(cell) : cell;
  });
  const body = rows.map((row): TableCell[] => [
    `${w.t(`portal.kind.${row.invoice.kind}`)} ${row.invoice.number}`,
    w.dayShort(row.invoice.issueDate),
    row.state === 'credit' ? '' : w.dayShort(row.invoice.dueDate),
    right({ text: money(row.invoice.amount) }),
    right({ text: money(row.asked) }),
    rowState(row, statement),
  ]);
  const sum = rows.filter(({ state }) => state !== 'in-process').reduce((total, { asked }) => total + asked, 0);
  const total = (label: string, minor: number): TableCell[] => [
    { text: label, bold: true, colSpan: 4 },
    '',
    '',
    '',
    right({ text: money(minor), bold: true }),
    '',
  ];
  return [
    { text: w.t('portal.statement.open'), fontSize: 13, bold: true, margin: [0, 20, 0, 6] },
    ruledTable(
      ['*', 'auto', 'auto', 'auto', 'auto', 'auto'],
      [header, ...body, total(w.t('portal.statement.all-open'), sum), total(w.t('portal.to-pay-now'), overview.amountDue)],
      2,
    ),
  ];
}

function paymentsPart(statement: Statement): Content[] {
  const { words: w, payments, closed } = statement;
  const parts: Content[] = [];
  if (payments.length > 0) {
    parts.push({ text: w.t('portal.history.payments'), fontSize: 13, bold: true, margin: [0, 20, 0, 6] });
    const header = [
      smallHead(w.t('portal.statement.column.paid-on')),
      smallHead(w.t('portal.statement.column.state')),
      right(smallHead(w.t('portal.column.amount'))),
    ];
    const rows = payments.map((payment): TableCell[] => [
      w.dayShort(payment.paidOn),
      payment.reversed > 0
        ? w.t('portal.tag.reversed')
        : w.t(payment.state === 'awaiting-ledger' ? 'portal.tag.in-process' : 'portal.tag.paid'),
      right({ text: w.money(payment.amount - payment.reversed, payment.currency) }),
    ]);
    parts.push(ruledTable(['auto', '*', 'auto'], [header, ...rows]));
  }
  if (closed.length > 0) {
    parts.push({ text: w.t('portal.history.invoices'), fontSize: 13, bold: true, margin: [0, 20, 0, 6] });
    const header = [
      smallHead(w.t('portal.statement.column.invoice')),
      smallHead(w.t('portal.statement.column.issued')),
      smallHead(w.t('portal.statement.column.settled')),
      right(smallHead(w.t('portal.column.amount'))),
    ];
    const rows = closed.map((invoice): TableCell[] => [
      `${w.t(`portal.kind.${invoice.kind}`)} ${invoice.number}`,
      w.dayShort(invoice.issueDate),
      invoice.closedOn ? w.dayShort(invoice.closedOn) : '',
      right({ text: w.money(invoice.amount, invoice.currency) }),
    ]);
    parts.push(ruledTable(['*', 'auto', 'auto', 'auto'], [header, ...rows]));
  }
  return parts;
}
