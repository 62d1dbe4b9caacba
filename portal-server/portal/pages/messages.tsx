/** @jsxRuntime automatic */
/** @jsxImportSource ../../app/jsx */

import type { MessageKey } from '../../../src-shared/i18n/index.ts';
import { Icon } from './icons.tsx';
import { type PageContext, PhoneLine, renderPage } from './layout.tsx';
import { WaysIn } from './ways-in.tsx';

type MessageKind = 'signed-out' | 'not-found' | 'fault' | 'refused' | 'busy' | 'switched-off' | 'viewing';

/** A page that only says something; during a visit with a way back. */
export function messagePage(context: PageContext, kind: MessageKind): string {
  const { words: w, visit, administration } = context;
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
          {kind === 'switched-off' && administration && (
            <div class="contact gap">
              <PhoneLine administration={administration} words={w} />
            </div>
          )}
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
