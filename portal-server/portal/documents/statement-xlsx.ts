import ExcelJS from 'exceljs';
import { currencyDecimals, type Day } from '../../../src-shared/kernel/index.ts';
import { rowState, type Statement, statementRows } from './statement-data.ts';

/** Whole and decimal digits as Excel wants them; it groups and separates by the reader's own settings. */
const moneyFormat = (currency: string): string => {
  const decimals = currencyDecimals(currency);
  return decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(decimals)}`;
};

const units = (minor: number, currency: string): number => minor / 10 ** currencyDecimals(currency);

/** A cell's date has no time zone: midnight UTC is what every reader shows as that day. */
const dateOf = (day: Day | null): Date | null => (day === null ? null : new Date(`${day}T00:00:00Z`));

/** The statement as a workbook: one sheet of what is open, one of what was paid, with real dates and amounts. */
export async function statementXlsx(statement: Statement): Promise<Buffer> {
  const { words: w, company, debtor } = statement;
  const book = new ExcelJS.Workbook();
  book.creator = company.legalName || company.name;
  book.created = new Date(`${statement.today}T00:00:00Z`);
  book.title = `${w.t('portal.statement.title')} ${debtor.number}`;
  openSheet(book, statement);
  paidSheet(book, statement);
  return Buffer.from(await book.xlsx.writeBuffer());
}

const COLUMNS = ['invoice', 'description', 'issued', 'due', 'currency', 'amount', 'open', 'state'] as const;

function openSheet(book: ExcelJS.Workbook, statement: Statement): void {
  const { words: w, overviews } = statement;
  const sheet = book.addWorksheet(w.t('portal.statement.open'), { views: [{ state: 'frozen', ySplit: 1 }] });
  const widths = [24, 32, 12, 12, 9, 14, 14, 30];
  sheet.columns = COLUMNS.map((key, index) => ({ key, header: w.t(`portal.statement.column.${key}`), width: widths[index] ?? 12 }));
  for (const overview of overviews) {
    const { currency } = overview;
    for (const row of statementRows(overview)) {
      const { invoice } = row;
      const added = sheet.addRow({
        invoice: `${w.t(`portal.kind.${invoice.kind}`)} ${invoice.number}`,
        description: invoice.description,
        issued: dateOf(invoice.issueDate),
        due: dateOf(row.state === 'credit' ? null : invoice.dueDate),
        currency,
        amount: units(invoice.amount, currency),
        open: units(row.asked, currency),
        state: rowState(row, statement),
      });
      for (const key of ['amount', 'open']) added.getCell(key).numFmt = moneyFormat(currency);
    }
    const sum = sheet.addRow({ invoice: w.t('portal.to-pay-now'), currency, open: units(overview.amountDue, currency) });
    sum.getCell('open').numFmt = moneyFormat(currency);
    sum.font = { bold: true };
  }
  finish(sheet, ['issued', 'due']);
}

function paidSheet(book: ExcelJS.Workbook, { words: w, payments, closed }: Statement): void {
  const sheet = book.addWorksheet(w.t('portal.statement.paid-sheet'), { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = [
    { key: 'on', header: w.t('portal.statement.column.paid-on'), width: 14 },
    { key: 'what', header: w.t('portal.statement.column.what'), width: 34 },
    { key: 'currency', header: w.t('portal.statement.column.currency'), width: 9 },
    { key: 'amount', header: w.t('portal.column.amount'), width: 14 },
  ];
  const lines = [
    ...payments.map(({ paidOn, amount, reversed, currency }) => ({
      on: paidOn,
      what: w.t('portal.statement.online-payment'),
      currency,
      amount: amount - reversed,
    })),
    ...closed.map((invoice) => ({
      on: invoice.closedOn,
      what: w.t('portal.statement.settled', { document: `${w.t(`portal.kind.${invoice.kind}`)} ${invoice.number}` }),
      currency: invoice.currency,
      amount: invoice.amount,
    })),
  ].sort((a, b) => ((a.on ?? '') < (b.on ?? '') ? 1 : -1));
  for (const { on, what, currency, amount } of lines) {
    const added = sheet.addRow({ on: dateOf(on), what, currency, amount: units(amount, currency) });
    added.getCell('amount').numFmt = moneyFormat(currency);
  }
  finish(sheet, ['on']);
}

function finish(sheet: ExcelJS.Worksheet, dates: readonly string[]): void {
  sheet.getRow(1).font = { bold: true };
  for (const key of dates) sheet.getColumn(key).numFmt = 'dd-mm-yyyy';
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: sheet.columnCount } };
}
