import type { Columns } from './fields.ts';
import type { Mapping } from './mapping.ts';
import { RowRejection } from './problems.ts';

type Terms = NonNullable<Mapping['invoice']['terms']>;

/** Days of the payment terms in a record. @throws RowRejection when the words are not known and nothing is said for the others */
export function termsReader({ field, patterns, days, otherwise }: Terms, columns: Columns): (record: readonly string[]) => number {
  const reader = columns.field(field);
  const exact = new Map(Object.entries(days).map(([words, value]) => [words.toLowerCase(), value]));
  const compiled = patterns.map((source) => new RegExp(source, 'i'));
  return (record) => {
    const words = reader.read(record);
    const known = exact.get(words.toLowerCase());
    if (known !== undefined) return known;
    for (const pattern of compiled) {
      const found = Number(pattern.exec(words)?.[1]);
      if (Number.isInteger(found) && found <= 3_650) return found;
    }
    if (otherwise !== undefined) return otherwise;
    throw new RowRejection(reader.label, words === '' ? 'due-date-unknown' : 'terms-unknown', { value: words });
  };
}
