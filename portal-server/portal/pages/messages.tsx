/** @jsxRuntime automatic */
/** @jsxImportSource ../../app/jsx */

import type { MessageKey } from '../../../src-shared/i18n/index.ts';
import { Icon } from './icons.tsx';
import { type PageContext, renderPage } from './layout.tsx';
import { WaysIn } from './ways-in.tsx';

/** A page that only says something; during a visit with a way back. */
export function messagePage(context: PageContext, kind: 'signed-out' | 'not-found' | 'fault' | 'refused' | 'busy'): string {
  const { words: w, visit } = context;
  const [title, text] = [`portal.${kind}.title`, `portal.${kind}.text`] as [MessageKey, MessageKey];
  return renderPage(context, {
    title: w.t(title),
    narrow: true,
    children: (
      <>
        <section class="card pad lift">
          <span class="state wait">
            <Icon name="info" />
          </span>
          <h1>{w.t(title)}</h1>
          <p class="lead">{w.t(text)}</p>
          {visit && (
            <a class="btn gap" href="/portal">
              {w.t('portal.to-overview')}
            </a>
          )}
        </section>
        {kind === 'signed-out' && <WaysIn context={context} title={w.t('portal.signed-out.ways')} />}
      </>
    ),
  });
}
