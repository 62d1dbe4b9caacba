/** @jsxRuntime automatic */
/** @jsxImportSource ../../app/jsx */

import type { MessageKey } from '../../../src-shared/i18n/index.ts';
import type { Html } from '../../app/jsx/index.ts';
import { Icon } from './icons.tsx';
import { type PageContext, PhoneLine, renderPage, telHref } from './layout.tsx';

/**
 * For a link that does not let anybody in, whatever the reason: expired, revoked, mistyped or made up. The company is
 * told, which is no secret; that there is or was a debtor is not.
 */
export function expiredLinkPage(context: PageContext): string {
  const { words: w, administration } = context;
  const reachable = administration !== null && (administration.phone !== '' || administration.email !== '');
  return renderPage(context, {
    title: w.t('portal.expired.title'),
    narrow: true,
    children: (
      <>
        <section class="card pad lift">
          <span class="state link-ended">
            <Icon name="clock" />
          </span>
          <h1>{w.t('portal.expired.title')}</h1>
          <p class="lead">{w.t('portal.expired.text')}</p>
          {!reachable && <p class="gap">{w.t('portal.expired.ask')}</p>}
        </section>
        {reachable && <OtherWays context={context} />}
      </>
    ),
  });
}

function OtherWays({ context: { words: w, administration } }: { context: PageContext }): Html | null {
  if (!administration) return null;
  return (
    <section class="card">
      <h2>{w.t('portal.expired.other-ways')}</h2>
      <ul class="options">
        {administration.phone && (
          <li>
            <a class="option" href={telHref(administration.phone)}>
              <Icon name="phone" />
              <span>
                <b>{w.t('portal.expired.call', { phone: administration.phone })}</b>
                <small>
                  {w.t('portal.expired.call-text')}
                  {administration.phoneHours && ` (${administration.phoneHours})`}
                </small>
              </span>
              <Icon name="right" />
            </a>
          </li>
        )}
        {administration.email && (
          <li>
            <a class="option" href={`mailto:${administration.email}`}>
              <Icon name="mail" />
              <span>
                <b>{administration.email}</b>
                <small>{w.t('portal.expired.mail-text')}</small>
              </span>
              <Icon name="right" />
            </a>
          </li>
        )}
      </ul>
    </section>
  );
}

type MessageKind = 'signed-out' | 'not-found' | 'fault' | 'refused' | 'busy' | 'switched-off' | 'viewing';

/** A page that only says something; during a visit with a way back. */
export function messagePage(context: PageContext, kind: MessageKind): string {
  const { words: w, visit, administration } = context;
  const [title, text] = [`portal.${kind}.title`, `portal.${kind}.text`] as [MessageKey, MessageKey];
  return renderPage(context, {
    title: w.t(title),
    narrow: true,
    children: (
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
    ),
  });
}
