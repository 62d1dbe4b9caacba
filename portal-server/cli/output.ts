import { translateError } from '../../src-shared/i18n/index.ts';
import { AppError } from '../../src-shared/kernel/index.ts';

/** The world around a run of the command line: the process's own, or a test's. */
export interface CliIo {
  stdin: NodeJS.ReadStream;
  stdout: NodeJS.WritableStream & { isTTY?: boolean };
  stderr: NodeJS.WritableStream;
  env: NodeJS.ProcessEnv;
  /** Folder that relative paths of the caller start from. */
  cwd: string;
}

export interface CliResult {
  /** Printed with `--json`, as one document. */
  json: unknown;
  /** Printed without it. */
  text: string;
  /** What went wrong although there is a result; printed on stderr, and the exit status is then 1. */
  failure?: string;
}

export function printResult(io: CliIo, asJson: boolean, { json, text }: CliResult): void {
  io.stdout.write(asJson ? `${JSON.stringify(json)}\n` : text.endsWith('\n') ? text : `${text}\n`);
}

/**
 * One clear sentence on stderr, in English like all of the command line. With `--json` stdout says it as well, so that a
 * script always finds one document there: `{"error":{"code","params","message"}}`.
 */
export function printError(io: CliIo, asJson: boolean, error: unknown): void {
  const known = error instanceof AppError;
  const shape = known ? { code: error.code, params: error.params } : { code: 'internal', params: {} };
  const message = known
    ? translateError('en', shape)
    : `Something went wrong in Kasstroom: ${error instanceof Error ? error.message : String(error)}`;
  io.stderr.write(`${message}\n`);
  if (!known && error instanceof Error && error.stack && io.env.KASSTROOM_LOG_LEVEL === 'debug') io.stderr.write(`${error.stack}\n`);
  if (asJson) io.stdout.write(`${JSON.stringify({ error: { ...shape, message } })}\n`);
}

export type Cell = string | number;

/** Columns of text; numbers and amounts (columns named in `right`) to the right. */
export function table(head: readonly string[], rows: readonly (readonly Cell[])[], right: readonly number[] = []): string {
  const lines = [head, ...rows].map((row) => row.map(String));
  const widths = head.map((_, column) => Math.max(...lines.map((row) => (row[column] ?? '').length)));
  const format = (row: readonly string[]): string =>
    row
      .map((cell, column) => (right.includes(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd();
  const [first, ...rest] = lines;
  return [format(first ?? []), widths.map((width) => '-'.repeat(width)).join('  '), ...rest.map(format)].join('\n');
}
