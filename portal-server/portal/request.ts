import type { Request, Response } from 'express';
import { type Day, dayAt } from '../../src-shared/kernel/index.ts';
import type { Language, Row } from '../../src-shared/schema/index.ts';
import type { Services } from '../app/services.ts';
import { type PageContext, pagePolicy } from './pages/layout.tsx';
import { chooseLanguage, type Visit } from './session.ts';
import { words } from './words.ts';

/** What a page is made in: language, company, visit. `query` is this page's choice, kept when the language is switched. */
export function pageContext(
  services: Services,
  req: Request,
  res: Response,
  {
    visit,
    administration,
    query = '',
    own,
  }: { visit: Visit | null; administration?: Row<'administrations'> | null; query?: string; own?: Language },
): PageContext {
  const language = chooseLanguage(services, req, res, own ?? visit?.debtor.language ?? administration?.language ?? 'nl');
  const other = language === 'nl' ? 'en' : 'nl';
  // A posted form has no address of its own to come back to but that of its page.
  const kept = query || (req.method === 'GET' ? withoutLanguage(req.originalUrl) : '');
  return {
    words: words[language],
    visit,
    administration: visit?.administration ?? administration ?? null,
    otherLanguageHref: `?${kept ? `${kept}&` : ''}lang=${other}`,
  };
}

function withoutLanguage(url: string): string {
  const start = url.indexOf('?');
  if (start < 0) return '';
  const query = new URLSearchParams(url.slice(start));
  query.delete('lang');
  return query.toString();
}

export function sendPage(res: Response, context: PageContext, html: string, status = 200, formTargets?: string): void {
  const bytes = Buffer.from(html, 'utf8');
  // The whole head at once: what helmet has set stays, and no digest is made for pages that are never stored.
  res.writeHead(status, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': bytes.length,
    'Content-Security-Policy': pagePolicy(context.administration, formTargets),
    'Cache-Control': 'no-store',
  });
  res.end(bytes);
}

const days = new Map<string, { minute: number; day: Day }>();

/** The business day it is for a company; worked out once a minute, because time zones are expensive. */
export function todayOf({ clock }: Services, { timeZone }: Pick<Row<'administrations'>, 'timeZone'>): Day {
  const now = clock.now();
  const minute = Math.floor(now.getTime() / 60_000);
  let known = days.get(timeZone);
  if (known?.minute !== minute) {
    known = { minute, day: dayAt(now, timeZone) };
    days.set(timeZone, known);
  }
  return known.day;
}
