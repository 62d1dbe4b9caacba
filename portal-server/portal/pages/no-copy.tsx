/** @jsxRuntime automatic */
/** @jsxImportSource ../../app/jsx */

import type { Row } from '../../../src-shared/schema/index.ts';
import { Icon } from './icons.tsx';
import { type PageContext, PhoneLine, renderPage } from './layout.tsx';

/** The copy of a document is not at hand; it can be asked for where the company offers that. */
export function noCopyPage(context: PageContext, invoice: Row<'invoices'>, canAsk: boolean): string {
  const { words: w, administration } = context;
  return renderPage(context, {
    title: w.t('portal.no-copy.title'),
    narrow: true,
    children: (
      <section class="card pad lift">
        <span class="state wait">
          <Icon name="file" />
        </span>
        <h1>{w.t('portal.no-copy.title')}</h1>
        <p class="lead">{w.t('portal.no-copy.text', { number: invoice.number })}</p>
        {administration && (
          <div class="contact gap">
            <PhoneLine administration={administration} words={w} />
          </div>
        )}
        {canAsk ? (
          <a class="btn gap" href={`/portal/copy?i=${invoice.id}`}>
            {w.t('portal.no-copy.ask')}
          </a>
        ) : (
          <a class="btn gap" href="/portal">
            {w.t('portal.to-overview')}
          </a>
        )}
      </section>
    ),
  });
}
