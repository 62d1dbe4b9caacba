import { setImmediate as nextTurn } from 'node:timers/promises';
import { AppError } from '../../src-shared/kernel/index.ts';
import { CsvBroken, type CsvRecord, readCsv } from './csv.ts';
import { Columns } from './fields.ts';
import type { Mapping } from './mapping.ts';
import { Problems, RowRejection } from './problems.ts';
import { type ReaderContext, type RowLabels, type RowReader, rowReader } from './row-reader.ts';
import { type InspectedFile, textStream } from './source.ts';
import type { Staging } from './staging.ts';

/** What validating one file has shown. */
export interface StagedFile {
  /** Rows of data, rejected and left-out ones included. */
  rows: number;
  /** Rows a filter of the mapping leaves out. */
  skipped: number;
  rounded: number;
  dueDatesFromTerms: number;
  problems: Problems;
  labels: RowLabels;
  /** Set when the file as a whole is not what the mapping describes; it is in `problems` as well. */
  fault: AppError | null;
}

const NO_LABELS: RowLabels = { number: '', debtor: '', currency: '' };

/** Rows between two turns of the event loop, so that a server that imports goes on answering. */
const ROWS_PER_TURN = 500;

/** Reads a file through and puts every row that is right into staging. */
export async function stageFile(
  file: InspectedFile,
  index: number,
  mapping: Mapping,
  context: ReaderContext,
  staging: Staging,
): Promise<StagedFile> {
  const result: StagedFile = {
    rows: 0,
    skipped: 0,
    rounded: 0,
    dueDatesFromTerms: 0,
    problems: new Problems(),
    labels: NO_LABELS,
    fault: null,
  };
  let layout: Layout | null = null;
  try {
    for await (const record of readCsv(textStream(file), mapping)) {
      if (record.cells.every((cell) => cell.trim() === '')) continue;
      if (!layout) {
        const header = mapping.header ? record.cells : record.cells.map(() => '');
        layout = openLayout(header, mapping, context);
        if (layout.columns.problems.length)
          return faulty(result, record.line, columnFault(layout.columns, mapping, file.path), layout.columns);
        result.labels = layout.reader.labels;
        if (mapping.header) continue;
      }
      result.rows += 1;
      takeRow(record, layout, index, staging, result);
      if (result.rows % ROWS_PER_TURN === 0) await nextTurn();
    }
  } catch (error) {
    if (!(error instanceof CsvBroken)) throw error;
    result.problems.add(error.line, { column: '', code: 'csv-broken', params: { code: error.code } });
    result.fault = new AppError('import.csv-broken', { file: file.path, line: error.line, code: error.code }, { cause: error });
  }
  if (!layout && !result.fault) result.fault = new AppError('import.empty-file', { file: file.path });
  return result;
}

interface Layout {
  columns: Columns;
  reader: RowReader;
  /** Cells of every row, set by the first. */
  width: number | null;
}

/** Some programs end each row, but not the header, with a delimiter. Any other number of cells means that a row is shifted. */
const widthOf = (cells: readonly string[], columns: number): number =>
  cells.length === columns + 1 && cells.at(-1)?.trim() === '' ? columns + 1 : columns;

function openLayout(header: readonly string[], mapping: Mapping, context: ReaderContext): Layout {
  const columns = new Columns(header);
  return { columns, reader: rowReader(mapping, columns, context), width: null };
}

function takeRow({ cells, line }: CsvRecord, layout: Layout, file: number, staging: Staging, result: StagedFile): void {
  const { columns, reader } = layout;
  try {
    layout.width ??= widthOf(cells, columns.names.length);
    if (cells.length !== layout.width) throw new RowRejection('', 'cell-count', { found: cells.length, expected: layout.width });
    const row = reader.read(cells);
    if (!row) {
      result.skipped += 1;
      return;
    }
    const first = staging.add(file, line, row);
    if (first)
      throw new RowRejection(reader.labels.number, first.file === file ? 'duplicate' : 'duplicate-in-other-file', {
        number: row.number,
        line: first.line,
      });
    if (row.rounded) result.rounded += 1;
    if (row.dueFromTerms) result.dueDatesFromTerms += 1;
  } catch (error) {
    if (!(error instanceof RowRejection)) throw error;
    result.problems.add(line, error.problem);
  }
}

function faulty(result: StagedFile, line: number, fault: AppError, columns: Columns): StagedFile {
  for (const { column, code } of columns.problems) result.problems.add(line, { column, code, params: { found: columns.names.join(', ') } });
  return { ...result, fault };
}

const OTHER_DELIMITERS = [',', ';', '\t', '|'];

function columnFault(columns: Columns, mapping: Mapping, file: string): AppError {
  const missing = columns.problems.map(({ column }) => column).join(', ');
  const found = columns.names.join(', ');
  const [only] = columns.names;
  if (columns.names.length === 1 && only !== undefined) {
    const delimiter = OTHER_DELIMITERS.find((candidate) => candidate !== mapping.delimiter && only.includes(candidate));
    if (delimiter)
      return new AppError('import.wrong-delimiter', {
        file,
        expected: spelled(mapping.delimiter),
        found: spelled(delimiter),
        columns: missing,
      });
  }
  if (columns.problems.every(({ code }) => code === 'column-ambiguous'))
    return new AppError('import.columns-ambiguous', { file, columns: missing });
  return new AppError('import.columns-missing', { file, columns: missing, found });
}

const spelled = (delimiter: string): string => (delimiter === '\t' ? 'tab' : delimiter);
