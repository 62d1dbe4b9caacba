import type { Catalogue } from '../catalogue.ts';
import type { imports as nl } from '../nl/imports.ts';

export const imports: Catalogue<typeof nl> = {
  'error.mapping.missing': 'The mapping file {file} cannot be read.',
  'error.mapping.malformed': 'The mapping file {file} is not right at "{key}": {reason}.',
  'error.import.file-unreadable': 'The file {file} cannot be read.',
  'error.import.gzip-broken': 'The compressed file {file} is damaged or incomplete.',
  'error.import.encoding': 'The text in {file} is no valid {encoding}, which the mapping file says it is.',
  'error.import.empty-file': 'The file {file} is empty.',
  'error.import.csv-broken': 'The file {file} cannot be read from line {line} on: a quote is where it does not belong, or is never closed.',
  'error.import.wrong-delimiter':
    'The file {file} seems to separate its columns with "{found}" where the mapping says "{expected}"; these columns were not found: {columns}.',
  'error.import.columns-missing': 'The file {file} lacks these columns: {columns}. Found: {found}.',
  'error.import.columns-ambiguous': 'The file {file} has these columns more than once: {columns}.',
  'error.import.empty-snapshot':
    'The file holds no items at all, while {open, plural, one {# item is} other {# items are}} open. As a snapshot it would settle them all; nothing was changed.',
  'error.import.rejected': '{rows, plural, one {# row was} other {# rows were}} rejected; nothing was taken from {file}.',
  'import.reason.blank': 'the value is missing',
  'import.reason.not-a-date': '"{value}" is no date in the form {formats}',
  'import.reason.not-an-amount': '"{value}" is no amount as the mapping describes it',
  'import.reason.amount-too-large': 'the amount "{value}" is too large',
  'import.reason.not-days': '"{value}" is no number of days',
  'import.reason.currency-unknown': '"{value}" is no currency',
  'import.reason.terms-unknown': 'the due date is missing and the payment terms "{value}" are not known',
  'import.reason.due-date-unknown': 'the due date and the payment terms are missing',
  'import.reason.value-unknown': '"{value}" is not one of: {allowed}',
  'import.reason.cell-count': 'the row has {found, number} fields instead of {expected, number}',
  'import.reason.duplicate': 'invoice number {number} is on line {line} as well',
  'import.reason.duplicate-in-other-file': 'invoice number {number} is in another file as well, on line {line}',
  'import.reason.other-currency': 'invoice {number} is in {value} here, but is known in {stored}',
  'import.reason.other-debtor': 'invoice {number} is of debtor {value} here, but is known of debtor {stored}',
  'import.reason.column-missing': 'the column is missing; found: {found}',
  'import.reason.column-ambiguous': 'the column is there more than once; found: {found}',
  'import.reason.csv-broken': 'cannot be read from here on: a quote is where it does not belong, or is never closed',
};
