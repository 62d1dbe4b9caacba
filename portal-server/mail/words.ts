import { Liquid, LiquidError } from 'liquidjs';
import { AppError } from '../../src-shared/kernel/index.ts';
import type { Row } from '../../src-shared/schema/index.ts';
import { markBold, plain, type RichText, toRichText } from './rich-text.ts';

/** The variables of a message's template. Amounts and dates come formatted in the message's language. */
export type MessageWords = {
  amount: string;
  /** With weekday and year: the date binds. */
  payBefore: string;
  /** Number of invoices that are asked for. */
  invoices: number;
  /** Number of the oldest of them. */
  firstInvoice: string;
  oldestDays: number;
  customerNumber: string;
  debtorName: string;
  companyName: string;
};

export interface FilledWords {
  subject: string;
  heading: string;
  paragraphs: RichText[];
}

/** No files, no unknown variables or filters: a template that cannot be filled in completely is an error and not a gap. */
const engine = new Liquid({ strictVariables: true, strictFilters: true, ownPropertyOnly: true, relativeReference: false, templates: {} });

/** @throws AppError `mail.template-faulty` */
export function fillIn(
  template: Pick<Row<'templates'>, 'key' | 'subject' | 'heading' | 'body'>,
  words: Readonly<Record<string, string | number>>,
): FilledWords {
  const scope = Object.fromEntries(Object.entries(words).map(([name, value]) => [name, typeof value === 'string' ? plain(value) : value]));
  const render = (source: string): string => {
    try {
      return engine.parseAndRenderSync(source, scope);
    } catch (cause) {
      if (!(cause instanceof LiquidError)) throw cause;
      throw new AppError('mail.template-faulty', { step: template.key, reason: cause.message }, { cause });
    }
  };
  return {
    subject: oneLine(render(template.subject)),
    heading: oneLine(render(template.heading)),
    paragraphs: render(markBold(template.body))
      .split(/\n\s*\n/)
      .map(oneLine)
      .filter(Boolean)
      .map(toRichText),
  };
}

/** A value with a line break in it must not become a header or a paragraph of its own. No-break spaces stay. */
const oneLine = (text: string): string => text.replace(/[\r\n\t ]+/g, ' ').trim();
