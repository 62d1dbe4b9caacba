import { translateReason } from '../../src-shared/i18n/index.ts';
import type { ImportReport, Language } from '../../src-shared/schema/index.ts';

/** How many rejected rows a report names; all are counted. */
const LISTED_PROBLEMS = 1_000;

/** Why a row cannot be taken; translated as `import.reason.<code>`. */
export interface RowProblem {
  /** The column as the file names it; empty when it is about the row as a whole. */
  column: string;
  code: string;
  params: Readonly<Record<string, string | number>>;
}

export interface PlacedProblem extends RowProblem {
  /** Physical line of the file, 1 for the first. */
  line: number;
}

/** Leaves the reading of a row at its first problem. */
export class RowRejection extends Error {
  readonly problem: RowProblem;

  constructor(column: string, code: string, params: RowProblem['params'] = {}) {
    super(code);
    this.problem = { column, code, params };
  }
}

/** The rejected rows of one file: a bounded list and a full count. */
export class Problems {
  readonly listed: PlacedProblem[] = [];
  count = 0;

  add(line: number, problem: RowProblem): void {
    this.count += 1;
    if (this.listed.length < LISTED_PROBLEMS) this.listed.push({ line, ...problem });
  }

  describe(language: Language): ImportReport['rejected'] {
    return this.listed
      .toSorted((a, b) => a.line - b.line)
      .map(({ line, column, code, params }) => ({ line, column, reason: translateReason(language, code, params) }));
  }
}
