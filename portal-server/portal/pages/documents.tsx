/** @jsxRuntime automatic */
/** @jsxImportSource ../../app/jsx */

import type { Day } from '../../../src-shared/kernel/index.ts';
import type { Row } from '../../../src-shared/schema/index.ts';
import type { Html } from '../../app/jsx/index.ts';
import type { Words } from '../words.ts';
import { Icon } from './icons.tsx';
import { type PageContext, renderPage } from './layout.tsx';
import { ErrorSummary } from './pay.tsx';

export interface DocumentsFacts {
  rows: readonly { invoice: Row<'invoices'>; hasCopy: boolean }[];
  today: Day;
  /** There are older ones that are not shown. */
  isCut: boolean;
  /** The zip was asked for without anything that could go in. */
  nothingChosen: boolean;
}

/** The account on paper, and the copies of the documents: one by one or several together. */
export function documentsPage(context: PageContext, facts: DocumentsFacts): string {
  const { words: w } = context;
  const errors = facts.nothingChosen ? [{ field: 'which', text: w.t('portal.documents.error') }] : [];
  return renderPage(context, {
    title: w.t('portal.documents.title'),
    hasErrors: facts.nothingChosen,
    narrow: true,
    children: (
      <>
        <ErrorSummary words={w} errors={errors} />
        <div>
          <a class="crumb" href="/portal">
            <Icon name="left" />
            {w.t('portal.back')}
          </a>
          <h1>{w.t('portal.documents.title')}</h1>
        </div>
        <section class="card">
          <h2>{w.t('portal.statement.title')}</h2>
          <p class="empty">{w.t('portal.statement.what')}</p>
          <ul class="options">
            {(['pdf', 'xlsx'] as const).map((kind) => (
              <li key={kind}>
                <a class="option" href={`/portal/statement.${kind}`}>
                  <Icon name="file" />
                  <b>{w.t(`portal.statement.${kind}`)}</b>
                  <Icon name="right" />
                </a>
              </li>
            ))}
          </ul>
        </section>
        <Copies context={context} facts={facts} />
      </>
    ),
  });
}

function Copies({ context: { words: w, visit }, facts }: { context: PageContext; facts: DocumentsFacts }): Html | null {
  const any = facts.rows.some(({ hasCopy }) => hasCopy);
  return (
    <form method="post" action="/portal/documents">
      <input type="hidden" name="csrf" value={visit?.csrf ?? ''} />
      <section class="card">
        <h2>{w.t('portal.documents.copies')}</h2>
        {facts.rows.length === 0 && <p class="empty">{w.t('portal.documents.none')}</p>}
        <fieldset id="which" tabindex={-1}>
          <legend class="vh">{w.t('portal.documents.copies')}</legend>
          <ul class="items files">{facts.rows.map((row) => copyItem(row, facts.today, w))}</ul>
        </fieldset>
        {facts.isCut && <p class="empty small">{w.t('portal.history.newest', { count: facts.rows.length })}</p>}
        {any && (
          <p class="pad">
            <button class="btn" type="submit">
              {w.t('portal.documents.zip')}
            </button>
          </p>
        )}
      </section>
    </form>
  );
}

function copyItem({ invoice, hasCopy }: DocumentsFacts['rows'][number], today: Day, w: Words): Html | null {
  const name = `${w.t(`portal.kind.${invoice.kind}`)} ${invoice.number}`;
  return (
    <li>
      {hasCopy ? (
        <label class="tick">
          <input type="checkbox" name="i" value={invoice.id} />
          <b>{name}</b>
        </label>
      ) : (
        <b>{name}</b>
      )}
      <a class="pdf i-file" href={`/portal/invoice/${invoice.id}`}>
        {w.t(hasCopy ? 'portal.pdf' : 'portal.documents.ask')}
        <span class="vh"> {invoice.number}</span>
      </a>
      <span class="small muted">
        {w.day(invoice.issueDate, today)} · <span class="num">{w.money(invoice.amount, invoice.currency)}</span>
      </span>
    </li>
  );
}
