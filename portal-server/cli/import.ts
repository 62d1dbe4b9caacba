import type { Command } from 'commander';
import { translateError } from '../../src-shared/i18n/index.ts';
import { AppError } from '../../src-shared/kernel/index.ts';
import type { ImportReport } from '../../src-shared/schema/index.ts';
import type { Services } from '../app/services.ts';
import { type ImportedFile, type ImportRequest, type ImportResult, importLedger } from '../imports/import-ledger.ts';
import { findMapping, loadMapping } from '../imports/mapping.ts';
import { type Cli, type CliContext, chooseAdministration, dayOption } from './cli.ts';
import { type CliResult, table } from './output.ts';

interface ImportOptions {
  administration?: string;
  mapping: string;
  mode?: string;
  asOf?: string;
  dryRun?: boolean;
}

export function registerImport(program: Command, cli: Cli): void {
  const command = program
    .command('import')
    .description('take in ledger files (CSV, also gzipped); each file is taken as a whole or not at all')
    .argument('<file...>', 'files to take in; with --mode snapshot they are one snapshot together')
    .option('--administration <code>', 'which administration, when there are several')
    .requiredOption('--mapping <file>', 'JSON file that says what the columns mean, or the name of a mapping that comes with Kasstroom')
    .option(
      '--mode <mode>',
      'snapshot (the files hold all open items: what is missing has been settled) or increment (default: what the mapping says, else increment)',
    )
    .option('--as-of <day>', 'the day the files stand for (default: today)')
    .option('--dry-run', 'do everything and keep nothing of it');
  cli.action(command, runImport);
}

async function runImport(context: CliContext, options: ImportOptions, files: string[]): Promise<CliResult> {
  const mapping = loadMapping(findMapping(options.mapping, context.path));
  const mode = importMode(options.mode);
  const asOf = options.asOf === undefined ? undefined : dayOption('--as-of', options.asOf);
  return context.withServices(async (services) => {
    const administration = await services.store.read((tx) => chooseAdministration(tx, options.administration));
    const request = { administrationId: administration.id, mapping, mode, asOf, dryRun: options.dryRun ?? false };
    const sources = files.map((file) => ({ path: context.path(file), name: file }));
    const results = await importAll(services, request, sources, (mode ?? mapping.mode) === 'snapshot');
    return importResult(results, options.dryRun ?? false);
  });
}

function importMode(value: string | undefined): 'snapshot' | 'increment' | undefined {
  if (value === undefined || value === 'snapshot' || value === 'increment') return value;
  throw new AppError('option.invalid', { option: '--mode', value, reason: 'it is snapshot or increment' });
}

/** The files of a snapshot are one whole; those of an increment stand each for itself. */
async function importAll(
  services: Services,
  request: Omit<ImportRequest, 'sources'>,
  sources: ImportRequest['sources'],
  together: boolean,
): Promise<ImportResult[]> {
  if (together) return [await importLedger(services, { ...request, sources })];
  const results: ImportResult[] = [];
  for (const source of sources) results.push(await importLedger(services, { ...request, sources: [source] }));
  return results;
}

function importResult(results: readonly ImportResult[], dryRun: boolean): CliResult {
  const files = results.flatMap((result) => result.files.map((file) => ({ ...file, status: result.status })));
  const failures = files.filter(({ status, rejectedRows, fault }) => status === 'rejected' && (rejectedRows > 0 || fault));
  const failure = failures.length ? failures.map(sentence).join('\n') : undefined;
  return {
    json: importJson(files, dryRun),
    text: [dryRun ? 'Dry run: nothing was kept.\n' : '', ...files.map(fileText)].filter(Boolean).join('\n'),
    ...(failure === undefined ? {} : { failure }),
  };
}

type ShownFile = ImportedFile & { status: ImportResult['status'] };

const sentence = ({ name, fault, rejectedRows }: ShownFile): string =>
  translateError('en', fault ?? { code: 'import.rejected', params: { rows: rejectedRows, file: name } });

/** The counts of all files together; with several files also each file's own. */
function importJson(files: readonly ShownFile[], dryRun: boolean): object {
  const sum = (count: (report: ImportReport) => number | undefined): number =>
    files.reduce((all, { report }) => all + (count(report) ?? 0), 0);
  const several = files.length > 1;
  const error = files.find(({ fault }) => fault);
  return {
    rows: sum((it) => it.rows),
    imported: sum((it) => it.imported),
    updated: sum((it) => it.updated),
    unchanged: sum((it) => it.unchanged),
    settled: sum((it) => it.settled),
    skipped: sum((it) => it.skipped),
    rounded: sum((it) => it.rounded),
    dueDatesFromTerms: sum((it) => it.dueDatesFromTerms),
    dryRun,
    rejectedRows: files.reduce((all, { rejectedRows }) => all + rejectedRows, 0),
    rejected: files.flatMap(({ name, report }) => report.rejected.map((row) => (several ? { file: name, ...row } : row))),
    ...(several
      ? {
          files: files.map(({ name, status, report, rejectedRows }) => ({
            file: name,
            status,
            ...report,
            rejectedRows,
            rejected: undefined,
          })),
        }
      : {}),
    ...(error?.fault ? { error: { code: error.fault.code, params: error.fault.params, message: sentence(error) } } : {}),
  };
}

/** More would scroll the counts away; `--json` has them all. */
const SHOWN_REJECTIONS = 20;

function fileText({ name, report, rejectedRows }: ShownFile): string {
  const counts: [string, number | undefined][] = [
    ['rows', report.rows],
    ['imported', report.imported],
    ['updated', report.updated],
    ['unchanged', report.unchanged],
    ['settled', report.settled],
    ['left out by a filter', report.skipped],
    ['rounded to the currency', report.rounded],
    ['due date from the terms', report.dueDatesFromTerms],
    ['rejected', rejectedRows],
  ];
  const lines = counts
    .filter(([label, count], index) => index < 5 || (count ?? 0) > 0 || label === 'rejected')
    .map(([label, count]) => [label, count ?? 0]);
  const rejected = report.rejected.slice(0, SHOWN_REJECTIONS).map(({ line, column, reason }) => [line, column, reason]);
  const more = rejectedRows - rejected.length;
  return [
    name,
    table(['What', 'Rows'], lines, [1]),
    ...(rejected.length ? ['', table(['Line', 'Column', 'Reason'], rejected, [0])] : []),
    ...(more > 0 ? [`… and ${more} more`] : []),
    '',
  ].join('\n');
}
