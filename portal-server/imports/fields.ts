import type { ColumnRef, Condition, Field, Filter, Transform } from './mapping.ts';

/** Reads one value from a record; a blank is ''. */
export interface FieldReader {
  /** The column as the file names it, for messages. */
  label: string;
  read(record: readonly string[]): string;
}

/** A column a mapping names and the file does not have, or has more than once. */
export interface ColumnProblem {
  column: string;
  code: 'column-missing' | 'column-ambiguous';
}

/** The columns of one file, and the mapping's references to them. */
export class Columns {
  readonly problems: ColumnProblem[] = [];
  readonly names: readonly string[];

  /** @param names the header's cells; for a file without one, as many empty texts as it has columns */
  constructor(names: readonly string[]) {
    this.names = names.map((name) => name.trim());
  }

  field(source: Field): FieldReader {
    if (typeof source === 'string' || typeof source === 'number') {
      const index = this.index(source);
      return { label: this.label(source), read: (record) => (record[index] ?? '').trim() };
    }
    if ('constant' in source) return { label: '', read: () => source.constant };
    const indexes = [source.column, ...source.or].map((ref) => this.index(ref));
    const steps = source.transform.map(transformer);
    const fallback = source.default ?? '';
    return {
      label: this.label(source.column),
      read: (record) => {
        for (const index of indexes) {
          const raw = record[index] ?? '';
          const trimmed = raw.trim();
          if (trimmed === '') continue;
          return steps.reduce((value, step) => step(value), source.keepSpaces ? raw : trimmed);
        }
        return fallback;
      },
    };
  }

  optional(source: Field | undefined): FieldReader | null {
    return source === undefined ? null : this.field(source);
  }

  condition({ column, values }: Condition): (record: readonly string[]) => boolean {
    const index = this.index(column);
    const wanted = folded(values);
    return (record) => wanted.has(fold(record[index]));
  }

  /** True for rows to keep. */
  filter({ column, in: only, notIn, notBlank }: Filter): (record: readonly string[]) => boolean {
    const index = this.index(column);
    const wanted = only && folded(only);
    const unwanted = folded(notIn ?? []);
    return (record) => {
      const value = fold(record[index]);
      return (!wanted || wanted.has(value)) && !unwanted.has(value) && !(notBlank && value === '');
    };
  }

  label(ref: ColumnRef): string {
    return typeof ref === 'string' ? ref : this.names[ref - 1] || `#${ref}`;
  }

  index(ref: ColumnRef): number {
    if (typeof ref === 'number') return ref <= this.names.length ? ref - 1 : this.missing(ref, 'column-missing');
    const wanted = ref.trim();
    let found = this.positions((name) => name === wanted);
    if (!found.length) found = this.positions((name) => name.toLowerCase() === wanted.toLowerCase());
    const [first] = found;
    if (first === undefined) return this.missing(ref, 'column-missing');
    return found.length > 1 ? this.missing(ref, 'column-ambiguous') : first;
  }

  private positions(matches: (name: string) => boolean): number[] {
    return this.names.flatMap((name, index) => (matches(name) ? [index] : []));
  }

  private missing(ref: ColumnRef, code: ColumnProblem['code']): number {
    const column = this.label(ref);
    if (!this.problems.some((problem) => problem.column === column)) this.problems.push({ column, code });
    return -1;
  }
}

const fold = (value: string | undefined): string => (value ?? '').trim().toLowerCase();
const folded = (values: readonly string[]): Set<string> => new Set(values.map(fold));

function transformer(transform: Transform): (value: string) => string {
  if (typeof transform === 'object') {
    if ('map' in transform) return (value) => transform.map[value] ?? value;
    return (value) => value.replaceAll(transform.remove, '');
  }
  switch (transform) {
    case 'strip-zero-decimals':
      return (value) => value.replace(/^(\d+)\.0+$/, '$1');
    case 'strip-leading-zeros':
      return (value) => value.replace(/^0+(?=.)/, '');
    case 'upper':
      return (value) => value.toUpperCase();
    case 'lower':
      return (value) => value.toLowerCase();
  }
}
