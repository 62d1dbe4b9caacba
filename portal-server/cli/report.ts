import type { Command } from 'commander';
import { AGEING_BUCKETS, type Ageing } from '../../src-shared/domain/ageing.ts';
import { formatTenths } from '../../src-shared/domain/dso.ts';
import { formatAmount } from '../../src-shared/i18n/index.ts';
import { AppError, type Day, toDecimal } from '../../src-shared/kernel/index.ts';
import type { Row } from '../../src-shared/schema/index.ts';
import type { Services } from '../app/services.ts';
import { reportAgeing } from '../reports/ageing.ts';
import { type DsoMethod, reportDso } from '../reports/dso.ts';
import { reportTop } from '../reports/top.ts';
import type { ReadTx } from '../storage/store.ts';
import { type Cli, type CliContext, chooseAdministration, dayOption, intOption, todayIn } from './cli.ts';
import { type CliResult, table } from './output.ts';

interface ReportOptions {
  administration?: string;
}

export function registerReport(program: Command, cli: Cli): void {
  const report = program.command('report').description('figures about what is owed, also as of a past day');
  const add = (name: string, description: string): Command =>
    report.command(name).description(description).option('--administration <code>', 'which administration, when there are several');

  cli.action(add('ageing', 'open amounts by days overdue').option('--as-of <day>', 'reference day (default: today)'), ageing);
  cli.action(
    add('top', 'debtors with the highest open amount, per currency')
      .option('--as-of <day>', 'reference day (default: today)')
      .option('--n <count>', 'how many', '10'),
    top,
  );
  cli.action(
    add('dso', 'days sales outstanding')
      .requiredOption('--from <day>', 'first day of the period')
      .requiredOption('--to <day>', 'last day of the period, whose balance is taken')
      .option('--method <method>', 'simple or count-back', 'simple'),
    dso,
  );
}

interface ReportInput {
  tx: ReadTx;
  services: Services;
  administration: Row<'administrations'>;
}

function inAdministration<T>(context: CliContext, code: string | undefined, body: (input: ReportInput) => Promise<T>): Promise<T> {
  return context.withServices((services) =>
    services.store.read(async (tx) => body({ tx, services, administration: await chooseAdministration(tx, code) })),
  );
}

type AsOfOptions = ReportOptions & { asOf?: string };

const asOfDay = ({ services, administration }: ReportInput, { asOf }: AsOfOptions): Day =>
  asOf === undefined ? todayIn(services, administration) : dayOption('--as-of', asOf);

function ageing(context: CliContext, options: AsOfOptions): Promise<CliResult> {
  return inAdministration(context, options.administration, async (input) => {
    const asOf = asOfDay(input, options);
    const currencies = await reportAgeing(input.tx, input.administration.id, asOf);
    return { json: { asOf, currencies: currencies.map(ageingJson) }, text: [`As of ${asOf}`, ...currencies.map(ageingText)].join('\n\n') };
  });
}

function ageingJson({ currency, debtors, openInvoices, closedInvoices, open, overdue, buckets }: Ageing): object {
  const amounts = AGEING_BUCKETS.map((bucket) => {
    const { invoices, amount } = buckets[bucket];
    return [bucket, { invoices, amount: toDecimal(amount, currency) }];
  });
  return {
    currency,
    debtors,
    openInvoices,
    closedInvoices,
    open: toDecimal(open, currency),
    overdue: toDecimal(overdue, currency),
    buckets: Object.fromEntries(amounts),
  };
}

const BUCKET_NAMES = {
  notDue: 'not due',
  '1-30': '1-30 days',
  '31-60': '31-60 days',
  '61-90': '61-90 days',
  over90: 'over 90 days',
} as const;

function ageingText({ currency, debtors, debtorsWithOpen, openInvoices, closedInvoices, open, overdue, buckets }: Ageing): string {
  const rows = AGEING_BUCKETS.map((bucket) => [
    BUCKET_NAMES[bucket],
    buckets[bucket].invoices,
    formatAmount(buckets[bucket].amount, currency, 'en'),
  ]);
  return [
    `${currency}: ${debtors} debtors, ${debtorsWithOpen} with open invoices; ${closedInvoices} invoices closed`,
    table(
      ['Overdue', 'Invoices', 'Amount'],
      [...rows, ['Open', openInvoices, formatAmount(open, currency, 'en')], ['of it overdue', '', formatAmount(overdue, currency, 'en')]],
      [1, 2],
    ),
  ].join('\n');
}

function top(context: CliContext, options: AsOfOptions & { n: string }): Promise<CliResult> {
  return inAdministration(context, options.administration, async (input) => {
    const count = intOption('--n', options.n, 1, 1_000_000);
    const rows = await reportTop(input.tx, input.administration.id, asOfDay(input, options), count);
    return {
      json: rows.map((row) => ({ ...row, open: toDecimal(row.open, row.currency) })),
      text: table(
        ['Number', 'Name', 'Currency', 'Open'],
        rows.map((row) => [row.debtorNumber, row.name, row.currency, formatAmount(row.open, row.currency, 'en')]),
        [3],
      ),
    };
  });
}

interface DsoOptions extends ReportOptions {
  from: string;
  to: string;
  method: string;
}

async function dso(context: CliContext, options: DsoOptions): Promise<CliResult> {
  const [from, to] = [dayOption('--from', options.from), dayOption('--to', options.to)];
  if (from > to) throw new AppError('option.invalid', { option: '--from', value: from, reason: 'the period begins after it ends' });
  const method = dsoMethod(options.method);
  return inAdministration(context, options.administration, async ({ tx, administration }) => {
    const rows = (await reportDso(tx, administration.id, from, to, method)).map(({ currency, dso: tenths }) => ({
      currency,
      dso: tenths === null ? null : formatTenths(tenths),
    }));
    return {
      json: rows,
      text: table(
        ['Currency', 'DSO (days)'],
        rows.map((row) => [row.currency, row.dso ?? 'no sales']),
        [1],
      ),
    };
  });
}

function dsoMethod(value: string): DsoMethod {
  if (value === 'simple' || value === 'count-back') return value;
  throw new AppError('option.invalid', { option: '--method', value, reason: 'it is simple or count-back' });
}
