/** @jsxRuntime automatic */
/** @jsxImportSource ../../app/jsx */

import type { Html } from '../../app/jsx/index.ts';
import { Icon } from './icons.tsx';
import { type PageContext, renderPage } from './layout.tsx';
import { WaysIn } from './ways-in.tsx';

/**
 * For a link that does not let anybody in, whatever the reason: expired, revoked, mistyped or made up. The company is
 * told, which is no secret; that there is or was a debtor is not.
 */
export function expiredLinkPage(context: PageContext, { csrf, days }: { csrf: string; days: number }): string {
  const { words: w, administration } = context;
  return renderPage(context, {
    title: w.t('portal.expired.title'),
    narrow: true,
    children: (
      <>
        <section class="card pad lift">
          <EnvelopeWithClock />
          <h1>{w.t('portal.expired.title')}</h1>
          <p class="lead">{w.t('portal.expired.text', { days })}</p>
          <form method="post">
            <input type="hidden" name="csrf" value={csrf} />
            <button class="btn gap" type="submit">
              {w.t('portal.expired.send')}
            </button>
          </form>
          <p class="with">{w.t('portal.expired.when')}</p>
          {!administration && <p class="gap">{w.t('portal.expired.ask')}</p>}
        </section>
        <WaysIn context={context} title={w.t('portal.expired.other-ways')} />
      </>
    ),
  });
}

/** The answer, the same to everybody. */
export function linkSentPage(context: PageContext): string {
  const { words: w } = context;
  return renderPage(context, {
    title: w.t('portal.link-sent.title'),
    narrow: true,
    children: (
      <>
        <section class="card pad lift">
          <span class="state wait">
            <Icon name="mail" />
          </span>
          <h1>{w.t('portal.link-sent.title')}</h1>
          <p class="lead">{w.t('portal.link-sent.text')}</p>
          <p class="with">{w.t('portal.link-sent.not-there')}</p>
        </section>
        <WaysIn context={context} title={w.t('portal.expired.other-ways')} />
      </>
    ),
  });
}

const EnvelopeWithClock = (): Html | null => (
  <svg viewBox="0 0 60 44" aria-hidden="true" class="drawing">
    <path class="fill" d="M4 10h44v30H4Z" />
    <path d="M6 10h30M48 24v13a3 3 0 0 1-3 3H6a3 3 0 0 1-3-3V13a3 3 0 0 1 3-3M4 12l22 16 13-9.500" />
    <circle class="face" cx="46" cy="13" r="10" />
    <path d="M46 7v6.500l4 2.500" />
  </svg>
);
