/** @jsxRuntime automatic */
/** @jsxImportSource ../../app/jsx */

import type { Row } from '../../../src-shared/schema/index.ts';
import { type Child, type Html, print } from '../../app/jsx/index.ts';
import { brandStyle } from '../brand.ts';
import type { Visit } from '../session.ts';
import { type Words, words } from '../words.ts';

export interface PageContext {
  words: Words;
  /** The company whose page it is; null when it must not or cannot be told. */
  administration: Row<'administrations'> | null;
  /** Null on pages before and after a visit. */
  visit: Visit | null;
  /** Address of this page in the other language, choice included. */
  otherLanguageHref: string;
}

export interface PageProps {
  title: string;
  /** Title of a page that asks for a correction starts with "Fout:". */
  hasErrors?: boolean;
  /** Narrow pages are a form or a message; wide ones lay out their own columns. */
  narrow?: boolean;
  children: Child;
}

/** A whole page, all ASCII. The content security policy for it is {@link pagePolicy}'s. */
export function renderPage(context: PageContext, { title, hasErrors = false, narrow = false, children }: PageProps): string {
  const { words: w, administration } = context;
  const style = brandStyle(administration?.brandColor ?? '');
  const company = administration ? administration.name : 'Kasstroom';
  const full = w.t('portal.title', { page: title, company });
  const page = print(
    <html lang={w.language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="theme-color" content={style.themeColor} />
        <title>{hasErrors ? w.t('portal.error-prefix', { title: full }) : full}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href={style.path} />
      </head>
      <body>
        <a class="skip" href="#main">
          {w.t('portal.skip')}
        </a>
        <Looking context={context} />
        <Header context={context} company={company} />
        <main id="main" class="wrap" tabindex={-1}>
          {narrow ? <div class="narrow stack">{children}</div> : children}
        </main>
        <Footer context={context} />
      </body>
    </html>,
  );
  return `<!doctype html>${page}`;
}

/** Nothing from elsewhere and no script at all. */
export const pagePolicy = (formTargets = "'self'"): string =>
  `default-src 'none';style-src 'self';img-src 'self' data:;form-action ${formTargets};base-uri 'none';frame-ancestors 'none'`;

/** Over everything when a colleague looks as the debtor. */
function Looking({ context: { words: w, visit } }: { context: PageContext }): Html | null {
  if (!visit?.viewerId) return null;
  return (
    <div class="looking" role="status">
      <form class="wrap" method="post" action="/portal/sign-out">
        <input type="hidden" name="csrf" value={visit.csrf} />
        <span>{w.t('portal.viewing.banner', { debtor: visit.debtor.name })}</span>
        <button class="link" type="submit">
          {w.t('portal.viewing.stop')}
        </button>
      </form>
    </div>
  );
}

function Header({ context, company }: { context: PageContext; company: string }): Html | null {
  const { words: w, administration, otherLanguageHref } = context;
  const other = w.language === 'nl' ? words.en : words.nl;
  return (
    <header class="top">
      <div class="wrap">
        {administration?.logo ? (
          <img class="logo" src={`/portal/logo/${administration.logo.hash}`} alt="" />
        ) : (
          <span class="mark" aria-hidden="true">
            {[...company][0]?.toUpperCase()}
          </span>
        )}
        <p class="who">
          <b>{company}</b>
          {administration?.tagline && <span>{administration.tagline}</span>}
        </p>
        <a class="lang" href={otherLanguageHref} lang={other.language} hreflang={other.language}>
          {w.t('portal.language-other')}
        </a>
      </div>
    </header>
  );
}

export const telHref = (phone: string): string => `tel:${phone.replace(/[^\d+]/g, '')}`;

/** The company's telephone number with its hours, as a sentence. */
export function PhoneLine({ administration, words: w }: CompanyProps): Html | null {
  if (!administration.phone) return null;
  return (
    <p>
      {w.t('portal.call')} <a href={telHref(administration.phone)}>{administration.phone}</a>
      {administration.phoneHours && (
        <>
          , <span class="hours">{administration.phoneHours}</span>
        </>
      )}
    </p>
  );
}

interface CompanyProps {
  administration: Row<'administrations'>;
  words: Words;
}

function Department({ administration, words: w }: CompanyProps): Html | null {
  return (
    <div>
      <p>
        <b>{w.t('portal.department', { company: administration.legalName || administration.name })}</b>
      </p>
      <PhoneLine administration={administration} words={w} />
      {administration.email && (
        <p>
          <a href={`mailto:${administration.email}`}>{administration.email}</a>
        </p>
      )}
    </div>
  );
}

/** Before a visit: who this is, so that it can be looked up elsewhere; how to reach them is on the page. */
function Address({ administration }: Pick<CompanyProps, 'administration'>): Html | null {
  const { legalName, name, street, postalCode, city } = administration;
  const address = [street, [postalCode, city].filter(Boolean).join(' ')].filter(Boolean).join(', ');
  return (
    <div>
      <p>
        <b>{legalName || name}</b>
      </p>
      {address && <p class="muted">{address}</p>}
    </div>
  );
}

function Footer({ context }: { context: PageContext }): Html | null {
  const { words: w, administration, visit } = context;
  return (
    <footer>
      <div class="wrap">
        {administration && (visit ? <Department administration={administration} words={w} /> : <Address administration={administration} />)}
        <div class="foot2">
          {administration && (administration.privacyUrl || administration.accessibilityUrl) && (
            <p class="links">
              {administration.privacyUrl && <a href={administration.privacyUrl}>{w.t('portal.footer.privacy')}</a>}
              {administration.accessibilityUrl && <a href={administration.accessibilityUrl}>{w.t('portal.footer.accessibility')}</a>}
            </p>
          )}
          {visit && !visit.viewerId && (
            <form method="post" action="/portal/sign-out">
              <input type="hidden" name="csrf" value={visit.csrf} />
              <button class="link" type="submit">
                {w.t('portal.sign-out')}
              </button>
            </form>
          )}
          <p class="tiny">
            {administration?.chamberOfCommerce && `${w.t('portal.chamber', { number: administration.chamberOfCommerce })} · `}
            {w.t('portal.runs-on')}
          </p>
        </div>
      </div>
    </footer>
  );
}
