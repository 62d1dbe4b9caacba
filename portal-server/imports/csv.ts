import { type Readable, Transform } from 'node:stream';
import { CsvError, type Info, parse } from 'csv-parse';
import type { Mapping } from './mapping.ts';

/** A quote that is never closed would otherwise swallow the rest of the file into memory. */
const LONGEST_RECORD = 1_000_000;

type CsvStyle = Pick<Mapping, 'delimiter' | 'quote' | 'skipLines'>;

export interface CsvRecord {
  cells: string[];
  /** Physical line on which the record begins, 1 for the first of the file. */
  line: number;
}

/** The text is not CSV from this line on. */
export class CsvBroken extends Error {
  readonly line: number;
  readonly code: string;

  constructor(line: number, cause: CsvError) {
    super(cause.message, { cause });
    this.line = line;
    this.code = cause.code;
  }
}

/** Reads records as they stream in; empty lines are skipped and counted. @throws CsvBroken, or what the source throws */
export async function* readCsv(source: Readable, { delimiter, quote, skipLines }: CsvStyle): AsyncGenerator<CsvRecord> {
  const parser = parse({
    delimiter,
    quote: quote || null,
    info: true,
    skip_empty_lines: true,
    relax_column_count: true,
    max_record_size: LONGEST_RECORD,
  });
  const text = source.pipe(withoutFirstLines(skipLines));
  source.on('error', (error) => parser.destroy(error));
  text.pipe(parser);
  const lines = new LineCounter(skipLines);
  try {
    for await (const { info, record } of parser as AsyncIterable<{ info: Info; record: string[] }>) {
      yield { cells: record, line: lines.next(info.empty_lines, record) };
    }
  } catch (error) {
    if (error instanceof CsvError) throw new CsvBroken(lines.following(Number(error.empty_lines)), error);
    throw error;
  } finally {
    source.destroy();
  }
}

const NEWLINE = 10;

/** Titles above the header are no CSV and must not reach the parser. */
function withoutFirstLines(count: number): Transform {
  let left = count;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      let rest = chunk;
      while (left > 0 && rest.length > 0) {
        const end = rest.indexOf(NEWLINE);
        if (end !== -1) left -= 1;
        rest = end === -1 ? rest.subarray(rest.length) : rest.subarray(end + 1);
      }
      done(null, rest);
    },
  });
}

/** Counts for itself: the parser takes the CR and LF inside a quoted field for two lines. */
class LineCounter {
  private last: number;
  private emptyLines = 0;

  constructor(skipped: number) {
    this.last = skipped;
  }

  /** Line on which the record begins that follows the last one. */
  following(emptyLines: number): number {
    return this.last + 1 + (Number.isFinite(emptyLines) ? emptyLines - this.emptyLines : 0);
  }

  next(emptyLines: number, cells: readonly string[]): number {
    const line = this.following(emptyLines);
    this.emptyLines = emptyLines;
    this.last = line;
    for (const cell of cells) if (cell.includes('\n') || cell.includes('\r')) this.last += cell.match(/\r\n|\n|\r/g)?.length ?? 0;
    return line;
  }
}
