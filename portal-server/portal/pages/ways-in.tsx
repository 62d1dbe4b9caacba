/** @jsxRuntime automatic */
/** @jsxImportSource ../../app/jsx */

import type { Html } from '../../app/jsx/index.ts';
import type { IconName } from '../icons.ts';
import { Icon } from './icons.tsx';
import { type PageContext, telHref } from './layout.tsx';

interface WaysInProps {
  context: PageContext;
  title: string;
  /** The way that the page itself is about is left out. */
  without?: 'login' | 'letter';
}

/** The ways round a link that does not work: logging in, a letter's code, a person. */
export function WaysIn({ context: { words: w, administration }, title, without }: WaysInProps): Html | null {
  const hours = administration?.phoneHours;
  const [first = '', ...rest] = hours ?? '';
  return (
    <section class="card">
      <h2>{title}</h2>
      <ul class="options">
        {without !== 'login' && (
          <Way href="/portal/login" icon="person" title={w.t('portal.way.login')} text={w.t('portal.way.login-text')} />
        )}
        {without !== 'letter' && (
          <Way href="/portal/code" icon="mail" title={w.t('portal.way.letter')} text={w.t('portal.way.letter-text')} />
        )}
        {administration?.phone && (
          <Way
            href={telHref(administration.phone)}
            icon="phone"
            title={w.t('portal.expired.call', { phone: administration.phone })}
            text={hours ? `${w.t('portal.way.call-text')} ${first.toUpperCase()}${rest.join('')}` : w.t('portal.way.call-text')}
          />
        )}
        {!administration?.phone && administration?.email && (
          <Way href={`mailto:${administration.email}`} icon="mail" title={administration.email} text={w.t('portal.way.mail-text')} />
        )}
      </ul>
    </section>
  );
}

function Way({ href, icon, title, text }: { href: string; icon: IconName; title: string; text: string }): Html | null {
  return (
    <li>
      <a class="option" href={href}>
        <Icon name={icon} />
        <span>
          <b>{title}</b>
          <small>{text}</small>
        </span>
        <Icon name="right" />
      </a>
    </li>
  );
}
